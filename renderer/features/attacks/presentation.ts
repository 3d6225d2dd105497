import type { FrameFace } from '../../../main/contract/frame-result.ts'
import { judgeLiveness } from '../../../main/contract/liveness.ts'

/** Whether living people or pictures of people are shown to the camera. */
export type Phase = 'genuine' | 'attack'

/** One face in front of the camera, from its appearance to its verdict; the next one begins after it has gone. */
export type Presentation =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'watching'; readonly track: number; readonly since: number }
  | { readonly kind: 'leaving'; readonly track: number }

export type Verdict = 'live' | 'not-live'

/** What attacks are made with (presentation attack instruments, ISO/IEC 30107-3); errors are counted for each. */
export const instruments = ['print', 'phone', 'screen', 'other'] as const
export type Instrument = (typeof instruments)[number]

/** The verdict on one presentation; `instrument` is null for a living person. */
export interface Judged {
  readonly verdict: Verdict
  readonly instrument: Instrument | null
}

export interface Tally {
  readonly instrument: Instrument
  readonly passed: number
  readonly total: number
}

/** Counts the attacks of each kind that passed, and the kinds that were not tried. */
export function tallyOf(attacks: readonly Judged[]): {
  readonly tried: readonly Tally[]
  readonly missing: Instrument[]
} {
  const tallies = instruments.map((instrument) => {
    const own = attacks.filter((judged) => judged.instrument === instrument)
    return { instrument, passed: own.filter(({ verdict }) => verdict === 'live').length, total: own.length }
  })
  return {
    tried: tallies.filter(({ total }) => total > 0),
    missing: tallies.filter(({ total }) => total === 0).map(({ instrument }) => instrument),
  }
}

/** ISO/IEC 30107-3 counts presentations; twenty show whether an error is rare, not how rare. */
export const wanted = 20

export type Advice = 'attacks-passed' | 'people-refused' | 'few' | 'good'

/** Derives advice from a test: what to do about its errors, and whether it was long enough. */
export function adviceOf(people: readonly Judged[], attacks: readonly Judged[]): readonly Advice[] {
  const advice: Advice[] = []
  if (attacks.some(({ verdict }) => verdict === 'live')) advice.push('attacks-passed')
  if (people.some(({ verdict }) => verdict === 'not-live')) advice.push('people-refused')
  if (people.length < wanted || attacks.length < wanted) advice.push('few')
  return advice.length === 0 ? ['good'] : advice
}

/** Milliseconds for which a face is watched, as at a door, before its verdict. */
const watchTime = 3000

/** Continues a presentation with the answer to one frame; `verdict` is set when this frame ended it. */
export function observePresentation(
  before: Presentation,
  faces: readonly FrameFace[],
  now: number,
): { readonly presentation: Presentation; readonly verdict: Verdict | null } {
  const face = faces.length === 1 ? faces[0] : undefined
  const stay = (presentation: Presentation) => ({ presentation, verdict: null })
  switch (before.kind) {
    case 'waiting':
      return stay(face === undefined ? before : { kind: 'watching', track: face.track, since: now })
    case 'leaving':
      return stay(faces.some(({ track }) => track === before.track) ? before : { kind: 'waiting' })
    case 'watching': {
      const own = faces.find(({ track }) => track === before.track)
      // Gone before there was a verdict: not counted.
      if (own === undefined) return stay({ kind: 'waiting' })
      const judged = judgeLiveness(own.liveness)
      if (now - before.since < watchTime || judged === 'undecided') return stay(before)
      return { presentation: { kind: 'leaving', track: own.track }, verdict: judged === 'live' ? 'live' : 'not-live' }
    }
  }
}
