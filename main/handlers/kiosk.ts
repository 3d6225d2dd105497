import { attendanceDayStart, nextCheck } from '../attendance/presence.ts'
import type { AttendanceEvent, Decision, Instant } from '../contract/entities.ts'
import type { Frame } from '../contract/frame.ts'
import type { FrameFace, FrameResult } from '../contract/frame-result.ts'
import {
  decideTrack,
  defaultTrackRule,
  fusedProbe,
  noEvidence,
  observe,
  type TrackEvidence,
} from '../matching/track-evidence.ts'
import { judgeLiveness } from '../vision/liveness-track.ts'
import type { Stage, TrackedFace } from '../vision/vision.ts'
import type { Context, Handlers } from './context.ts'
import { takeBack } from './not-me.ts'
import { keepVisitor } from './visitors.ts'

/** What is remembered about a face while it stays in view. */
interface Visit {
  evidence: TrackEvidence
  state: FrameFace['state']
  attendance: FrameFace['attendance']
  /** Kept among the unknown visitors. */
  kept: boolean
}

type Known = Extract<Decision, { kind: 'known' }>

/** Enough to see the runner-up and rivals of one decision. */
const searchedPeople = 5
/** The person's entries of so long are looked at for cooldown and direction; longer than any shift. */
const lookBackMilliseconds = 48 * 3_600_000

/**
 * Frames in, decisions and attendance events out.
 * Tracks are numbered once for the whole engine, so a track names one face at one kiosk.
 */
export interface Kiosk extends Handlers<'kiosk.notMe'> {
  push(frame: Frame): Promise<FrameResult>
}

export function createKiosk(context: Context): Kiosk {
  const { store, vision, gallery, settings, publish, now, zone } = context
  const visits = new Map<number, Visit>()

  async function push(frame: Frame): Promise<FrameResult> {
    const { purpose, sequence, width, height, kiosk } = frame
    const analysis = await vision.analyseFrame(frame)
    for (const track of analysis.ended) visits.delete(track)
    if (analysis.faces.some(({ embedding }) => embedding !== null)) gallery.refresh()
    const stages: Stage[] = [...analysis.stages]
    const events: AttendanceEvent[] = []
    const start = performance.now()
    const shown = analysis.faces.map((face) => ({ face, visit: visitOf(face) }))
    for (const visit of doubles(shown)) Object.assign(visit, newVisit(gallery.dimensions))
    const faces = shown.map(({ face, visit }) => {
      if (purpose === 'kiosk' && face.sure) {
        const event = attend(face, visit, kiosk)
        if (event !== null) events.push(event)
        if (isStranger(visit) && !visit.kept) visit.kept = keepVisitor(context, face, kiosk)
      }
      return seen(face, visit)
    })
    stages.push({ name: 'decide', milliseconds: performance.now() - start })
    for (const event of events) publish('event.recorded', event)
    return { sequence, width, height, faces, events, stages }
  }

  function visitOf(face: TrackedFace): Visit {
    const known = visits.get(face.track)
    const visit = known ?? newVisit(gallery.dimensions)
    if (known === undefined) visits.set(face.track, visit)
    if (face.embedding !== null) {
      const rule = { ...defaultTrackRule, ...settings() }
      const { vector } = face.embedding
      const ranking = gallery.search(face.embedding, searchedPeople)
      visit.evidence = observe(visit.evidence, { vector, quality: face.quality?.score ?? 0, ranking }, rule)
      const probe = fusedProbe(visit.evidence)
      if (probe !== null) {
        const fused = gallery.search({ ...face.embedding, vector: probe }, searchedPeople)
        const state = decideTrack(visit.evidence, fused, rule)
        visit.state =
          state.kind === 'looking' ? state : { kind: 'decided', decision: gallery.decision(state.verdict, fused) }
      }
    }
    return visit
  }

  /** Writes the event of a known person, once a visit. */
  function attend(face: TrackedFace, visit: Visit, kiosk: string): AttendanceEvent | null {
    const settled = visit.attendance !== null && visit.attendance.kind !== 'not-live'
    const decision = visit.state.kind === 'decided' ? visit.state.decision : null
    if (settled || decision?.kind !== 'known') return null
    const live = settings().liveness === 'required' ? judgeLiveness(face.liveness) : 'live'
    if (live !== 'live') {
      visit.attendance = live === 'not-live' ? { kind: 'not-live' } : null
      return null
    }
    return store.transaction(() => check(decision, face, visit, kiosk))
  }

  function check(decision: Known, face: TrackedFace, visit: Visit, kiosk: string): AttendanceEvent | null {
    const { cooldownSeconds, direction, thresholdVersion } = settings()
    const at = now() as Instant
    const here = zone()
    const recent = store.events.recentOf(decision.person.id, (at - lookBackMilliseconds) as Instant)
    const next = nextCheck({ cooldownSeconds, direction, kiosk }, recent, at, attendanceDayStart(at, here))
    if (next.kind === 'cooldown') {
      visit.attendance = { kind: 'cooldown', direction: next.last.direction, at: next.last.at }
      return null
    }
    const event = store.events.record({
      kind: 'check',
      person: decision.person,
      employeeNumber: store.people.get(decision.person.id).employeeNumber,
      direction: next.direction,
      at,
      zone: here,
      method: 'face',
      kiosk,
      track: face.track,
      similarity: decision.similarity,
      runnerUp: decision.runnerUp,
      threshold: decision.threshold,
      thresholdVersion,
      model: context.model,
      metric: null,
      liveness: face.liveness?.real ?? null,
      quality: face.quality?.score ?? null,
      clockMoved: context.clockMoved(),
      corrects: null,
      action: null,
      actor: null,
      reason: null,
    })
    visit.attendance = { kind: 'recorded', event: event.id, direction: event.direction, at: event.at }
    return event
  }

  return {
    push,
    'kiosk.notMe': ({ event }) => {
      const correction = takeBack(context, event)
      for (const visit of visits.values()) {
        if (visit.attendance?.kind === 'recorded' && visit.attendance.event === event) {
          Object.assign(visit, newVisit(gallery.dimensions))
        }
      }
      return correction
    },
  }
}

function newVisit(dimensions: number): Visit {
  return {
    evidence: noEvidence(dimensions),
    state: { kind: 'looking' },
    attendance: null,
    kept: false,
  }
}

/**
 * Nobody is in two places: where two faces of one frame bear the same name, only the one that is more like the person
 * keeps it.
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

function isStranger({ state }: Visit): boolean {
  return state.kind === 'decided' && state.decision.kind === 'unknown'
}

function seen(face: TrackedFace, visit: Visit): FrameFace {
  const { track, sure, box, points, detection, quality, pose, liveness } = face
  return {
    track,
    box,
    points: [...points],
    detection,
    quality,
    pose,
    liveness,
    state: sure ? visit.state : { kind: 'looking' },
    attendance: sure ? visit.attendance : null,
  }
}
