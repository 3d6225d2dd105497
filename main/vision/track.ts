import type { Box, Point } from '../contract/entities.ts'
import type { Detection } from './detect/detection.ts'
import { distance, overlap } from './geometry.ts'

/** Frames' faces of one person, followed. */
export interface Track {
  readonly id: number
  /** Latest sighting. */
  detection: Detection
  /** Pixels a millisecond, of the box's middle, smoothed. */
  velocity: Point
  seenAt: number
  /** In the latest frame the face was not where it was expected, or had been out of sight: it may be another one. */
  jumped: boolean
  readonly startedAt: number
}

export interface TrackUpdate {
  /** Tracks seen in this frame. */
  readonly seen: readonly Track[]
  /** Ids of tracks given up in this frame. */
  readonly ended: readonly number[]
}

export interface Tracker {
  /** @param at when the frame was taken, milliseconds; never decreasing */
  update(detections: readonly Detection[], at: number): TrackUpdate
  /** Gives a track up at once: it turned out to be two people. Its face starts a new track in the next frame. */
  end(id: number): void
  /** Gives all tracks up. @returns their ids */
  endAll(): readonly number[]
}

/** A face out of sight for longer is somebody new when it comes back. */
const patience = 1_000
/** Least overlap of a predicted and a found box. */
const minOverlap = 0.25
/** Boxes that overlap the expected one by less may show another face ... */
const surelySame = 0.5
/** ... and so may one that was out of sight for longer, in milliseconds. */
const maxGapMs = 500
/** Fast faces and slow cameras: without overlap, the middle may be this many box widths off. */
const reach = 0.5

/**
 * Follows faces from frame to frame in the manner of ByteTrack (Zhang et al., arXiv 2110.06864): boxes are predicted at
 * constant speed and matched greedily by overlap, first to the detections of at least `surely`, then what is left of
 * the tracks to the weaker ones; only sure detections begin a track.
 * @param nextId gives ids that were never used before
 */
export function createTracker(surely: number, nextId: () => number): Tracker {
  let tracks: Track[] = []
  let dropped: number[] = []

  function update(detections: readonly Detection[], at: number): TrackUpdate {
    const sure = detections.filter((detection) => detection.score >= surely)
    const weak = detections.filter((detection) => detection.score < surely)
    const first = match(tracks, sure, at)
    const second = match(first.tracks, weak, at)
    const seen = [...first.pairs, ...second.pairs].map(([track, detection]) => follow(track, detection, at))
    for (const detection of first.detections) {
      seen.push({ id: nextId(), detection, velocity: { x: 0, y: 0 }, seenAt: at, jumped: false, startedAt: at })
    }
    const lost = second.tracks.filter((track) => at - track.seenAt > patience)
    const waiting = second.tracks.filter((track) => at - track.seenAt <= patience)
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
  /** What found no partner. */
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

/** 1..2 for boxes that overlap enough, 0..1 for ones that lie close, 0 for no match. */
function closenessOf(expected: Box, found: Box): number {
  const shared = overlap(expected, found)
  if (shared >= minOverlap) return 1 + shared
  const larger = Math.max(expected.width, found.width)
  if (Math.min(expected.width, found.width) < 0.6 * larger) return 0
  return Math.max(0, 1 - distance(middleOf(expected), middleOf(found)) / (reach * larger))
}

function predict(track: Track, at: number): Box {
  const { box } = track.detection
  const elapsed = Math.min(at - track.seenAt, patience / 2)
  return { ...box, x: box.x + track.velocity.x * elapsed, y: box.y + track.velocity.y * elapsed }
}

function follow(track: Track, detection: Detection, at: number): Track {
  const elapsed = at - track.seenAt
  track.jumped = elapsed > maxGapMs || overlap(predict(track, at), detection.box) < surelySame
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
