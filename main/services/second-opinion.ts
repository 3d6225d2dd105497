import type { Caller } from '../contract/caller.ts'
import { AppError } from '../contract/errors.ts'
import type { Store } from '../store/open.ts'
import { type FoundPack, livenessModelsOf, locatePack, type ModelPlaces, Pack } from '../vision/manifest.ts'

const key = 'liveness-pack'

/**
 * Finds the pack that gives a second opinion on liveness; null where this office uses none. As with the pack in use,
 * the database holds its whole entry: its seal covers the hashes of the files, and missing files are no reason to go on
 * without it.
 * @throws AppError `database-damaged` where the choice cannot be read: the check would let more pass than was wanted
 */
export async function readSecondOpinion(
  { documents }: Pick<Store, 'documents'>,
  places: ModelPlaces,
): Promise<FoundPack | null> {
  const { value, isNewest } = documents.get(key, (stored) => Pack.nullable().parse(stored))
  if (!isNewest) {
    throw new AppError('database-damaged', 'Which models check liveness here is damaged. Restore a backup.')
  }
  return value === null ? null : locatePack(places, Pack.parse(value))
}

/** Counts the choices, by any process. */
export function readSecondOpinionVersion({ documents }: Pick<Store, 'documents'>): number {
  return documents.readVersion(key)
}

/**
 * Writes down which pack gives a second opinion from the next start of the app on, and by whom; null for none.
 * @throws AppError `model-unsupported` for a pack that is none for liveness
 */
export function chooseSecondOpinion(
  { documents, audit, transaction }: Pick<Store, 'documents' | 'audit' | 'transaction'>,
  pack: FoundPack | null,
  caller: Caller,
): void {
  if (pack !== null && (pack.use !== 'liveness' || livenessModelsOf(pack).length === 0)) {
    throw new AppError('model-unsupported', `The pack ${pack.name} has no models that check liveness by themselves.`)
  }
  transaction(() => {
    documents.put(key, pack && Pack.parse(pack), documents.readVersion(key), caller.actor)
    const subject = pack === null ? '' : `pack ${pack.name}`
    const details = pack === null ? {} : { licence: pack.licence }
    audit.append({
      ...caller,
      action: pack === null ? 'models.noSecondOpinion' : 'models.secondOpinion',
      subject,
      details,
    })
  })
}
