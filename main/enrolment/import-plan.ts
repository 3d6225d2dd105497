import { employmentColumns } from '../contract/employment.ts'
import { AppError } from '../contract/errors.ts'
import type { ImportReason } from '../contract/imports.ts'
import { isLanguage, languages } from '../contract/languages.ts'
import { maxGroupLength, maxGroups, maxNameLength } from '../contract/limits.ts'
import { fieldWords, mapFields, personFieldNames, personFields } from '../contract/person-fields.ts'
import { tidyText } from '../contract/tidy-text.ts'

import type { Wanted } from './directory.ts'
import { readEmployment } from './employment-cells.ts'
import { readTable } from './read-table.ts'

/** A row or file of an import that gives no photo of a person. */
export interface PlanRefusal {
  /** The file, or the list with the number of its row. */
  readonly file: string
  readonly name: string
  readonly code: ImportReason
  /** What is wrong and what to do. */
  readonly message: string
}

/** A person to enrol; `groups` are for a new person, and left out when there are none. */
export interface PlannedPerson {
  readonly wanted: Wanted
  readonly groups?: readonly string[]
  readonly photos: readonly string[]
}

/** What an import will do, before anything is done. */
export interface ImportPlan {
  readonly people: readonly PlannedPerson[]
  readonly rejected: readonly PlanRefusal[]
}

const readable = /\.(jpe?g|png|webp|heic|heif)$/i
/** Image formats that Rollcall cannot read; they are reported instead of ignored. */
const unreadable = /\.(avif|gif|bmp|tiff?|raw|dng|jxl)$/i
const hidden = /(^|\/)\./

/** The name that a folder stands for: underscores are spaces. */
function nameOfFolder(folder: string): string {
  return tidyText(folder.replaceAll('_', ' '))
}

/**
 * One folder a person; all photos below it. Photos beside the folders belong to nobody, unless there are no folders at
 * all: then the folder that was chosen is the person's.
 * @param paths of files, relative to the folder that was chosen, with slashes @param root name of that folder
 */
export function planFolders(paths: readonly string[], root: string): ImportPlan {
  const visible = paths.filter((path) => !hidden.test(path))
  const single = visible.every((path) => !path.includes('/'))
  const people = new Map<string, string[]>()
  const rejected: PlanRefusal[] = []
  for (const path of visible.toSorted((a, b) => (a < b ? -1 : 1))) {
    const picture = readable.test(path)
    if (!picture && !unreadable.test(path)) continue
    const slash = path.indexOf('/')
    const name = nameOfFolder(slash > 0 ? path.slice(0, slash) : single ? root : '')
    if (!picture) {
      const message = `${path} is a picture of a kind that cannot be read. Save it as JPEG, PNG or WebP.`
      rejected.push({ file: path, name, code: 'other-format', message })
    } else if (name === '') {
      const message = `Nobody is named for ${path}. Put it into a folder with the person's name.`
      rejected.push({ file: path, name, code: 'no-person', message })
    } else if (name.length > maxNameLength) {
      rejected.push({ file: path, name, code: 'invalid-input', message: tooLongMessage('name', maxNameLength, path) })
    } else {
      const photos = people.get(name) ?? []
      photos.push(path)
      people.set(name, photos)
    }
  }
  return {
    people: [...people].map(([name, photos]) => ({ wanted: { name, employeeNumber: null }, photos })),
    rejected,
  }
}

function tooLongMessage(what: string, maxLength: number, where: string): string {
  return `The ${what} of ${where} has more than ${maxLength} letters. Shorten it.`
}

const needed = ['name', 'photo'] as const
const optional = [
  ...personFieldNames.map((field) => personFields[field].column),
  'groups',
  ...employmentColumns,
] as const
const columns: readonly string[] = [...needed, ...optional]
type Column = (typeof needed | typeof optional)[number]

/** The columns that a list may have beside name and photo: `employee_number and groups`. */
export const optionalColumns = new Intl.ListFormat('en-GB').format(optional)

/** Separators between the groups in a cell. */
const separators = /[,;|、，；]/

/**
 * Reads a list of people and their photos: rows of a name, a photo, the fields of a person and groups, of which all but
 * the first two may be missing or empty, separated by commas, semicolons or tabs, with or without a byte order mark.
 * The first row names the columns, in any order and case. Rows of one employee number, or without one of one name, are
 * one person, whose fields the first of them gives. Empty rows are passed over, and counted as a spreadsheet counts
 * them.
 * @param file name of the list @param locate the file that a row's photo means
 * @throws AppError `csv-wrong-columns`
 */
export function planTable(text: string, file: string, locate: (photo: string) => string): ImportPlan {
  const { columns: headers, rows } = readTable(text)
  const found = headers.map((header) => header.replace(/^group$/, 'groups'))
  const missing = needed.filter((column) => !found.includes(column))
  const unknown = found.filter((column, place) => !columns.includes(column) || found.indexOf(column) !== place)
  if (missing.length > 0 || unknown.length > 0) {
    throw new AppError(
      'csv-wrong-columns',
      `The first row of ${file} must name the columns name and photo, and may name ${optionalColumns}; it names ${found.join(', ') || 'none'}.`,
      { details: { missing, unknown } },
    )
  }
  const people = new Map<string, { wanted: Wanted; groups: Set<string>; photos: Set<string> }>()
  const owners = new Map<string, string>()
  const rejected: PlanRefusal[] = []
  for (const { number, cell: cellOf, isTorn } of rows) {
    const cell = (column: Column) => cellOf(headers[found.indexOf(column)] ?? '')
    const name = isTorn ? '' : tidyText(cell('name'))
    const reject = (code: ImportReason, message: string) =>
      rejected.push({ file: `${file}:${number}`, name, code, message })
    if (isTorn) {
      const message = `In row ${number} a quotation mark is too many or missing, so that its end cannot be told. Correct it, and look whether the rows after it were read.`
      reject('invalid-input', message)
      continue
    }
    if (name === '' || cell('photo') === '') {
      reject('invalid-input', `Row ${number} needs a name and a photo.`)
      continue
    }
    if (name.length > maxNameLength) {
      reject('invalid-input', tooLongMessage('name', maxNameLength, `row ${number}`))
      continue
    }
    const fields = mapFields((field) => tidyText(cell(personFields[field].column)) || null)
    const tooLong = personFieldNames.find((field) => (fields[field]?.length ?? 0) > personFields[field].maxLength)
    if (tooLong !== undefined) {
      const { maxLength } = personFields[tooLong]
      reject('invalid-input', tooLongMessage(fieldWords(tooLong), maxLength, `row ${number}`))
      continue
    }
    const groups = cell('groups').split(separators).map(tidyText).filter(Boolean)
    if (groups.length > maxGroups || groups.some((group) => group.length > maxGroupLength)) {
      const message = `Row ${number} has more than ${maxGroups} groups, or one with more than ${maxGroupLength} letters. Shorten it.`
      reject('invalid-input', message)
      continue
    }
    const employments = readEmployment(cell('joined'), cell('left'))
    if (employments === null) {
      const message = `Row ${number} has dates of joining and leaving that cannot be read, or of which the last is before the first. Write them as 2026-06-01.`
      reject('invalid-input', message)
      continue
    }
    const photo = locate(cell('photo'))
    const wanted = { name, ...fields, ...(employments && { employments }) }
    const key = wanted.employeeNumber === null ? `name ${wanted.name}` : `number ${wanted.employeeNumber}`
    const person = people.get(key) ?? { wanted, groups: new Set(), photos: new Set() }
    const owner = owners.get(photo)
    if (person.wanted.name !== wanted.name) {
      reject(
        'employee-number-taken',
        `Row ${number} gives ${wanted.name} the employee number ${wanted.employeeNumber}, which an earlier row gives ${person.wanted.name}.`,
      )
    } else if (person.photos.has(photo)) {
      reject('duplicate-photo', `Row ${number} repeats an earlier row: ${wanted.name}, ${photo}.`)
    } else if (owner !== undefined) {
      reject(
        'photo-of-another',
        `Row ${number} gives ${wanted.name} the photo ${photo}, which an earlier row gives ${owner}.`,
      )
    } else {
      owners.set(photo, wanted.name)
      person.photos.add(photo)
      for (const group of groups) person.groups.add(group)
      people.set(key, person)
    }
  }
  return {
    people: [...people.values()].map(({ wanted, groups, photos }) => ({
      wanted,
      ...(groups.size > 0 && { groups: [...groups].slice(0, maxGroups) }),
      photos: [...photos],
    })),
    rejected,
  }
}

/**
 * Finds a row's photo among chosen files: beside the list as the row writes it, else the only file of that name. How
 * accents are encoded makes no difference.
 * @param list path of the list @param paths of the other files, with slashes
 */
export function photoLocator(list: string, paths: readonly string[]): (photo: string) => string {
  const there = new Map(paths.map((path) => [path.normalize(), path]))
  const byName = new Map<string, string | null>()
  for (const path of paths) byName.set(nameOf(path), byName.has(nameOf(path)) ? null : path)
  const folder = list.includes('/') ? list.slice(0, list.lastIndexOf('/') + 1) : ''
  return (photo) => {
    const written = photo.replaceAll('\\', '/').replace(/^(\.\/)+/, '')
    const beside = folder + written
    return there.get(beside.normalize()) ?? byName.get(nameOf(written)) ?? beside
  }
}

/** In lower case, because lists are often written on systems that ignore case. */
const nameOf = (path: string) =>
  path
    .slice(path.lastIndexOf('/') + 1)
    .normalize()
    .toLowerCase()

/** Decodes a list: as UTF-8 or UTF-16 when it is, else in the encoding that spreadsheets of the language write. */
export function tableText(bytes: Uint8Array, language: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder(languages[isLanguage(language) ? language : 'en'].spreadsheetEncoding).decode(bytes)
  }
}
