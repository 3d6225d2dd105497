import type { Message, TopicName } from '../contract/topics.ts'

/** What is done at an announcement, by its topic. */
export type Listeners = { readonly [T in TopicName]?: (message: Message<T>) => void }

/** Something that stays open as long as the app: it may follow announcements, and have work to end. */
export interface Part {
  readonly on?: Listeners
  close?(): void | Promise<void>
}
