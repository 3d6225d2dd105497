import { z } from 'zod'

/** What stands between the cells of a CSV file. With `;` numbers have a decimal comma, as Excel reads them then. */
export const csvSeparators = [',', ';'] as const
export const CsvSeparator = z.enum(csvSeparators)
export type CsvSeparator = z.infer<typeof CsvSeparator>
