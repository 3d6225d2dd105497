import { type Evidence, toStoredOpinions } from '../attendance/evidence.ts'
import type { Caller } from '../contract/caller.ts'
import type { Candidate, Decision, EventId, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { AttendanceEvent, Direction } from '../contract/events.ts'
import type { Frame } from '../contract/frame.ts'
import type { FrameFace, FrameResult } from '../contract/frame-result.ts'
import type { CheckOutcome } from '../contract/kiosks.ts'
import type { LookPurpose, NamedBy } from '../contract/looks.ts'
import type { Ranking } from '../matching/match.ts'
import {
  decideTrack,
  defaultTrackRule,
  fuseProbe,
  noEvidence,
  observe,
  type TrackEvidence,
  type TrackRule,
} from '../matching/track-evidence.ts'
import { ifWritable } from '../store/if-writable.ts'
import type { ChallengeState } from '../vision/challenge.ts'
import type { Stage, TrackedFace } from '../vision/vision.ts'
import { standsAtKiosk } from './at-kiosk.ts'
import type { Context } from './context.ts'
import { disputeEvent } from './dispute-event.ts'
import type { Gallery } from './gallery.ts'
import { keepVisitor } from './keep-visitors.ts'
import { isSameKiosk } from './kiosk-list.ts'
import { checkAlive, toAskedChallenge } from './liveness-check.ts'
import { findKeepable, findKeepableByPin, findLookPurpose, type Keepable } from './look-proposals.ts'
import type { MissingPhotos } from './missing-photos.ts'
import { recordCheck } from './record-check.ts'
import { createRepeatCheck } from './repeats.ts'

/** What is remembered about a face while it is in view. */
interface Visit {
  evidence: TrackEvidence
  state: FrameFace['state']
  /** Version of the learned metric that `state` was decided with. */
  metric: number | null
  /** Version of the gallery that it was decided with. */
  gallery: number
  attendance: FrameFace['attendance']
  /** What is written once the person chooses a direction. */
  asked: { readonly personId: PersonId; readonly kiosk: string; readonly evidence: Evidence } | null
  /** Whether it is stored among the unknown visitors. */
  kept: boolean
  /** The people it is most like. */
  candidates: Candidate[]
  challenge: ChallengeState | null
  /** Where it is seen. */
  kiosk: string
  /** When it first looked alive, in the frames' milliseconds. */
  aliveSince: number | null
  /** Whether the track may have changed its person. */
  sure: boolean
  /** What searching for the last frame alone found; nothing when it was not embedded. */
  ranking: Ranking
  /** Who was checked in by PIN while this was the only face in view. */
  provedBy: PersonId | null
  /** Whether its person may be asked to keep a look; null before that was looked up. */
  mayAsk: boolean | null
  /** What they are asked to keep: the best look so far. */
  lookQuestion: AskedLook | null
}

/** What somebody in view is asked to keep, and the number of the question. */
export interface AskedLook extends Keepable {
  readonly id: number
  readonly purpose: LookPurpose
  readonly namedBy: NamedBy
  /** Whether they have a PIN to say so with. */
  readonly pin: boolean
}

type Known = Extract<Decision, { kind: 'known' }>

/** A kiosk that has sent no picture for this long may have somebody else before it. */
const seenMs = 5_000

/** Enough to find the runner-up and rivals of a decision. */
const searchedPeople = 5

/**
 * Turns frames into decisions and attendance events. Track numbers are unique in the engine, so a track is one face at
 * one kiosk.
 */
export interface Visits {
  push(frame: Frame): Promise<FrameResult>
  /** Writes what somebody in view was asked about. @throws AppError `question-expired` */
  answer(track: number, direction: Direction): CheckOutcome
  /** Whom a face in view at a kiosk was greeted as, so that it is known and alive; null when it was not. */
  findGreeted(track: number, kiosk: string): PersonId | null
  /** Everybody whom a kiosk's camera names now; nobody when it has sent no picture for a while. */
  listSeen(kiosk: string): PersonId[]
  /** When a face was last in view, by `performance.now()`. */
  faceSeenAt(): number
  /** Notes that somebody was just checked in by PIN at a kiosk: theirs is the face there, where there is one alone. */
  noteProved(personId: PersonId, kiosk: string): void
  /** What somebody in view at a kiosk is asked to keep; null for nobody. */
  findAskedForLook(track: number, kiosk: string): AskedLook | null
  /** Asks them no more. */
  endQuestion(track: number): void
  /** Corrects an event as `disputeEvent` does; a face that was named wrongly is decided anew. */
  dispute(event: EventId, wrong: 'person' | 'direction', caller: Caller): AttendanceEvent
}

export function createVisits(context: Context, missing: MissingPhotos): Visits {
  const { vision, gallery, settings, publish, now } = context
  const visits = new Map<number, Visit>()
  /** By kiosk, whom its last picture showed, and when. */
  const seen = new Map<
    string,
    { readonly at: number; readonly tracks: readonly number[]; readonly people: readonly PersonId[] }
  >()
  const isRepeated = createRepeatCheck()
  let faceSeenAt = Number.NEGATIVE_INFINITY

  async function push(frame: Frame): Promise<FrameResult> {
    const { purpose, sequence, width, height, kiosk, capturedAt } = frame
    // People must learn that nothing is recorded before they are greeted.
    if (purpose === 'kiosk') context.store.verifyFile()
    if (isRepeated(frame)) return { sequence, width, height, faces: [], tooDark: null, events: [], stages: [] }
    const analysis = await vision.analyseFrame(frame, { minQuality: settings().probeQuality })
    if (analysis.faces.length > 0) faceSeenAt = performance.now()
    for (const track of analysis.ended) visits.delete(track)
    const stages: Stage[] = [...analysis.stages]
    const events: AttendanceEvent[] = []
    const start = performance.now()
    const shown = analysis.faces.map((face) => ({ face, visit: visitOf(face, kiosk) }))
    for (const visit of doubles(shown)) Object.assign(visit, newVisit(gallery.dimensions, visit.kiosk))
    const faces = shown.map(({ face, visit }) => {
      if (purpose === 'kiosk' && face.sure) {
        // Whom a challenge asks to turn the head need not look ahead.
        const isHere = visit.challenge !== null || standsAtKiosk(face, analysis.faces)
        const event = isHere ? attend(face, visit, kiosk, capturedAt) : null
        if (event !== null) events.push(event)
        considerLook(face, visit, kiosk)
        if (isStranger(visit) && !visit.kept) visit.kept = keepVisitor(context, face, kiosk)
      }
      return toFrameFace(face, visit, gallery.findNamed)
    })
    if (purpose === 'kiosk')
      seen.set(kiosk.toLowerCase(), {
        at: now(),
        tracks: faces.map(({ track }) => track),
        people: faces.flatMap((face) => findNamed(face) ?? []),
      })
    stages.push({ name: 'decide', milliseconds: performance.now() - start })
    for (const event of events) publish('event.recorded', event)
    return { sequence, width, height, faces, tooDark: analysis.tooDark, events, stages }
  }

  function visitOf(face: TrackedFace, kiosk: string): Visit {
    const known = visits.get(face.track)
    const visit = known ?? newVisit(gallery.dimensions, kiosk)
    if (known === undefined) visits.set(face.track, visit)
    const metric = gallery.metric()
    if (visit.metric !== metric) {
      Object.assign(visit, { metric, state: { kind: 'looking' }, evidence: noEvidence(gallery.dimensions) })
    }
    const rule = { ...defaultTrackRule, ...settings() }
    const changed = visit.gallery !== gallery.version()
    visit.sure = face.sure
    if (!face.sure) visit.provedBy = null
    visit.ranking = []
    if (changed) forgetWhoIsGone(visit)
    if (face.embedding !== null) {
      const { vector } = face.embedding
      const ranking = gallery.search(face.embedding, searchedPeople)
      visit.ranking = ranking
      visit.evidence = observe(visit.evidence, { vector, quality: face.quality?.score ?? 0, ranking }, rule)
    }
    if (face.embedding !== null || changed) decideAnew(visit, rule)
    return visit
  }

  function decideAnew(visit: Visit, rule: TrackRule): void {
    const vector = fuseProbe(visit.evidence)
    if (vector === null) return
    const fused = gallery.search({ model: context.model, vector }, searchedPeople)
    const state = decideTrack(visit.evidence, fused, rule)
    visit.gallery = gallery.version()
    visit.candidates = gallery.candidates(fused)
    visit.state =
      state.kind === 'looking' ? state : { kind: 'decided', decision: gallery.decision(state.verdict, fused) }
  }

  /** Resets a visit when its person was erased while the face is in view. */
  function forgetWhoIsGone(visit: Visit): void {
    const { state, evidence } = visit
    const decision = state.kind === 'decided' ? state.decision : null
    if (decision?.kind === 'known' && gallery.findNamed(decision.person.id) === null) {
      Object.assign(visit, { attendance: null, asked: null, challenge: null })
    }
    const votes = new Map([...evidence.votes].filter(([id]) => gallery.findNamed(id) !== null))
    visit.evidence = { ...evidence, votes }
  }

  /** Asks whoever was just checked in whether the best look at them may be kept. */
  function considerLook(face: TrackedFace, visit: Visit, kiosk: string): void {
    const person = findCheckedIn(visit)
    if (person === null || visit.mayAsk === false) return
    const { personId, namedBy } = person
    const find = namedBy === 'pin' ? findKeepableByPin : findKeepable
    const found = find(context, personId, face, visit.ranking)
    if (found === null) return
    const asked = visit.lookQuestion
    if (asked !== null) {
      if (asked.personId === personId && found.look.quality > asked.look.quality)
        visit.lookQuestion = { ...asked, ...found }
      return
    }
    const purpose = findLookPurpose(context, missing, personId)
    // Whom a PIN names is asked for what recognition needs, and for nothing that would only make it surer.
    visit.mayAsk = purpose !== null && (namedBy === 'face' || purpose === 'models')
    if (purpose === null || !visit.mayAsk) return
    const pin = namedBy === 'face' && context.store.pins.has(personId)
    ifWritable(() => {
      const id = context.store.looks.ask({ personId, kiosk, purpose, namedBy })
      visit.lookQuestion = { ...found, ...{ id, purpose, namedBy, pin } }
    })
  }

  function noteProved(personId: PersonId, kiosk: string): void {
    const last = seen.get(kiosk.toLowerCase())
    if (last === undefined || Math.abs(now() - last.at) > seenMs || last.tracks.length !== 1) return
    const visit = visits.get(last.tracks[0]!)
    if (visit?.sure && isSameKiosk(visit.kiosk, kiosk)) Object.assign(visit, { provedBy: personId, mayAsk: null })
  }

  function findAskedForLook(track: number, kiosk: string): AskedLook | null {
    const visit = visits.get(track)
    return visit !== undefined && isSameKiosk(visit.kiosk, kiosk) ? findQuestion(visit) : null
  }

  function endQuestion(track: number): void {
    const visit = visits.get(track)
    if (visit !== undefined) Object.assign(visit, { lookQuestion: null, mayAsk: false })
  }

  /** Writes the event of a recognised person, once a visit. */
  function attend(face: TrackedFace, visit: Visit, kiosk: string, capturedAt: number): AttendanceEvent | null {
    const settled = visit.attendance !== null && visit.attendance.kind !== 'not-live'
    const decision = visit.state.kind === 'decided' ? visit.state.decision : null
    if (settled || decision?.kind !== 'known') return null
    const alive = checkAlive(visit, face, capturedAt, settings(), context.random)
    Object.assign(visit, { challenge: alive.challenge, aliveSince: alive.aliveSince })
    if (alive.kind !== 'pass') {
      visit.attendance = alive.kind === 'refuse' ? { kind: 'not-live', why: alive.why } : null
      return null
    }
    return check(decision, face, visit, kiosk)
  }

  function check(decision: Known, face: TrackedFace, visit: Visit, kiosk: string): AttendanceEvent | null {
    const evidence: Evidence = {
      method: 'face',
      track: face.track,
      similarity: decision.similarity,
      runnerUp: decision.runnerUp,
      threshold: decision.threshold,
      thresholdVersion: settings().thresholdVersion,
      model: context.model,
      metric: visit.metric,
      liveness: face.liveness?.real ?? null,
      livenessModels: toStoredOpinions(face.liveness),
      quality: face.quality?.score ?? null,
    }
    const request = { personId: decision.person.id, kiosk, evidence }
    const outcome = recordCheck(context, request)
    visit.asked = outcome.kind === 'ask' ? request : null
    return noteOutcome(visit, outcome)
  }

  function noteOutcome(visit: Visit, outcome: CheckOutcome): AttendanceEvent | null {
    if (outcome.kind !== 'recorded') {
      visit.attendance = outcome
      return null
    }
    const { event } = outcome
    visit.attendance = { kind: 'recorded', event: event.id, direction: event.direction, at: event.at }
    return event
  }

  function answer(track: number, direction: Direction): CheckOutcome {
    const visit = visits.get(track)
    if (!visit?.asked || visit.attendance?.kind !== 'ask') {
      throw new AppError('question-expired', 'This question has expired. Look at the camera again.')
    }
    const outcome = recordCheck(context, visit.asked, direction)
    visit.asked = null
    const event = noteOutcome(visit, outcome)
    if (event !== null) publish('event.recorded', event)
    return outcome
  }

  function dispute(event: EventId, wrong: 'person' | 'direction', caller: Caller): AttendanceEvent {
    const correction = disputeEvent(context, event, wrong, caller)
    if (wrong === 'direction') return correction
    for (const visit of visits.values()) {
      if (visit.attendance?.kind === 'recorded' && visit.attendance.event === event) {
        Object.assign(visit, newVisit(gallery.dimensions, visit.kiosk))
      }
    }
    return correction
  }

  function findGreeted(track: number, kiosk: string): PersonId | null {
    const visit = visits.get(track)
    if (visit === undefined || !isSameKiosk(visit.kiosk, kiosk)) return null
    const { attendance } = visit
    return attendance === null || attendance.kind === 'not-live' ? null : findNamed(visit)
  }

  function listSeen(kiosk: string): PersonId[] {
    const last = seen.get(kiosk.toLowerCase())
    return last === undefined || Math.abs(now() - last.at) > seenMs ? [] : [...last.people]
  }

  return {
    push,
    answer,
    faceSeenAt: () => faceSeenAt,
    findGreeted,
    listSeen,
    noteProved,
    findAskedForLook,
    endQuestion,
    dispute,
  }
}

function newVisit(dimensions: number, kiosk: string): Visit {
  return {
    evidence: noEvidence(dimensions),
    state: { kind: 'looking' },
    metric: null,
    gallery: 0,
    attendance: null,
    asked: null,
    kept: false,
    candidates: [],
    challenge: null,
    kiosk,
    aliveSince: null,
    sure: false,
    ranking: [],
    provedBy: null,
    mayAsk: null,
    lookQuestion: null,
  }
}

/**
 * Finds faces that must lose their name: nobody is in two places, so of two faces with one name in a frame only the one
 * more like the person keeps it.
 */
function doubles(shown: readonly { face: TrackedFace; visit: Visit }[]): Visit[] {
  const bearers = new Map<number, { visit: Visit; similarity: number }>()
  const losers: Visit[] = []
  for (const { face, visit } of shown) {
    const decision = visit.state.kind === 'decided' ? visit.state.decision : null
    if (decision?.kind !== 'known' || !face.sure) continue
    const rival = bearers.get(decision.person.id)
    const wins = rival === undefined || decision.similarity > rival.similarity
    if (wins) bearers.set(decision.person.id, { visit, similarity: decision.similarity })
    if (rival !== undefined) losers.push(wins ? rival.visit : visit)
  }
  return losers
}

function findNamed({ state }: Pick<FrameFace, 'state'>): PersonId | null {
  return state.kind === 'decided' && state.decision.kind === 'known' ? state.decision.person.id : null
}

/** Whom a visit checked in, and what named them: the face first, then the PIN of somebody whom it does not deny. */
function findCheckedIn(visit: Visit): { readonly personId: PersonId; readonly namedBy: NamedBy } | null {
  const named = findNamed(visit)
  if (named !== null && visit.attendance?.kind === 'recorded') return { personId: named, namedBy: 'face' }
  const { provedBy } = visit
  return provedBy === null || (named !== null && named !== provedBy) ? null : { personId: provedBy, namedBy: 'pin' }
}

/** What the face of a visit is asked to keep now. */
function findQuestion(visit: Visit): AskedLook | null {
  const { sure, lookQuestion: asked } = visit
  return sure && asked !== null && findCheckedIn(visit)?.personId === asked.personId ? asked : null
}

function isStranger({ state }: Visit): boolean {
  return state.kind === 'decided' && state.decision.kind === 'unknown'
}

function toFrameFace(face: TrackedFace, visit: Visit, findPerson: Gallery['findNamed']): FrameFace {
  const asked = findQuestion(visit)
  const person = asked && findPerson(asked.personId)
  const { track, sure, box, points, detection, quality, pose, liveness, eyesOpen } = face
  return {
    track,
    box,
    points: [...points],
    detection,
    quality,
    pose,
    liveness,
    eyesOpen,
    candidates: visit.candidates,
    challenge: toAskedChallenge(visit.challenge),
    state: sure ? visit.state : { kind: 'looking' },
    attendance: sure ? visit.attendance : null,
    keepLook: asked && person && { person, purpose: asked.purpose, pin: asked.pin },
  }
}
