import { z } from 'zod'

/** What separates the cells of a CSV file. With `;`, numbers have a decimal comma, as Excel then expects. */
export const csvSeparators = [',', ';'] as const
export const CsvSeparator = z.enum(csvSeparators)
export type CsvSeparator = z.infer<typeof CsvSeparator>
