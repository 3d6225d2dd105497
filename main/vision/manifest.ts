import { createHash } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../contract/errors.ts'
import { minDetectionScore, weakDetectionShare } from '../contract/limits.ts'

const Input = z.object({
  /** The model's only input when left out. */
  name: z.string().optional(),
  /** Batch, channels, height, width. */
  shape: z.tuple([z.literal(1), z.number().int(), z.number().int(), z.number().int()]),
  colour: z.enum(['rgb', 'bgr', 'grey']),
  mean: z.number(),
  scale: z.number(),
})

const File = z.object({
  file: z.string().regex(/^\w[\w.-]*\.onnx$/, 'a plain file name that ends in .onnx'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  graphOptimizationLevel: z.enum(['disabled', 'basic', 'extended', 'all']),
})
export type ModelFile = z.infer<typeof File>

const Model = File.extend({
  /** Left out where nobody says. */
  bytes: z.number().int().optional(),
  /** The same model in a faster form, made from `file` on this machine (main/onnx). */
  fast: File.optional(),
  input: Input,
})

const Detector = Model.extend({
  role: z.literal('detector'),
  kind: z.enum(['ultraface', 'scrfd', 'yunet']),
  scoreThreshold: z.number(),
  nmsIou: z.number(),
  /**
   * Coefficients that tell a stretched face by this detector's boxes and the pack's points, where measured; see
   * `measureStretch`.
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
  /** Agreement of the crops of a useless and of a good photo, where measured; see `withAgreement`. */
  agreement: z.tuple([z.number(), z.number()]).optional(),
  /** Share of the lower half of a covered and of an uncovered face, where measured; see `withCover`. */
  lowerFace: z.tuple([z.number(), z.number()]).optional(),
}).refine(
  // Faces are aligned right into its input, judged there and kept as they lie there (main/vision/align.ts).
  ({ input: { shape, colour } }) => shape.join() === '1,3,112,112' && colour !== 'grey',
  'an embedder takes aligned faces: 1 x 3 x 112 x 112, in colour',
)
const Liveness = Model.extend({
  role: z.literal('liveness'),
  kind: z.literal('minifasnet'),
  /**
   * What it sees of the surroundings: a square of `scale` heights of the face's box, or the box itself, `scale` times
   * as wide and as high. Left out, a square of 2.7.
   */
  crop: z.object({ scale: z.number().min(1).max(10), shape: z.enum(['square', 'box']) }).optional(),
  /** Which of its classes is a living face; the first when left out. */
  living: z.number().int().nonnegative().optional(),
})
const Eyes = Model.extend({ role: z.literal('eyes'), kind: z.literal('eye-state') })

const PackModel = z.discriminatedUnion('role', [Detector, Landmarks, Embedder, Liveness, Eyes])
export type PackModel = z.infer<typeof PackModel>
export type Role = PackModel['role']
export type ModelOf<R extends Role> = Extract<PackModel, { role: R }>

/** Models that belong together. It names a folder, so that its name begins with a letter or digit. */
export const Pack = z.object({
  name: z.string().regex(/^\w[\w.-]*$/),
  licence: z.string(),
  /** `liveness`: it takes no other's place, but gives a second opinion on liveness beside the pack in use. */
  use: z.enum(['recognition', 'liveness']).default('recognition'),
  models: z.array(PackModel),
})
export type Pack = z.infer<typeof Pack>

/** A pack and the folder of its files. */
export interface FoundPack extends Pack {
  readonly folder: string
  /** Whether it came with the app, unlike one that the owner installed. */
  readonly shipped: boolean
}

const Manifest = z.object({ default: z.string(), packs: z.array(Pack).min(1) })

/** Where packs are looked for. */
export interface ModelPlaces {
  /** The folder of `manifest.json`; what ships with the app lies there. */
  readonly modelsFolder: string
  /** Holds a folder for each pack that the owner installed, with its entry in `pack.json`. */
  readonly installedFolder?: string
}

/**
 * Finds a pack: an installed one, or one of `manifest.json`.
 * @param name the pack's name; the manifest's default when undefined
 * @throws AppError `model-missing` without a manifest or pack, `model-damaged` when an entry does not parse
 */
export async function readPack(places: ModelPlaces, name?: string): Promise<FoundPack> {
  const installed = name === undefined ? null : await readInstalledPack(places, name)
  if (installed !== null) return installed
  const manifest = await readManifest(places)
  const wanted = name ?? manifest.default
  const pack = manifest.packs.find((candidate) => candidate.name === wanted)
  if (pack === undefined) {
    const names = manifest.packs.map((candidate) => candidate.name).join(', ')
    throw new AppError('model-missing', `There is no model pack "${wanted}"; there are ${names}.`)
  }
  return locatePack(places, pack)
}

/** Finds the folder of a pack whose entry is known. */
export async function locatePack({ modelsFolder, installedFolder }: ModelPlaces, pack: Pack): Promise<FoundPack> {
  const folder = join(modelsFolder, pack.name)
  const shipped = installedFolder === undefined || (await isThere(folder))
  return { ...pack, folder: shipped ? folder : join(installedFolder, pack.name), shipped }
}

async function readInstalledPack({ installedFolder }: ModelPlaces, name: string): Promise<FoundPack | null> {
  if (installedFolder === undefined || !Pack.shape.name.safeParse(name).success) return null
  const folder = join(installedFolder, name)
  const text = await readFile(join(folder, packFile), 'utf8').catch(() => null)
  if (text === null) return null
  return { ...parseEntry(Pack, text, join(folder, packFile)), folder, shipped: false }
}

/** Lies in the folder of an installed pack, and says what its files are. */
export const packFile = 'pack.json'

async function readManifest({ modelsFolder }: ModelPlaces): Promise<z.infer<typeof Manifest>> {
  const file = join(modelsFolder, 'manifest.json')
  try {
    return parseEntry(Manifest, await readFile(file, 'utf8'), file)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('model-missing', `The list of models ${file} is missing. Reinstall Rollcall.`, { cause })
  }
}

function parseEntry<T extends z.ZodType>(shape: T, text: string, file: string): z.output<T> {
  const parsed = shape.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError(
    'model-damaged',
    `The list of models ${file} is wrong at ${issue?.path.join('.')}: ${issue?.message}. Correct it, or reinstall Rollcall.`,
  )
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Finds the pack's model of a role; null when the pack has none. */
export function modelOf<R extends Role>(pack: Pack, role: R): ModelOf<R> | null {
  return pack.models.find((model): model is ModelOf<R> => model.role === role) ?? null
}

/** Lists the models of a pack that say whether a face is alive. */
export const livenessModelsOf = (pack: Pack): ModelOf<'liveness'>[] =>
  pack.models.filter((model): model is ModelOf<'liveness'> => model.role === 'liveness')

/** The roles that are used to find, judge and compare faces; a pack may have models of others. */
export const rolesInUse: ReadonlySet<Role> = new Set<Role>(['embedder', 'detector', 'landmarks', 'eyes', 'liveness'])

/** A model file in use that is missing, or is not the one of the manifest. */
export interface WrongModel {
  readonly file: string
  readonly problem: 'missing' | 'damaged'
}

/** Checks the hashes of the model files in use. @returns how many are right, and which are wrong */
export async function checkModels(pack: FoundPack): Promise<{ files: number; wrong: WrongModel[] }> {
  const wrong: WrongModel[] = []
  const models = pack.models.filter(({ role }) => rolesInUse.has(role))
  for (const model of models) {
    try {
      await readModel(pack, model, false)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      wrong.push({ file: String(error.details.file), problem: error.code === 'model-missing' ? 'missing' : 'damaged' })
    }
  }
  return { files: models.length - wrong.length, wrong }
}

/** A model's bytes and the file they are from. */
export interface ReadModel {
  readonly file: ModelFile
  readonly bytes: Uint8Array
}

/**
 * Reads a model, in its fast form where that exists, and checks its sha256.
 * @param comparable avoids fast forms whose outputs differ in size between pictures, such as the detector's
 * @throws AppError `model-missing`, or `model-damaged` when its sha256 differs
 */
export async function readModel(pack: FoundPack, model: PackModel, comparable: boolean): Promise<ReadModel> {
  const { folder } = pack
  if (model.fast !== undefined && !(comparable && model.role === 'detector')) {
    const bytes = await readFile(join(folder, model.fast.file)).catch(() => null)
    if (bytes !== null) return { file: model.fast, bytes: checkHash(bytes, pack, model.fast) }
  }
  try {
    const bytes = await readFile(join(folder, model.file))
    return { file: model, bytes: checkHash(bytes, pack, model) }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const file = join(folder, model.file)
    const advice = pack.shipped
      ? 'Run npm start: it fetches it.'
      : `Add it again with: rollcall models add ${pack.name}`
    throw new AppError('model-missing', `The model file ${file} is missing. ${advice}`, { details: { file }, cause })
  }
}

function checkHash(bytes: Uint8Array, { name, folder, shipped }: FoundPack, wanted: ModelFile): Uint8Array {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const { sha256: expected } = wanted
  if (sha256 === expected) return bytes
  const file = join(folder, wanted.file)
  const advice = shipped
    ? 'Delete it and run npm start: it is made again.'
    : `Add it again with: rollcall models add ${name}`
  throw new AppError(
    'model-damaged',
    `The model file ${file} is not the one it should be (its sha256 is ${sha256}, not ${expected}). ${advice}`,
    { details: { file, sha256, expected } },
  )
}
