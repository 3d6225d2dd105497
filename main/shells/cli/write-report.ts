import { writeFile } from 'node:fs/promises'
import { AppError } from '../../contract/errors.ts'
import type { Provenance } from '../../evaluation/report.ts'

/** Writes a report when a file for it was named. @throws AppError `file-unreadable` when the file cannot be written */
export async function writeReport(file: string | undefined, make: () => string): Promise<void> {
  if (file === undefined) return
  await writeFile(file, make(), { mode: 0o600 }).catch((cause: unknown) => {
    throw new AppError('file-unreadable', `${file} cannot be written.`, { cause })
  })
}

/** The origin of a report: this run of the command. */
export function provenance(title: string, model: string, skipped: number): Provenance {
  const command = ['rollcall', ...process.argv.slice(2)].join(' ')
  return { title, command, model, madeAt: new Date().toISOString(), skipped }
}
