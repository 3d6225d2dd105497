import type { Message, TopicName } from '../contract/topics.ts'

/** What to do at announcements, by topic. */
export type Listeners = { readonly [T in TopicName]?: (message: Message<T>) => void }

/** Something that is open as long as the app: it may listen to announcements, and have work to end. */
export interface Part {
  readonly on?: Listeners
  close?(): void | Promise<void>
}
