import type { Caller } from '../contract/caller.ts'
import { AppError } from '../contract/errors.ts'
import type { Store } from '../store/open.ts'
import { type FoundPack, locatePack, type ModelPlaces, Pack, readPack } from '../vision/manifest.ts'

const key = 'model-pack'

export interface ChosenPack {
  readonly pack: FoundPack
  /** Whether it is the manifest's default, which vision starts with before anybody knows the choice. */
  readonly isDefault: boolean
}

/**
 * Finds the model pack that this office has chosen; the manifest's default where it chose none. The database holds the
 * pack's whole entry: its seal covers the hashes of the files, and data that were restored on another machine say what
 * is missing there.
 * @throws AppError `model-missing` without a manifest, `database-damaged` where the choice cannot be read: under
 * another pack the threshold would mean something else
 */
export async function readChosenPack(
  { documents }: Pick<Store, 'documents'>,
  places: ModelPlaces,
): Promise<ChosenPack> {
  const ofManifest = await readPack(places)
  const { value, isNewest } = documents.get(key, (stored) => Pack.parse(stored))
  if (!isNewest) {
    throw new AppError('database-damaged', 'Which models this office uses is damaged. Restore a backup.')
  }
  if (value === null) return { pack: ofManifest, isDefault: true }
  const pack = await locatePack(places, Pack.parse(value))
  return { pack, isDefault: pack.name === ofManifest.name && pack.folder === ofManifest.folder }
}

/** Counts the choices of a pack, by any process. */
export function readPackVersion({ documents }: Pick<Store, 'documents'>): number {
  return documents.readVersion(key)
}

/**
 * Writes down which pack is used from the next start of the app on, and by whom. Call it in the transaction that
 * changes what depends on the model.
 * @param read the version that the choice was made from
 * @throws AppError `changed-meanwhile` when another one was made since
 */
export function choosePack(
  { documents, audit }: Pick<Store, 'documents' | 'audit'>,
  pack: FoundPack,
  read: number,
  caller: Caller,
): void {
  documents.put(key, Pack.parse(pack), read, caller.actor)
  audit.append({ ...caller, action: 'models.use', subject: `pack ${pack.name}`, details: { licence: pack.licence } })
}
