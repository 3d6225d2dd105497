import type { Frame } from '../contract/frame.ts'
import { maxFollowedKiosks, weakDetectionShare } from '../contract/limits.ts'
import { type Bitmap, createBitmap, type HalfPlaces } from './bitmap.ts'
import { createDetector, type Detector } from './detect/detector.ts'
import { embedderId, oneCrop } from './embed.ts'
import { locateFace } from './face.ts'
import { area } from './geometry.ts'
import { brighten } from './light.ts'
import { addFrame, addPassive, type LivenessEvidence, livenessOf, noLivenessEvidence } from './liveness-track.ts'
import type { Pack } from './manifest.ts'
import { type ModelOptions, type Models, openModels } from './models.ts'
import { checkLiveness, embedFace, encodeCrop } from './models-on-face.ts'
import { createMotionGate, type MotionGate } from './motion.ts'
import { createPhotoAnalysis } from './photo.ts'
import { createRaster } from './raster.ts'
import { addEmbedding, type EmbeddingHistory, hasChangedPerson, wantsEmbedding } from './schedule.ts'
import { type SmallFrame, shrinkFrame } from './small-frame.ts'
import { createStopwatch, type Stopwatch } from './stages.ts'
import { createTracker, type Track, type Tracker } from './track.ts'
import { createTurns } from './turns.ts'
import {
  defaultFrameOptions,
  type FrameAnalysis,
  type FrameOptions,
  type TrackedFace,
  type Vision,
  type VisionInfo,
} from './vision.ts'

export interface LocalVisionOptions extends ModelOptions {
  /** A clock in milliseconds, for the times of the stages. */
  readonly now: () => number
}

/** Embeddings computed in one frame at most, so that a crowd does not stall the picture; the other faces come next. */
const embeddingsPerFrame = 2
/** The first of a track's embeddings to come with a crop: nobody is called a stranger earlier. */
const firstCrop = 3

/** A frame in the form in which its faces are judged. */
interface Picture {
  readonly bitmap: Bitmap
  readonly small: SmallFrame
  /** See `brighten`. */
  readonly gain: number
  readonly at: number
}

/** What is remembered of a track. */
interface Memory {
  history: EmbeddingHistory | null
  liveness: LivenessEvidence
  /** Whether it jumped and was not embedded since. */
  doubted: boolean
}

/** What one kiosk's camera has shown so far, for one purpose. */
interface Scene {
  readonly tracker: Tracker
  readonly gate: MotionGate
  readonly memories: Map<number, Memory>
  /** The last frame in small, whose memory the next one reuses. */
  small: SmallFrame | null
  at: number
}

/**
 * Creates the whole pipeline from pixels to faces in the calling thread, which blocks while a model runs; use
 * `createVision` where something else must go on.
 * @throws AppError `model-missing`, `model-damaged`, `model-unsupported`
 */
export async function createLocalVision(options: LocalVisionOptions): Promise<Vision> {
  const raster = createRaster()
  const models = await openModels(options, raster)
  const turn = createTurns()
  const scenes = new Map<string, Scene>()
  const places: HalfPlaces = []
  let lastTrack = 0

  async function detectorOf(): Promise<Detector> {
    const { session, model } = await models.need('detector')
    return createDetector(session, model)
  }

  async function frameAnalysis(frame: Frame, { minQuality }: FrameOptions): Promise<FrameAnalysis> {
    const bitmap = createBitmap(frame.width, frame.height, frame.data, places)
    const stopwatch = createStopwatch(options.now)
    const { gain, tooDark } = await stopwatch.measure('light', () => brighten(bitmap))
    const detector = await detectorOf()
    const { scene, forgotten } = sceneOf(frame, detector)
    const small = await stopwatch.measure('motion', () => shrinkFrame(bitmap, scene.small, raster))
    scene.small = small
    const wanted = await stopwatch.measure('motion', () => scene.gate.wantsSearch(small, frame.capturedAt))
    if (!wanted && scene.memories.size === 0)
      return { faces: [], tooDark, ended: forgotten, stages: stopwatch.stages() }
    const whole = { x: 0, y: 0, width: frame.width, height: frame.height }
    const least = weakDetectionShare * detector.model.scoreThreshold
    const detections = await stopwatch.measure('detect', () => detector.detect(bitmap, whole, least))
    const { seen, ended } = scene.tracker.update(detections, frame.capturedAt)
    for (const id of ended) scene.memories.delete(id)
    const faces: TrackedFace[] = []
    let embedded = 0
    for (const track of seen.toSorted((a, b) => area(b.detection.box) - area(a.detection.box))) {
      const picture = { bitmap, small, gain, at: frame.capturedAt }
      const gate = embedded < embeddingsPerFrame ? minQuality : null
      const face = await toTrackedFace(picture, track, scene, gate, stopwatch)
      if (face === null) continue
      if (face.embedding !== null) embedded++
      faces.push(face)
    }
    return { faces, tooDark, ended: [...forgotten, ...ended], stages: stopwatch.stages() }
  }

  /** @param minQuality from which on it is embedded; null to skip that in this frame */
  async function toTrackedFace(
    { bitmap, small, gain, at }: Picture,
    track: Track,
    scene: Scene,
    minQuality: number | null,
    stopwatch: Stopwatch,
  ): Promise<TrackedFace | null> {
    const face = await locateFace(bitmap, track.detection, 1, gain, 'frame', models, stopwatch)
    if (face === null) return null
    const { box, detection, points, pose, eyesOpen, quality } = face
    const memory = scene.memories.get(track.id) ?? { history: null, liveness: noLivenessEvidence, doubted: false }
    if (track.jumped) memory.doubted = true
    memory.liveness = await stopwatch.measure('motion', () => addFrame(memory.liveness, small, at, box, points))
    scene.memories.set(track.id, memory)
    const seen = { track: track.id, box, detection, points, pose, eyesOpen, quality }
    const { history: before, doubted } = memory
    if (minQuality === null || !wantsEmbedding(before, quality.score, at, doubted, minQuality)) {
      const sure = !memory.doubted && (memory.history?.strange ?? 0) === 0
      return { ...seen, sure, liveness: livenessOf(memory.liveness), embedding: null, crop: null }
    }
    const opinions = await checkLiveness(bitmap, face, models, stopwatch)
    if (opinions.length > 0) memory.liveness = addPassive(memory.liveness, opinions, quality.score)
    const { embedding } = await embedFace(bitmap, face, oneCrop, models, stopwatch)
    const history = addEmbedding(memory.history, embedding, quality.score, at)
    memory.history = history
    const liveness = livenessOf(memory.liveness)
    if (hasChangedPerson(history)) scene.tracker.end(track.id)
    // An embedding unlike the track's earlier ones is held back: it may be another person's.
    if (history.strange > 0) return { ...seen, sure: false, liveness, embedding: null, crop: null }
    memory.doubted = false
    const crop = history.count >= firstCrop ? await encodeCrop(face, stopwatch) : null
    return { ...seen, sure: true, liveness, embedding, crop }
  }

  /** Finds the frame's scene, which starts anew when the camera's clock went back. */
  function sceneOf(frame: Frame, detector: Detector): { scene: Scene; forgotten: readonly number[] } {
    const key = `${frame.purpose} ${frame.kiosk}`
    const known = scenes.get(key)
    scenes.delete(key)
    const goesOn = known !== undefined && frame.capturedAt >= known.at
    const forgotten = known === undefined || goesOn ? [] : known.tracker.endAll()
    const scene = goesOn
      ? known
      : {
          tracker: createTracker(detector.model.scoreThreshold, () => ++lastTrack),
          gate: createMotionGate(),
          memories: new Map(),
          small: null,
          at: 0,
        }
    scene.at = frame.capturedAt
    scenes.set(key, scene)
    // The scene heard of least recently is forgotten.
    const oldest = scenes.keys().next()
    if (scenes.size > maxFollowedKiosks && !oldest.done) scenes.delete(oldest.value)
    return { scene, forgotten }
  }

  return {
    analysePhoto: createPhotoAnalysis({ models, detectorOf, turn, now: options.now }),
    analyseFrame: (frame, frameOptions = defaultFrameOptions) =>
      turn('frame', () => frameAnalysis(frame, frameOptions)),
    info: async () => infoOf(models),
    close: () => turn('photo', () => models.close()),
  }
}

async function infoOf({ pack, secondOpinion, provider, need }: Models): Promise<VisionInfo> {
  const { model } = await need('embedder')
  const describe = ({ licence, models }: Pack) =>
    models.map(({ role, file, sha256 }) => ({ role, file, sha256, licence }))
  return {
    pack: { name: pack.name, licence: pack.licence },
    embedder: embedderId(model),
    dimensions: model.dimensions,
    provider,
    models: [...describe(pack), ...(secondOpinion === null ? [] : describe(secondOpinion))],
  }
}
