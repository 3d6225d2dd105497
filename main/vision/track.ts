import type { Box, Point } from '../contract/entities.ts'
import type { Detection } from './detect/detection.ts'
import { distance, overlap } from './geometry.ts'

/** One face followed from frame to frame. */
export interface Track {
  readonly id: number
  /** Where it was last seen. */
  detection: Detection
  /** Velocity of the box's middle, in pixels a millisecond, smoothed. */
  velocity: Point
  seenAt: number
  /** Whether it may be another face: it was not where it was expected in the latest frame, or had been out of sight. */
  jumped: boolean
  readonly startedAt: number
}

export interface TrackUpdate {
  /** Tracks seen in this frame. */
  readonly seen: readonly Track[]
  /** Ids of tracks that ended with this frame. */
  readonly ended: readonly number[]
}

export interface Tracker {
  /** @param at when the frame was taken, in milliseconds; never decreasing */
  update(detections: readonly Detection[], at: number): TrackUpdate
  /** Ends a track that turned out to be two people. Its face starts a new one in the next frame. */
  end(id: number): void
  /** Ends all tracks. @returns their ids */
  endAll(): readonly number[]
}

/** A face out of sight for longer counts as a new one when it returns. */
const maxHiddenMs = 1_000
/** The lowest overlap of a predicted and a found box. */
const minOverlap = 0.25
/** Boxes that overlap the expected one by less may show another face ... */
const sureOverlap = 0.5
/** ... and so may one that was out of sight for longer. */
const maxGapMs = 500
/** For fast faces and slow cameras: without overlap, the middle may be this many box widths off. */
const reach = 0.5

/**
 * Creates a tracker in the manner of ByteTrack (Zhang et al., arXiv 2110.06864): boxes are predicted at constant speed
 * and matched greedily by overlap, first to detections that score at least `sureScore`, then the remaining tracks to
 * the weaker ones. Only sure detections begin a track.
 * @param nextId returns ids that were never used before
 */
export function createTracker(sureScore: number, nextId: () => number): Tracker {
  let tracks: Track[] = []
  let dropped: number[] = []

  function update(detections: readonly Detection[], at: number): TrackUpdate {
    const sure = detections.filter((detection) => detection.score >= sureScore)
    const weak = detections.filter((detection) => detection.score < sureScore)
    const first = match(tracks, sure, at)
    const second = match(first.tracks, weak, at)
    const seen = [...first.pairs, ...second.pairs].map(([track, detection]) => follow(track, detection, at))
    for (const detection of first.detections) {
      seen.push({ id: nextId(), detection, velocity: { x: 0, y: 0 }, seenAt: at, jumped: false, startedAt: at })
    }
    const lost = second.tracks.filter((track) => at - track.seenAt > maxHiddenMs)
    const waiting = second.tracks.filter((track) => at - track.seenAt <= maxHiddenMs)
    const ended = [...dropped, ...lost.map((track) => track.id)]
    tracks = [...seen, ...waiting]
    dropped = []
    return { seen, ended }
  }

  function end(id: number): void {
    tracks = tracks.filter((track) => track.id !== id)
    dropped.push(id)
  }

  function endAll(): readonly number[] {
    const ids = [...dropped, ...tracks.map((track) => track.id)]
    tracks = []
    dropped = []
    return ids
  }

  return { update, end, endAll }
}

interface Matching {
  readonly pairs: readonly (readonly [Track, Detection])[]
  /** Tracks that found no detection. */
  readonly tracks: readonly Track[]
  readonly detections: readonly Detection[]
}

function match(tracks: readonly Track[], detections: readonly Detection[], at: number): Matching {
  const candidates: { track: Track; detection: Detection; closeness: number }[] = []
  for (const track of tracks) {
    const expected = predict(track, at)
    for (const detection of detections) {
      const closeness = closenessOf(expected, detection.box)
      if (closeness > 0) candidates.push({ track, detection, closeness })
    }
  }
  candidates.sort((a, b) => b.closeness - a.closeness)
  const freeTracks = new Set(tracks)
  const freeDetections = new Set(detections)
  const pairs: [Track, Detection][] = []
  for (const { track, detection } of candidates) {
    if (!freeTracks.has(track) || !freeDetections.has(detection)) continue
    freeTracks.delete(track)
    freeDetections.delete(detection)
    pairs.push([track, detection])
  }
  return { pairs, tracks: [...freeTracks], detections: [...freeDetections] }
}

/** Rates a match: 1..2 for boxes that overlap enough, 0..1 for ones that lie close, 0 for none. */
function closenessOf(expected: Box, found: Box): number {
  const shared = overlap(expected, found)
  if (shared >= minOverlap) return 1 + shared
  const larger = Math.max(expected.width, found.width)
  if (Math.min(expected.width, found.width) < 0.6 * larger) return 0
  return Math.max(0, 1 - distance(middleOf(expected), middleOf(found)) / (reach * larger))
}

function predict(track: Track, at: number): Box {
  const { box } = track.detection
  const elapsed = Math.min(at - track.seenAt, maxHiddenMs / 2)
  return { ...box, x: box.x + track.velocity.x * elapsed, y: box.y + track.velocity.y * elapsed }
}

function follow(track: Track, detection: Detection, at: number): Track {
  const elapsed = at - track.seenAt
  track.jumped = elapsed > maxGapMs || overlap(predict(track, at), detection.box) < sureOverlap
  if (elapsed > 0) {
    const from = middleOf(track.detection.box)
    const to = middleOf(detection.box)
    track.velocity = {
      x: (track.velocity.x + (to.x - from.x) / elapsed) / 2,
      y: (track.velocity.y + (to.y - from.y) / elapsed) / 2,
    }
  }
  track.detection = detection
  track.seenAt = at
  return track
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 }
}
