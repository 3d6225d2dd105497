import type { GroupsOf } from '../contract/admission.ts'
import type { Caller } from '../contract/caller.ts'
import type { ModelId } from '../contract/entities.ts'
import type { Settings } from '../contract/settings.ts'
import type { Publish } from '../contract/topics.ts'
import type { Logger } from '../log/logger.ts'
import type { Store } from '../store/open.ts'
import type { FoundPack, ModelPlaces } from '../vision/manifest.ts'
import type { Vision } from '../vision/vision.ts'
import type { Background } from './background.ts'
import type { Consenting } from './consent-policy.ts'
import type { Gallery } from './gallery.ts'
import type { Kiosks } from './kiosk-list.ts'
import type { Roster } from './roster.ts'
import type { Rules } from './rules.ts'

/** What all handlers share, built once by open-context.ts. */
export interface Context {
  readonly store: Store
  readonly vision: Vision
  readonly gallery: Gallery
  readonly roster: Roster
  readonly consenting: Consenting
  readonly rules: Rules
  readonly kiosks: Kiosks
  /** Work that goes on after a call was answered; it ends before vision is closed. */
  readonly background: Background
  /** The embedding model in use; only its templates are searched. */
  readonly model: ModelId
  /** The model pack in use, for as long as this app is open. */
  readonly pack: FoundPack
  /** The pack that gives a second opinion on liveness; null for none. */
  readonly secondOpinion: FoundPack | null
  /** Where model packs lie. */
  readonly places: Required<ModelPlaces>
  /** Starts a second pipeline, with another pack, on the CPU; whoever asks closes it. */
  readonly openVision: (pack: FoundPack, secondOpinion?: FoundPack | null) => Promise<Vision>
  /** Whether the pack in use is still the one that is chosen; another process may have chosen another one. */
  readonly isPackCurrent: () => boolean
  /** Whether the pack that gives a second opinion on liveness is so, too. */
  readonly areModelsCurrent: () => boolean
  /** Closes the app and opens it with the pack that was chosen since; null for commands, which end. */
  readonly reopen: (() => Promise<void>) | null
  readonly settings: () => Settings
  /** The groups that a person is in now. */
  readonly groupsOf: GroupsOf
  readonly publish: Publish
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Whether the clock was changed recently, so that new entries are marked. */
  readonly clockMoved: () => boolean
  /** Whether the clock can be trusted when data are erased because of their age. */
  readonly mayEraseByAge: () => boolean
  /** 0..1 */
  readonly random: () => number
  /** IANA name of the machine's time zone. */
  readonly zone: () => string
  /** Whether the app stays open, unlike a command that ends when it is done. */
  readonly staysOpen: boolean
  /** Whom the audit log names for what Rollcall does by itself. */
  readonly self: Caller
  readonly logger: Logger
}
