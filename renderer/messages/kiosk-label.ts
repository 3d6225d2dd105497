import { defaultSettings } from '../../main/contract/settings.ts'
import type { Messages } from './en/index.ts'

/** What a kiosk is called on screen: a name that nobody chose is written in the reader's language. */
export function kioskLabel(name: string, words: Messages): string {
  return name === defaultSettings.kiosk ? words.kiosk.frontDoor : name
}
