import type { DropZoneProps } from 'react-aria-components'
import type { Input } from '../../../../main/contract/api.ts'

/** Files that were chosen or dropped, by their path with slashes, relative to the folder they come from. */
export interface Chosen {
  /** Name of the selection: the folder, the list, or the first dropped file. */
  readonly source: string
  readonly files: ReadonlyMap<string, File>
}

type DropItem = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]['items'][number]
type DroppedFolder = Extract<DropItem, { kind: 'directory' }>

/** Converts a chosen folder, of which the browser gives all files below it with paths that begin with its name. */
export function fromChosenFolder(files: readonly File[]): Chosen {
  const first = files[0]?.webkitRelativePath ?? ''
  const source = first.slice(0, Math.max(0, first.indexOf('/'))) || first
  const inside = (file: File) => file.webkitRelativePath.slice(source.length + 1) || file.name
  return { source, files: new Map(files.map((file) => [inside(file), file])) }
}

/** Converts single files, of which only the names are known. */
export function fromChosenFiles(files: readonly File[]): Chosen {
  const list = files.find(isList)
  return { source: (list ?? files[0])?.name ?? '', files: new Map(files.map((file) => [file.name, file])) }
}

/**
 * Converts what was dropped: one folder means its contents, several folders and files are treated as if in one folder.
 */
export async function fromDroppedThings(items: readonly DropItem[]): Promise<Chosen> {
  const [first, ...others] = items
  const files = new Map<string, File>()
  if (first?.kind === 'directory' && others.length === 0) await collect(first, '', files)
  else {
    for (const item of items) {
      if (item.kind === 'directory') await collect(item, `${item.name}/`, files)
      else if (item.kind === 'file') files.set(item.name, await item.getFile())
    }
  }
  const list = [...files.values()].find(isList)
  const source = first?.kind === 'directory' ? first.name : (list?.name ?? (first?.kind === 'file' ? first.name : ''))
  return { source, files }
}

async function collect(folder: DroppedFolder, path: string, files: Map<string, File>): Promise<void> {
  for await (const entry of folder.getEntries()) {
    if (entry.kind === 'directory') await collect(entry, `${path}${entry.name}/`, files)
    else files.set(path + entry.name, await entry.getFile())
  }
}

function isList(file: File): boolean {
  return /\.(csv|tsv)$/i.test(file.name) && !file.name.startsWith('.')
}

/** Returns what the engine is told; `several-lists` when it is unclear which list is meant. */
export async function inputOf({
  source,
  files,
}: Chosen): Promise<Input<'imports.begin'> | 'nothing' | 'several-lists'> {
  const lists = [...files].filter(([, file]) => isList(file))
  const [list] = lists
  if (lists.length > 1) return 'several-lists'
  const others = [...files].filter(([path]) => path !== list?.[0])
  if (others.length === 0 && list === undefined) return 'nothing'
  return {
    source: source.slice(0, 255) || 'Import',
    files: others.map(([path, { size }]) => ({ path, bytes: size })),
    list: list === undefined ? null : { path: list[0], content: new Uint8Array(await list[1].arrayBuffer()) },
  }
}
