import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../contract/errors.ts'
import { minDetectionScore, weakDetectionShare } from '../contract/limits.ts'

const Input = z.object({
  name: z.string(),
  /** Batch, channels, height, width. */
  shape: z.tuple([z.literal(1), z.number().int(), z.number().int(), z.number().int()]),
  colour: z.enum(['rgb', 'bgr', 'grey']),
  mean: z.number(),
  scale: z.number(),
})

const File = z.object({
  file: z.string().regex(/^[\w.-]+$/, 'a plain file name'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  graphOptimizationLevel: z.enum(['disabled', 'basic', 'extended', 'all']),
})
export type ModelFile = z.infer<typeof File>

const Model = File.extend({
  bytes: z.number().int(),
  /** The same function in a form that runs faster, made from `file` on this machine (main/onnx). */
  fast: File.optional(),
  input: Input,
})

const Detector = Model.extend({
  role: z.literal('detector'),
  kind: z.enum(['ultraface', 'scrfd', 'yunet']),
  scoreThreshold: z.number(),
  nmsIou: z.number(),
  /**
   * What tells a stretched face by this detector's boxes and the pack's points, where that was measured; see
   * `stretchOf`.
   */
  proportions: z.object({ natural: z.number(), eyes: z.number(), box: z.number(), nose: z.number() }).optional(),
}).refine(
  ({ fast, scoreThreshold }) => fast === undefined || weakDetectionShare * scoreThreshold >= minDetectionScore,
  `the fast form of a detector leaves out faces that a threshold below ${minDetectionScore / weakDetectionShare} asks for`,
)
export type DetectorModel = z.infer<typeof Detector>

const Landmarks = Model.extend({ role: z.literal('landmarks'), kind: z.literal('points-68') })
const Embedder = Model.extend({
  role: z.literal('embedder'),
  kind: z.literal('arcface'),
  dimensions: z.number().int(),
  /** How much the crops of a useless and of a good photo agree, where that was measured; see `withAgreement`. */
  agreement: z.tuple([z.number(), z.number()]).optional(),
  /**
   * How much is due to the lower half of a covered and of an uncovered face, where that was measured; see `withCover`.
   */
  lowerFace: z.tuple([z.number(), z.number()]).optional(),
}).refine(
  // Faces are aligned right into its input, and judged and kept as they lie there (main/vision/align.ts).
  ({ input: { shape, colour } }) => shape.join() === '1,3,112,112' && colour !== 'grey',
  'an embedder takes aligned faces: 1 x 3 x 112 x 112, in colour',
)
const Liveness = Model.extend({ role: z.literal('liveness'), kind: z.literal('minifasnet') })
const Eyes = Model.extend({ role: z.literal('eyes'), kind: z.literal('eye-state') })

const PackModel = z.discriminatedUnion('role', [Detector, Landmarks, Embedder, Liveness, Eyes])
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
      `The list of models ${file} is wrong at ${issue?.path.join('.')}: ${issue?.message}. Correct it, or reinstall Rollcall.`,
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

/** What faces are found, judged and told apart with; a pack may have models that nothing uses. */
export const rolesInUse: ReadonlySet<Role> = new Set<Role>(['embedder', 'detector', 'landmarks', 'eyes', 'liveness'])

/** A model file in use that is not there, or not the one of the manifest. */
export interface WrongModel {
  readonly file: string
  readonly problem: 'missing' | 'damaged'
}

/** Which model files in use are wrong; `files` counts those that are not. */
export async function checkModels(modelsFolder: string, pack: Pack): Promise<{ files: number; wrong: WrongModel[] }> {
  const wrong: WrongModel[] = []
  const models = pack.models.filter(({ role }) => rolesInUse.has(role))
  for (const model of models) {
    try {
      await readModel(modelsFolder, pack, model, false)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      wrong.push({ file: String(error.details.file), problem: error.code === 'model-missing' ? 'missing' : 'damaged' })
    }
  }
  return { files: models.length - wrong.length, wrong }
}

/** A model's bytes and the file that they are from. */
export interface ReadModel {
  readonly file: ModelFile
  readonly bytes: Uint8Array
}

/**
 * Reads a model, in its fast form where that has been made, and proves that it is the one of the manifest.
 * @param comparable not in a fast form that gives outputs of another size for every picture, as the detector's does
 * @throws AppError `model-missing`, or `model-damaged` when its sha256 differs.
 */
export async function readModel(
  modelsFolder: string,
  pack: Pack,
  model: PackModel,
  comparable: boolean,
): Promise<ReadModel> {
  const folder = join(modelsFolder, pack.name)
  if (model.fast !== undefined && !(comparable && model.role === 'detector')) {
    const bytes = await readFile(join(folder, model.fast.file)).catch(() => null)
    if (bytes !== null) return { file: model.fast, bytes: checkHash(bytes, join(folder, model.fast.file), model.fast) }
  }
  const path = join(folder, model.file)
  try {
    const bytes = await readFile(path)
    return { file: model, bytes: checkHash(bytes, path, model) }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('model-missing', `The model file ${path} is missing. Run npm start: it fetches it.`, {
      details: { file: path },
      cause,
    })
  }
}

function checkHash(bytes: Uint8Array, path: string, { sha256: expected }: ModelFile): Uint8Array {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 === expected) return bytes
  throw new AppError(
    'model-damaged',
    `The model file ${path} is not the one it should be (its sha256 is ${sha256}, not ${expected}). ` +
      'Delete it and run npm start: it is made again.',
    { details: { file: path, sha256, expected } },
  )
}
