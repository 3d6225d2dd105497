import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import { AppError } from '../../contract/errors.ts'
import { tableText } from '../../enrolment/import-plan.ts'
import type { Attributes } from '../../evaluation/by-attribute.ts'

/**
 * A list with a person a row: the first column names the person as the photos do, every other one says something about
 * them. Empty cells say nothing.
 * @throws AppError `csv-wrong-columns` when there is no second column, `file-not-found`
 */
export async function readAttributes(file: string): Promise<Attributes> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new AppError('file-not-found', `There is no file ${file}, or it cannot be read.`, { cause })
  })
  const { language } = new Intl.Locale(Intl.DateTimeFormat().resolvedOptions().locale)
  return parseAttributes(tableText(bytes, language), file)
}

export function parseAttributes(text: string, file: string): Attributes {
  const [header = [], ...rows] = Papa.parse<string[]>(text.trim(), { skipEmptyLines: true }).data
  if (header.length < 2) {
    throw new AppError(
      'csv-wrong-columns',
      `${file} needs two columns at least: the name of each person, and something to compare them by.`,
    )
  }
  return new Map(
    rows.map(([person = '', ...cells]) => [
      person.trim(),
      new Map(
        header.slice(1).flatMap((column, index) => {
          const value = cells[index]?.trim() ?? ''
          return value === '' ? [] : [[column.trim(), value] as const]
        }),
      ),
    ]),
  )
}
