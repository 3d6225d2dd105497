import type { MethodName, Output, Parsed } from '../contract/api.ts'
import type { ModelId } from '../contract/entities.ts'
import type { Settings } from '../contract/settings.ts'
import type { Message, TopicName } from '../contract/topics.ts'
import type { Store } from '../store/open.ts'
import type { Vision } from '../vision/vision.ts'
import type { Gallery } from './gallery.ts'
import type { Kiosks } from './kiosks.ts'
import type { Rules } from './rules.ts'

/** What the handlers share. Built once by app.ts. */
export interface Context {
  readonly store: Store
  readonly vision: Vision
  readonly gallery: Gallery
  readonly rules: Rules
  readonly kiosks: Kiosks
  /** The embedder in use; only its templates are searched. */
  readonly model: ModelId
  readonly settings: () => Settings
  readonly publish: <T extends TopicName>(topic: T, message: Message<T>) => void
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Whether the clock was set shortly before, so that what it says is marked. */
  readonly clockMoved: () => boolean
  /** Whether the clock can be believed when something is to be erased because of its age. */
  readonly mayEraseByAge: () => boolean
  /** 0..1 */
  readonly random: () => number
  /** IANA name of the zone the machine is in. */
  readonly zone: () => string
  /** Who is at the controls, for the audit log. */
  readonly actor: string
}

/** A handler takes what the contract parsed and returns what the contract promises. */
export type Handlers<M extends MethodName = MethodName> = {
  readonly [K in M]: (input: Parsed<K>) => Output<K> | Promise<Output<K>>
}
