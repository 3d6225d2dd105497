import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { type PlannedPerson, planFolders, planTable, tableText } from '../../enrolment/import-plan.ts'
import type { Rejected } from './enrol-person.ts'
import { filesBelow, foldersIn } from './photo-files.ts'

/** The people to enrol, with their files. */
export interface ImportSource {
  readonly people: readonly PlannedPerson[]
  /** What is wrong with the folder or the list itself. */
  readonly rejected: readonly Rejected[]
}

/** A folder: see `planFolders`. A person's folder without any picture is rejected too. */
export async function readFolder(folder: string): Promise<ImportSource> {
  const files = await filesBelow(folder)
  const { people, rejected } = planFolders(files, basename(resolve(folder)))
  const seen = [...people.flatMap(({ photos }) => photos), ...rejected.map(({ file }) => file)]
  const empty = seen.length === 0 ? [folder] : (await foldersWithout(folder, seen)).map((name) => join(folder, name))
  return {
    people: people.map(({ wanted, photos }) => ({ wanted, photos: photos.map((path) => join(folder, path)) })),
    rejected: [
      ...rejected.map(({ file, code, message }) => ({ file: join(folder, file), code, message })),
      ...empty.map((file) => ({
        file,
        code: 'file-not-found',
        message: `There is no photo (JPEG, PNG, WebP or HEIC) in ${file}.`,
      })),
    ],
  }
}

async function foldersWithout(folder: string, files: readonly string[]): Promise<string[]> {
  const filled = new Set(files.map((file) => file.split('/')[0]))
  return (await foldersIn(folder)).filter((name) => !filled.has(name))
}

/**
 * A list: see `planTable`. Its photos are files, relative to the list's own folder.
 * @throws AppError `csv-wrong-columns`
 */
export async function readList(file: string): Promise<ImportSource> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new AppError('file-not-found', `There is no file ${file}, or it cannot be read.`, { cause })
  })
  const { language } = new Intl.Locale(Intl.DateTimeFormat().resolvedOptions().locale)
  const find = createFileFinder()
  const { people, rejected } = planTable(tableText(bytes, language), file, (photo) =>
    find(resolve(dirname(file), photo)),
  )
  return { people, rejected: rejected.map(({ file: row, code, message }) => ({ file: row, code, message })) }
}

/**
 * Finds files whose names were typed on another system, which may encode é as one character or as two. A path that
 * exists as written is kept; so is one without a match.
 */
function createFileFinder(): (path: string) => string {
  const entries = new Map<string, Map<string, string>>()

  function entriesOf(folder: string): Map<string, string> {
    const known = entries.get(folder)
    if (known !== undefined) return known
    const read = new Map(namesIn(folder).map((name) => [name.normalize(), name]))
    entries.set(folder, read)
    return read
  }

  return function find(path: string): string {
    const parent = dirname(path)
    if (path === parent || existsSync(path)) return path
    const folder = find(parent)
    return join(folder, entriesOf(folder).get(basename(path).normalize()) ?? basename(path))
  }
}

/** The names in a folder; none when it cannot be read, so that its photos are rejected one by one. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
