import type { Caller } from '../contract/caller.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { judgeLiveness } from '../contract/liveness.ts'
import { type LookPurpose, lookPauseDays, lookWaitDays } from '../contract/looks.ts'
import { judgeFace, judgeLikeness } from '../enrolment/photo-rule.ts'
import type { Ranking } from '../matching/match.ts'
import { defaultTrackRule } from '../matching/track-evidence.ts'
import { dot } from '../numeric/vector.ts'
import { ifWritable } from '../store/if-writable.ts'
import type { Look } from '../store/looks.ts'
import type { TrackedFace } from '../vision/vision.ts'
import type { Context } from './context.ts'
import { finishErasure } from './erasure.ts'
import type { MissingPhotos } from './missing-photos.ts'
import type { Part } from './part.ts'

const dayMs = 86_400_000
const lookEveryMs = 3_600_000
const maxPauseDays = Math.max(...Object.values(lookPauseDays))

/** Better than a photo needs to be to be taken: a picture of a camera at the door is to add something. */
const minQuality = 60
/** How much more like the person than like anybody else the face must be; `npm run bench looks` says what it costs. */
const minLead = 0.15
/** The office could not look at more with care, and whoever floods the list gains nothing. */
const maxWaiting = 200

/** Whom a face has just been greeted as, and in which picture it was seen best. */
export interface Keepable {
  readonly personId: PersonId
  readonly look: Look
}

/**
 * Finds a look worth keeping in a picture of somebody who was checked in by it: alive, of good quality, and so like the
 * template that is there, and so unlike everybody else, that one frame alone would name them.
 * @param ranking what searching for this frame alone found
 */
export function findKeepable(
  { settings }: Pick<Context, 'settings'>,
  personId: PersonId,
  face: TrackedFace,
  ranking: Ranking,
): Keepable | null {
  const seen = findGoodLook(face, settings().enrolmentQuality)
  if (seen === null) return null
  const [best, next] = ranking
  if (best?.personId !== personId || best.similarity < settings().threshold + defaultTrackRule.certainty) return null
  if (next !== undefined && best.similarity - next.similarity < minLead) return null
  return { personId, look: { ...seen, similarity: best.similarity } }
}

/**
 * The same for somebody who was checked in by PIN, whom the model in use may not know at all: their face is not unlike
 * their own templates, where it has some, and like nobody else.
 */
export function findKeepableByPin(
  { store, settings }: Pick<Context, 'store' | 'settings'>,
  personId: PersonId,
  face: TrackedFace,
  ranking: Ranking,
): Keepable | null {
  const seen = findGoodLook(face, settings().enrolmentQuality)
  if (seen === null) return null
  if (ranking.some((match) => match.personId !== personId && match.similarity >= settings().threshold)) return null
  const similarities = store.templates
    .listOfPerson(personId)
    .flatMap(({ id }) => store.templates.readEmbedding(id, seen.model) ?? [])
    .map(({ vector }) => dot(vector, seen.vector))
  if (judgeLikeness(similarities, null) !== null) return null
  return { personId, look: { ...seen, similarity: similarities.length === 0 ? null : Math.max(...similarities) } }
}

function findGoodLook(face: TrackedFace, enrolmentQuality: number): Omit<Look, 'similarity'> | null {
  const { embedding, crop, quality, box } = face
  if (!face.sure || embedding === null || crop === null || quality === null) return null
  if (judgeLiveness(face.liveness) !== 'live') return null
  if (judgeFace({ box, quality }, Math.max(minQuality, enrolmentQuality)) !== null) return null
  return { model: embedding.model, vector: embedding.vector, quality: quality.score, photo: crop }
}

/**
 * Finds what somebody may be asked to keep a look for; null for nothing. They have no photo that other models could
 * read, or just one template, so that no look ever builds on another one; they may be enrolled; they were not asked for
 * the same lately; and nobody has denied being them.
 */
export function findLookPurpose(
  { store, settings, roster, now }: Context,
  missing: Pick<MissingPhotos, 'isNeededOf'>,
  personId: PersonId,
): LookPurpose | null {
  if (!settings().asksForLooks) return null
  const purpose = missing.isNeededOf(personId)
    ? 'models'
    : store.templates.listOfPerson(personId).length === 1
      ? 'second'
      : null
  if (purpose === null) return null
  const asked = store.looks.findLastAsked(personId, purpose)
  if (asked !== null && Math.abs(now() - asked) < lookPauseDays[purpose] * dayMs) return null
  if (store.looks.isWaiting(personId) || store.looks.countWaiting() >= maxWaiting) return null
  if (store.disputes.holding(0 as Instant).some((dispute) => dispute.personId === personId)) return null
  try {
    roster.requireEnrollable(personId)
    return purpose
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Until when a look waits that is kept now. */
export const lookDeadline = (now: number) => (now + lookWaitDays * dayMs) as Instant

/**
 * Destroys looks that nobody has decided about in time, and those of people whose photos may not be kept any more, now
 * and every hour, if the clock can be trusted.
 */
export function destroyOldLooks(context: Context): Part {
  let working: Promise<unknown> = Promise.resolve()
  function look(): void {
    working = destroy(context).catch((error: unknown) =>
      // The disk may be full; the next time tries again.
      context.logger.warn('task-failed', { task: 'looks', error }),
    )
  }
  look()
  const timer = setInterval(look, lookEveryMs)
  timer.unref()
  return {
    on: { 'people.changed': look },
    async close() {
      clearInterval(timer)
      await working
    },
  }
}

async function destroy(context: Context): Promise<void> {
  const { store, roster, consenting, now, mayEraseByAge, self } = context
  const forbidden = store.looks
    .listOwners()
    .filter(({ personId }) => !consenting.mayEnrol(personId) || roster.standingOf(personId).kind === 'left')
    .map(({ id }) => id)
  const due = mayEraseByAge() ? store.looks.listDue(now() as Instant) : []
  const old = [...new Set([...forbidden, ...due])]
  if (mayEraseByAge()) ifWritable(() => store.looks.forgetBefore((now() - maxPauseDays * dayMs) as Instant))
  if (old.length === 0) return
  store.transaction(() => {
    for (const id of old) store.looks.decide(id, 'destroyed')
    store.audit.append({ ...self, action: 'look.destroy', subject: 'looks', details: { looks: old.length } })
  })
  context.publish('looks.changed', {})
  await finishErasure(context)
}

/** Writes in the audit log what became of a look. */
export function noteLookDecision(
  { store }: Pick<Context, 'store'>,
  action: 'look.keep' | 'look.accept' | 'look.refuse',
  { id, personId }: { readonly id: number; readonly personId: PersonId },
  caller: Caller,
): void {
  store.audit.append({ ...caller, action, subject: `look ${id}`, details: { person: personId } })
}
