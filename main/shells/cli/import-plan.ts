import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import Papa from 'papaparse'
import { AppError } from '../../contract/errors.ts'
import type { Rejected, Wanted } from './enrol-person.ts'
import { photosByPerson } from './photo-files.ts'

/** What an import will do, before anything is done. */
export interface ImportPlan {
  readonly people: readonly { readonly wanted: Wanted; readonly photos: readonly string[] }[]
  /** What is wrong with the list itself. */
  readonly rejected: readonly Rejected[]
}

/** One folder a person, named like the person with underscores for spaces; all photos below it. */
export async function planFolder(folder: string): Promise<ImportPlan> {
  const found = await photosByPerson(folder)
  return {
    people: found
      .filter(({ photos }) => photos.length > 0)
      .map(({ name, photos }) => ({
        wanted: { name: name.replaceAll('_', ' ').trim(), employeeNumber: null },
        photos,
      })),
    rejected: found
      .filter(({ photos }) => photos.length === 0)
      .map((empty) => ({
        file: empty.folder,
        code: 'file-not-found',
        message: `There is no photo (JPEG, PNG or WebP) in ${empty.folder}.`,
      })),
  }
}

const columns = ['name', 'employee_number', 'photo'] as const
type Row = Readonly<Record<(typeof columns)[number], string>>

/** Reads a CSV file: see `planTable`. */
export async function planFile(file: string): Promise<ImportPlan> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('file-not-found', `There is no file ${file}, or it cannot be read.`, { cause })
  })
  return planTable(text, file)
}

/**
 * Rows of name, employee_number (may be empty) and photo (a path, relative to the file's own folder), separated by
 * commas, semicolons or tabs, with or without a byte order mark; the first row names the columns, in any order and case.
 * Rows of one employee number, or without one of one name, are one person.
 * @throws AppError `csv-wrong-columns`
 */
export function planTable(text: string, file: string): ImportPlan {
  const parsed = Papa.parse<Row>(text.replace(/^\ufeff/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
    transformHeader: (header) => header.trim().toLowerCase().replaceAll(/[ -]/g, '_'),
    transform: (value) => value.trim(),
  })
  const found = parsed.meta.fields ?? []
  const missing = columns.filter((column) => column !== 'employee_number' && !found.includes(column))
  const unknown = found.filter((column) => !(columns as readonly string[]).includes(column))
  if (missing.length > 0 || unknown.length > 0) {
    throw new AppError(
      'csv-wrong-columns',
      `The first row of ${file} must name the columns name, employee_number and photo; it names ${found.join(', ') || 'none'}.`,
      { details: { missing, unknown } },
    )
  }
  const people = new Map<string, { wanted: Wanted; photos: string[] }>()
  const rejected: Rejected[] = []
  for (const [index, row] of parsed.data.entries()) {
    const line = `${file}:${index + 2}`
    const photo = resolve(dirname(file), row.photo ?? '')
    if (!row.name || !row.photo) {
      rejected.push({ file: line, code: 'invalid-input', message: `Row ${index + 2} needs a name and a photo.` })
      continue
    }
    const wanted = { name: row.name, employeeNumber: row.employee_number || null }
    const key = wanted.employeeNumber === null ? `name ${wanted.name}` : `number ${wanted.employeeNumber}`
    const person = people.get(key) ?? { wanted, photos: [] }
    const conflict = conflictOf(person, wanted, photo, index + 2)
    if (conflict === null) people.set(key, { wanted: person.wanted, photos: [...person.photos, photo] })
    else rejected.push({ file: line, ...conflict })
  }
  return { people: [...people.values()], rejected }
}

function conflictOf(
  person: { wanted: Wanted; photos: readonly string[] },
  wanted: Wanted,
  photo: string,
  row: number,
): { code: string; message: string } | null {
  if (person.wanted.name !== wanted.name) {
    return {
      code: 'employee-number-taken',
      message: `Row ${row} gives ${wanted.name} the employee number ${wanted.employeeNumber}, which an earlier row gives ${person.wanted.name}.`,
    }
  }
  if (person.photos.includes(photo)) {
    return { code: 'duplicate-photo', message: `Row ${row} repeats an earlier row: ${wanted.name}, ${photo}.` }
  }
  return null
}
