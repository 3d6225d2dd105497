import type { FallBack } from '../contract/checks.ts'
import { AppError } from '../contract/errors.ts'
import type { Provider } from '../contract/system.ts'
import {
  type FoundPack,
  livenessModelsOf,
  type ModelOf,
  type ModelPlaces,
  modelOf,
  type Pack,
  type PackModel,
  type ReadModel,
  type Role,
  readModel,
  readPack,
  rolesInUse,
} from './manifest.ts'
import { createRaster } from './raster.ts'
import { availableProviders, createSession, type ProviderName, type Session } from './session.ts'

export interface ModelOptions extends ModelPlaces {
  /** A pack that was found, or its name; the manifest's default when undefined. */
  readonly pack?: string | FoundPack
  /** A pack whose models give a second opinion on liveness; none when undefined or null. */
  readonly secondOpinion?: FoundPack | null
  /** `auto` is the CPU, the one provider whose results are verified on every machine. */
  readonly provider?: 'auto' | ProviderName
  /**
   * Whether outputs must have the same size for every picture, so that two providers can be compared; false by default.
   */
  readonly comparable?: boolean
}

/** In the order in which the first face needs them. */
const neededForEveryFace: readonly Role[] = ['detector', 'landmarks', 'eyes', 'liveness']

export interface LoadedModel<R extends Role> {
  readonly session: Session
  readonly model: ModelOf<R>
}

/** The models of one pack on one provider, each loaded when it is first needed. */
export interface Models {
  readonly pack: Pack
  readonly provider: Provider
  /** Loads a role's model; null when the pack has none. A failed load is tried again at the next call. */
  find<R extends Role>(role: R): Promise<LoadedModel<R> | null>
  /** Like `find`, for roles that every pack must have. */
  need<R extends Role>(role: R): Promise<LoadedModel<R>>
  /** Loads every model that says whether a face is alive: the pack's own first. */
  listLiveness(): Promise<LoadedModel<'liveness'>[]>
  readonly secondOpinion: FoundPack | null
  close(): Promise<void>
}

/**
 * Opens a pack and checks every file in use. The wanted provider is tried with the embedder; when that fails, the CPU
 * is used and the reason kept. A second opinion on liveness comes from the CPU: its models are small, and no provider
 * was tried with them.
 * @param raster holds the models' inputs
 * @throws AppError `model-missing`, `model-damaged`, `model-unsupported`
 */
export async function openModels(options: ModelOptions, raster = createRaster()): Promise<Models> {
  const pack = typeof options.pack === 'object' ? options.pack : await readPack(options, options.pack)
  const secondOpinion = options.secondOpinion ?? null
  /** By the file, of which a pack's models of one role have one each. */
  const loading = new Map<string, Promise<Session>>()
  const wanted = options.provider ?? 'auto'
  let name: ProviderName = wanted === 'auto' ? 'cpu' : wanted
  let fallBack: FallBack | null = null

  const read = (from: FoundPack, model: PackModel) => readModel(from, model, options.comparable ?? false)
  const keyOf = (from: FoundPack, model: PackModel) => `${from.folder} ${model.file}`

  /** Models that were read and checked, but not loaded yet. */
  const proved = new Map<string, ReadModel>()

  async function prove(from: FoundPack, models: readonly PackModel[]): Promise<void> {
    await Promise.all(models.map(async (model) => void proved.set(keyOf(from, model), await read(from, model))))
  }

  async function load(from: FoundPack, model: PackModel): Promise<Session> {
    const key = keyOf(from, model)
    const { file, bytes } = proved.get(key) ?? (await read(from, model))
    proved.delete(key)
    return createSession(bytes, {
      name: file.file,
      input: model.input,
      graphOptimizationLevel: file.graphOptimizationLevel,
      provider: from === pack ? name : 'cpu',
      raster,
    })
  }

  async function loadOnce<M extends PackModel>(from: FoundPack, model: M): Promise<{ session: Session; model: M }> {
    const key = keyOf(from, model)
    const pending = loading.get(key) ?? load(from, model)
    loading.set(key, pending)
    try {
      return { session: await pending, model }
    } catch (error) {
      loading.delete(key)
      throw error
    }
  }

  async function find<R extends Role>(role: R): Promise<LoadedModel<R> | null> {
    const model = modelOf(pack, role)
    return model && (await loadOnce(pack, model))
  }

  async function listLiveness(): Promise<LoadedModel<'liveness'>[]> {
    const own = await find('liveness')
    if (secondOpinion === null) return own === null ? [] : [own]
    const others = await Promise.all(livenessModelsOf(secondOpinion).map((model) => loadOnce(secondOpinion, model)))
    return own === null ? others : [own, ...others]
  }

  async function need<R extends Role>(role: R): Promise<LoadedModel<R>> {
    const found = await find(role)
    if (found !== null) return found
    throw new AppError('model-unsupported', `The model pack ${pack.name} has no ${role}. Choose another pack.`)
  }

  // Checked before the first picture: a photo needs no liveness check, so a damaged model for it would go unnoticed.
  await prove(
    pack,
    pack.models.filter(({ role }) => rolesInUse.has(role)),
  )
  if (secondOpinion !== null) await prove(secondOpinion, livenessModelsOf(secondOpinion))

  try {
    await need('embedder')
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'provider-failed') throw error
    fallBack = { kind: 'failed', detail: error.message }
    name = 'cpu'
    await need('embedder')
  }

  // Loaded while the first picture is on its way. One that fails is tried again, and reported, when it is needed.
  for (const role of neededForEveryFace) void find(role).catch(() => undefined)
  if (secondOpinion !== null) void listLiveness().catch(() => undefined)

  return {
    pack,
    provider: { name, wanted, fallBack, available: availableProviders() },
    find,
    need,
    listLiveness,
    secondOpinion,
    close: async () => {
      for (const session of await Promise.allSettled(loading.values())) {
        if (session.status === 'fulfilled') await session.value[Symbol.asyncDispose]()
      }
    },
  }
}
