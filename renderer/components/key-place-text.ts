import type { KeyPlace } from '../../main/contract/key-place.ts'
import type { Messages } from '../messages/en/index.ts'

/** Says where the key is kept. */
export function keyPlaceText({ settings }: Messages, place: KeyPlace): string {
  const { keyPlaces } = settings
  return place.kind === 'file' ? keyPlaces.file(place.path) : keyPlaces[place.kind]
}
