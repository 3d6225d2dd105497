import { createHash } from 'node:crypto'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOfHead, type RecordHead, readHead } from '../contract/record-head.ts'

/** One file a day and installation: what a day ended with stays. */
export function headFileName({ office, made }: Pick<RecordHead, 'office' | 'made'>): string {
  return `rollcall-head-${digestOf(office)}-${dayOfHead({ made })}.json`
}

const digestOf = (office: string) => createHash('sha256').update(office).digest('hex').slice(0, 8)

/** Writes a head into a folder, in place of the same day's. @throws Error when it cannot be written */
export async function writeHead(folder: string, head: RecordHead): Promise<void> {
  const file = join(folder, headFileName(head))
  await writeFile(`${file}.part`, `${JSON.stringify(head, null, 2)}\n`, { flush: true })
  await rename(`${file}.part`, file)
}

/** Gives the file of a head a name of its own, so that no later one of the same day takes its place. */
export async function putAside(folder: string, head: RecordHead): Promise<void> {
  const name = headFileName(head)
  await rename(join(folder, name), join(folder, name.replace(/\.json$/, `-${head.number}.json`)))
}

/**
 * Reads the heads of an installation in a folder, oldest first; files that hold none are left out.
 * @throws Error when the folder cannot be read
 */
export async function readHeads(folder: string, office: string): Promise<RecordHead[]> {
  const own = `rollcall-head-${digestOf(office)}-`
  const names = (await readdir(folder)).filter((name) => name.startsWith(own) && name.endsWith('.json')).sort()
  const heads = await Promise.all(names.map(async (name) => readHead(await readFile(join(folder, name), 'utf8'))))
  return heads.filter((head) => head !== null)
}
