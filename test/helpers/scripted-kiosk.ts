import { join } from 'node:path'
import type { App, AppOptions } from '../../main/app.ts'
import type { Liveness, ModelId, PersonId } from '../../main/contract/entities.ts'
import { encodeFrame, type FramePurpose } from '../../main/contract/frame.ts'
import type { FrameResult } from '../../main/contract/frame-result.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { embedderId } from '../../main/vision/embed.ts'
import { modelOf, readPack } from '../../main/vision/manifest.ts'
import type { FrameAnalysis, TrackedFace, Vision } from '../../main/vision/vision.ts'
import { modelsFolder, openApp, scratchFolder, stoppedClock } from './app.ts'

/** What the camera is said to have seen of one face. */
export interface Sighting
  extends Partial<Pick<TrackedFace, 'sure' | 'liveness' | 'eyesOpen' | 'crop' | 'pose' | 'box'>> {
  readonly track: number
  /** How like each enrolled person the face is, the first one first; not embedded in this frame when left out. */
  readonly like?: readonly number[]
  /** 0..100 */
  readonly quality?: number
}

export interface ScriptedKiosk {
  readonly app: App
  readonly clock: ReturnType<typeof stoppedClock>
  readonly people: readonly PersonId[]
  /** A frame in which these faces are seen; two hundred milliseconds after the one before. */
  see(
    faces: readonly Sighting[],
    more?: { ended?: number[]; purpose?: FramePurpose; kiosk?: string },
  ): Promise<FrameResult>
}

const embedder = modelOf(await readPack({ modelsFolder }), 'embedder')!

/**
 * The whole app behind a camera that sees what the test says, with one template for each person, by the model in use
 * unless the test names another.
 */
export async function openScriptedKiosk(
  names: readonly string[],
  options: Partial<AppOptions> = {},
  model: ModelId = embedderId(embedder),
): Promise<ScriptedKiosk> {
  const dataFolder = scratchFolder()
  const people = enrol(dataFolder, names, model)
  const clock = stoppedClock()
  let analysis: FrameAnalysis = { faces: [], tooDark: false, ended: [], stages: [] }
  const vision: Vision = {
    analyseFrame: async () => analysis,
    analysePhoto: () => Promise.reject(new Error('This camera takes no photos.')),
    info: () => Promise.reject(new Error('This camera has no models.')),
    close: async () => undefined,
  }
  const app = await openApp({ ...clock, ...options, dataFolder, vision: Promise.resolve(vision) })
  let sequence = 0
  return {
    app,
    clock,
    people,
    see(faces, { ended = [], purpose = 'kiosk', kiosk = 'Front door' } = {}) {
      sequence += 1
      analysis = { faces: faces.map(trackedFace), tooDark: false, ended, stages: [] }
      // No two pictures are the same.
      const data = new Uint8Array(4 * 4 * 4).fill(sequence % 251)
      const capturedAt = 200 * sequence
      return app.pushFrame(encodeFrame({ purpose, width: 4, height: 4, sequence, capturedAt, kiosk, data }))
    },
  }
}

/** Person `index` is the axis of that number. */
function enrol(dataFolder: string, names: readonly string[], model: ModelId): PersonId[] {
  const vault = openVault({ kind: 'file', path: join(dataFolder, 'key') })
  const store = openStore({ file: join(dataFolder, 'rollcall.db'), vault, now: () => 0 })
  const ids = names.map((name, index) => {
    const { id } = store.people.create({ name, employeeNumber: null, groups: [] })
    const vector = vectorLike(names.map((_, other) => (other === index ? 1 : 0)))
    const kept = { quality: 80, source: 'photo', photo: null, origin: null } as const
    store.templates.add({ personId: id, model, vector, ...kept })
    return id
  })
  store.close()
  return ids
}

/** A unit vector with these cosines to the first axes. */
function vectorLike(cosines: readonly number[]): Float32Array {
  const vector = new Float32Array(embedder.dimensions)
  vector.set(cosines)
  vector[embedder.dimensions - 1] = Math.sqrt(Math.max(0, 1 - cosines.reduce((sum, cosine) => sum + cosine ** 2, 0)))
  return vector
}

const alive: Liveness = { real: 0.9, cues: { frozen: 0, planar: 0 } }

function trackedFace({ track, like, quality = 80, ...given }: Sighting): TrackedFace {
  return {
    sure: true,
    liveness: alive,
    eyesOpen: 1,
    crop: null,
    box: { x: 0, y: 0, width: 2, height: 2 },
    pose: { yaw: 0, pitch: 0, roll: 0 },
    ...given,
    track,
    detection: 0.9,
    points: Array.from({ length: 5 }, () => ({ x: 1, y: 1 })),
    quality: { score: quality, components: [] },
    embedding: like === undefined ? null : { model: embedderId(embedder), vector: vectorLike(like) },
  }
}
