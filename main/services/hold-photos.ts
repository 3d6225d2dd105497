import type { Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import type { Import } from '../store/imports.ts'
import type { Context } from './context.ts'
import type { ImportPhotos } from './import-photos.ts'

const dayMs = 86_400_000

/** The newest import where it goes on or is of this source and day; otherwise a new one, in which nothing is read. */
function importOf({ store, now }: Context, source: string, caller: Caller): Import {
  const { imports } = store
  const current = imports.findCurrent()
  const isOpen = current !== null && (current.state !== 'finished' || current.source === source)
  if (isOpen && current.startedAt > now() - dayMs) return current
  return store.transaction(() => {
    imports.forgetFinished()
    const begun = imports.begin(source)
    imports.setState(begun.id, 'finished')
    store.audit.append({ ...caller, action: 'import.begin', subject: `import ${begun.id}`, details: {} })
    return begun
  })
}

/**
 * Keeps photos of one person, sealed and not looked at, until they have consented.
 * @returns how many of them wait now
 */
export function holdPhotos(
  context: Context,
  photos: Pick<ImportPhotos, 'hold'>,
  { source, photos: given, ...details }: Parsed<'imports.hold'>,
  caller: Caller,
): number {
  const { store } = context
  const { imports, importFiles: files } = store
  const { id: importId } = importOf(context, source, caller)
  const bytes = new Map(given.map(({ path, photo }) => [path, photo]))
  const ofThese = () => imports.list(importId).filter(({ path }) => bytes.has(path))
  imports.add(
    importId,
    [...bytes].map(([path, { length }]) => ({ ...details, path, bytes: length, reason: null })),
  )
  const added = ofThese().filter(({ state }) => state === 'missing')
  for (const { id, path } of added) files.put(id, bytes.get(path)!)
  store.transaction(() => {
    for (const { id } of added) photos.hold(imports.get(id), caller)
  })
  return ofThese().filter(({ state }) => state === 'held').length
}
