import { AppError } from '../contract/errors.ts'
import { csvCell, csvRow } from '../text/csv.ts'

/** A table of 32-bit floats, row by row. */
export interface FloatTable {
  readonly rows: number
  readonly columns: number
  readonly data: Float32Array
}

const magic = '\x93NUMPY'

/**
 * Writes a .npy file, format 1.0, of little-endian 32-bit floats in C order
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 */
export function writeNpy({ rows, columns, data }: FloatTable): Uint8Array<ArrayBuffer> {
  const description = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`
  const prefix = magic.length + 4
  const header = `${description.padEnd(Math.ceil((prefix + description.length + 1) / 64) * 64 - prefix - 1)}\n`
  const bytes = new Uint8Array(prefix + header.length + data.length * 4)
  const view = new DataView(bytes.buffer)
  bytes.set(Buffer.from(magic, 'latin1'))
  view.setUint8(6, 1)
  view.setUint16(8, header.length, true)
  bytes.set(Buffer.from(header, 'latin1'), prefix)
  const start = prefix + header.length
  data.forEach((x, i) => {
    view.setFloat32(start + 4 * i, x, true)
  })
  return bytes
}

/**
 * Reads a two-dimensional .npy file of little-endian 32- or 64-bit floats.
 * @throws AppError `embeddings-unreadable` for anything else, and for values that are NaN or infinite
 */
export function readNpy(bytes: Uint8Array): FloatTable {
  const refuse = (why: string) => new AppError('embeddings-unreadable', `The .npy file cannot be used: ${why}.`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || text(bytes, 0, 6) !== magic) throw refuse('it does not begin as such a file does')
  const long = view.getUint8(6) > 1
  const prefix = long ? 12 : 10
  const start = prefix + (long ? view.getUint32(8, true) : view.getUint16(8, true))
  const header = text(bytes, prefix, start)
  const kind = header.match(/'descr':\s*'<f([48])'/)?.[1]
  if (kind === undefined) throw refuse('its values must be little-endian floats (<f4 or <f8)')
  if (!/'fortran_order':\s*False/.test(header)) throw refuse('it must be stored row by row (C order)')
  const shape = header.match(/'shape':\s*\((\d+),\s*(\d+)\)/)
  if (shape === null) throw refuse('it must have two dimensions, one row an embedding')
  const [rows, columns] = [Number(shape[1]), Number(shape[2])]
  const width = Number(kind)
  if (bytes.length !== start + rows * columns * width) throw refuse('its length does not fit its shape')
  const data = new Float32Array(rows * columns)
  for (let i = 0; i < data.length; i++) {
    const x = width === 4 ? view.getFloat32(start + 4 * i, true) : view.getFloat64(start + 8 * i, true)
    if (!Number.isFinite(x)) throw refuse(`row ${Math.floor(i / columns) + 1} holds a value that is not a number`)
    data[i] = x
  }
  return { rows, columns, data }
}

/** What is known of each row of a table of embeddings. */
export interface RowLabel {
  readonly person: string
  /** Rows of one photo (a clean and a degraded copy) share it. */
  readonly photo: string
  readonly role: 'gallery' | 'probe' | 'either'
}

const columns = ['person', 'photo', 'role'] as const

/** Writes labels as CSV (RFC 4180) with a header, one line per row of the table. */
export function writeLabels(labels: readonly RowLabel[]): string {
  return csvRow(columns) + labels.map((label) => csvRow(columns.map((name) => csvCell(label[name])))).join('')
}

/**
 * Reads labels. Only `person` is needed: without `photo` every row is a photo of its own, without `role` it is
 * `either`.
 * @throws AppError `csv-wrong-columns` without a `person` column, `embeddings-unreadable` for a row without a person or
 * with another role
 */
export function readLabels(csv: string): RowLabel[] {
  const [header = [], ...records] = parseCsv(csv)
  const at = (name: string) => header.findIndex((cell) => cell.trim().toLowerCase() === name)
  const [person, photo, role] = columns.map(at) as [number, number, number]
  if (person < 0) throw new AppError('csv-wrong-columns', 'The labels need a column "person".')
  return records.map((record, i) => {
    const name = record[person]?.trim() ?? ''
    const side = record[role] || 'either'
    if (name === '') throw new AppError('embeddings-unreadable', `Row ${i + 1} of the labels names no person.`)
    if (side !== 'gallery' && side !== 'probe' && side !== 'either') {
      throw new AppError('embeddings-unreadable', `Row ${i + 1} of the labels: role must be gallery, probe or either.`)
    }
    return { person: name, photo: record[photo] || String(i), role: side }
  })
}

function parseCsv(csv: string): string[][] {
  const records: string[][] = []
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    const cell = quoted?.replaceAll('""', '"') ?? plain ?? ''
    const last = records.at(-1)
    if (last === undefined || last.at(-1) === endOfRecord) records.push([cell])
    else last.push(cell)
    if (end !== ',') records.at(-1)!.push(endOfRecord)
  }
  return records.map((record) => record.slice(0, -1)).filter((record) => record.some((cell) => cell !== ''))
}

/** Marks the end of a record while parsing; cells never hold a lone carriage return. */
const endOfRecord = '\r'

function text(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1')
}
