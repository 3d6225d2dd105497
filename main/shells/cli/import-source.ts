import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import type { Wanted } from '../../enrolment/directory.ts'
import { nameOfFolder, planTable, tableText } from '../../enrolment/import-plan.ts'
import type { Rejected } from './enrol-person.ts'
import { photosByPerson } from './photo-files.ts'

/** Whom to enrol from which files. */
export interface ImportSource {
  readonly people: readonly { readonly wanted: Wanted; readonly photos: readonly string[] }[]
  /** What is wrong with the folder or the list itself. */
  readonly rejected: readonly Rejected[]
}

/** One folder a person; all photos below it. */
export async function readFolder(folder: string): Promise<ImportSource> {
  const found = await photosByPerson(folder)
  return {
    people: found
      .filter(({ photos }) => photos.length > 0)
      .map(({ name, photos }) => ({ wanted: { name: nameOfFolder(name), employeeNumber: null }, photos })),
    rejected: found
      .filter(({ photos }) => photos.length === 0)
      .map((empty) => ({
        file: empty.folder,
        code: 'file-not-found',
        message: `There is no photo (JPEG, PNG or WebP) in ${empty.folder}.`,
      })),
  }
}

/** A list: see `planTable`. Its photos are files, relative to the list's own folder. @throws AppError `csv-wrong-columns` */
export async function readList(file: string): Promise<ImportSource> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new AppError('file-not-found', `There is no file ${file}, or it cannot be read.`, { cause })
  })
  const { language } = new Intl.Locale(Intl.DateTimeFormat().resolvedOptions().locale)
  const { people, rejected } = planTable(tableText(bytes, language), file, (photo) => resolve(dirname(file), photo))
  return { people, rejected: rejected.map(({ file: row, code, message }) => ({ file: row, code, message })) }
}
