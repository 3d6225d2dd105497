import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../contract/errors.ts'

const Input = z.object({
  name: z.string(),
  /** Batch, channels, height, width. */
  shape: z.tuple([z.literal(1), z.number().int(), z.number().int(), z.number().int()]),
  colour: z.enum(['rgb', 'bgr', 'grey']),
  mean: z.number(),
  scale: z.number(),
})

const Model = z.object({
  file: z.string().regex(/^[\w.-]+$/, 'a plain file name'),
  bytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  graphOptimizationLevel: z.enum(['disabled', 'basic', 'extended', 'all']),
  input: Input,
})

const Detector = Model.extend({
  role: z.literal('detector'),
  kind: z.enum(['ultraface', 'scrfd', 'yunet']),
  scoreThreshold: z.number(),
  nmsIou: z.number(),
})
export type DetectorModel = z.infer<typeof Detector>

const Landmarks = Model.extend({ role: z.literal('landmarks'), kind: z.literal('points-68') })
const Embedder = Model.extend({
  role: z.literal('embedder'),
  kind: z.literal('arcface'),
  dimensions: z.number().int(),
})
const Liveness = Model.extend({ role: z.literal('liveness'), kind: z.literal('minifasnet') })
const Pose = Model.extend({ role: z.literal('pose'), kind: z.literal('pose-bins') })
const Eyes = Model.extend({ role: z.literal('eyes'), kind: z.literal('eye-state') })

const PackModel = z.discriminatedUnion('role', [Detector, Landmarks, Embedder, Liveness, Pose, Eyes])
export type PackModel = z.infer<typeof PackModel>
export type Role = PackModel['role']
export type ModelOf<R extends Role> = Extract<PackModel, { role: R }>

const Pack = z.object({
  name: z.string().regex(/^[\w.-]+$/),
  licence: z.string(),
  models: z.array(PackModel),
})
export type Pack = z.infer<typeof Pack>

const Manifest = z.object({ default: z.string(), packs: z.array(Pack).min(1) })

/**
 * Reads `manifest.json` in the models' folder and picks a pack.
 * @param name the pack's name; the manifest's default when undefined
 * @throws AppError `model-missing` without a manifest or pack, `model-damaged` when the manifest does not parse.
 */
export async function readPack(modelsFolder: string, name?: string): Promise<Pack> {
  const file = join(modelsFolder, 'manifest.json')
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new AppError('model-missing', `The list of models ${file} is missing. Reinstall Rollcall.`, { cause })
  }
  const manifest = Manifest.safeParse(parseJson(text))
  if (!manifest.success) {
    const issue = manifest.error.issues[0]
    throw new AppError(
      'model-damaged',
      `The list of models ${file} is wrong at ${issue?.path.join('.')}: ${issue?.message}. Reinstall Rollcall.`,
    )
  }
  const wanted = name ?? manifest.data.default
  const pack = manifest.data.packs.find((candidate) => candidate.name === wanted)
  if (pack === undefined) {
    const names = manifest.data.packs.map((candidate) => candidate.name).join(', ')
    throw new AppError('model-missing', `There is no model pack "${wanted}"; there are ${names}.`)
  }
  return pack
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The pack's model of a role, or null when the pack does without. */
export function modelOf<R extends Role>(pack: Pack, role: R): ModelOf<R> | null {
  return pack.models.find((model): model is ModelOf<R> => model.role === role) ?? null
}

/**
 * Reads a model file and proves that it is the one of the manifest.
 * @throws AppError `model-missing`, or `model-damaged` when its sha256 differs.
 */
export async function readModel(modelsFolder: string, pack: Pack, model: PackModel): Promise<Uint8Array> {
  const file = join(modelsFolder, pack.name, model.file)
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (cause) {
    throw new AppError('model-missing', `The model file ${file} is missing. Run npm start: it fetches it.`, {
      details: { file },
      cause,
    })
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== model.sha256) {
    throw new AppError(
      'model-damaged',
      `The model file ${file} is not the one it should be (its sha256 is ${sha256}, not ${model.sha256}). ` +
        'Delete it and run npm start: it is fetched again.',
      { details: { file, sha256, expected: model.sha256 } },
    )
  }
  return bytes
}
