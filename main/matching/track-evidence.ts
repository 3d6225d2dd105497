import type { PersonId } from '../contract/entities.ts'
import { type DecisionRule, decide, type Verdict } from './decide.ts'
import type { Ranking } from './match.ts'

/** What the frames of one track have shown so far. Immutable: `observe` returns a new one. */
export interface TrackEvidence {
  /** Quality-weighted sum of the frames' embeddings. */
  readonly sum: Float32Array
  readonly frames: number
  /** Frames good enough to say that somebody is a stranger. */
  readonly goodFrames: number
  /** How many frames had each person on top, even below the threshold. */
  readonly votes: ReadonlyMap<PersonId, number>
}

export interface TrackRule extends DecisionRule {
  /** Frames that must have the person on top before the track is named ... */
  readonly agreeing: number
  /** ... unless the fused similarity exceeds the threshold by this much; then one frame is enough. */
  readonly certainty: number
  /** Frames of at least `goodQuality` before anybody is called a stranger. */
  readonly goodFrames: number
  /** 0..100. */
  readonly goodQuality: number
}

export const defaultTrackRule: Omit<TrackRule, keyof DecisionRule> = {
  agreeing: 2,
  certainty: 0.15,
  goodFrames: 3,
  goodQuality: 40,
}

export type TrackState = { readonly kind: 'looking' } | { readonly kind: 'decided'; readonly verdict: Verdict }

export function noEvidence(dimensions: number): TrackEvidence {
  return { sum: new Float32Array(dimensions), frames: 0, goodFrames: 0, votes: new Map() }
}

/**
 * Adds one embedded frame; one whose embedding is not finite changes nothing.
 * @param quality 0..100; a better frame weighs more
 * @param ranking what searching for this frame alone found
 */
export function observe(
  evidence: TrackEvidence,
  { vector, quality, ranking }: { vector: Float32Array; quality: number; ranking: Ranking },
  rule: TrackRule,
): TrackEvidence {
  if (!vector.every(Number.isFinite)) return evidence
  const weight = 1 + (Number.isFinite(quality) ? Math.max(0, quality) : 0)
  const sum = evidence.sum.map((value, index) => value + weight * vector[index]!)
  const votes = new Map(evidence.votes)
  const top = ranking.find(({ similarity }) => Number.isFinite(similarity))
  if (top !== undefined) votes.set(top.personId, (votes.get(top.personId) ?? 0) + 1)
  const good = quality >= rule.goodQuality ? 1 : 0
  return { sum, frames: evidence.frames + 1, goodFrames: evidence.goodFrames + good, votes }
}

/** Fuses the track's embeddings into one of unit length, to be searched for; null before the first frame. */
export function fuseProbe({ sum }: TrackEvidence): Float32Array | null {
  const length = Math.hypot(...sum)
  return length > 0 ? sum.map((value) => value / length) : null
}

/**
 * Decides whom a track shows. Known: the fused embedding names the person, who was also the best of enough single
 * frames or is beyond doubt. Unknown: only after enough good frames. Ambiguous: when the fused embedding is, after as
 * many frames as a name needs.
 * @param ranking what searching for `fuseProbe` found
 */
export function decideTrack(evidence: TrackEvidence, ranking: Ranking, rule: TrackRule): TrackState {
  const verdict = decide(ranking, rule)
  return isSettled(evidence, verdict, rule) ? { kind: 'decided', verdict } : { kind: 'looking' }
}

function isSettled(evidence: TrackEvidence, verdict: Verdict, rule: TrackRule): boolean {
  switch (verdict.kind) {
    case 'known': {
      const { personId, similarity } = verdict.best
      const rivalVotes = Math.max(0, ...[...evidence.votes].filter(([id]) => id !== personId).map(([, count]) => count))
      const votes = evidence.votes.get(personId) ?? 0
      const certain = similarity >= rule.threshold + rule.certainty
      return rivalVotes < votes && (certain || votes >= rule.agreeing)
    }
    case 'ambiguous':
      return evidence.frames >= rule.agreeing
    case 'unknown':
      return evidence.goodFrames >= rule.goodFrames
  }
}
