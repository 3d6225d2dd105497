import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EventId, ModelId, TemplateId } from '../../main/contract/entities.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { randomOf } from '../matching/people-like.ts'
import { scratchFolder } from './scratch.ts'

const writer = join(import.meta.dirname, 'writer.ts')

/** Starts the writer, kills it after `lines` lines and some more time, and gives what it had said by then. */
function killedWriter(file: string, keyFile: string, lines: number, more: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, file, keyFile], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    let condemned = false
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (condemned || said.split('\n').length <= lines) return
      condemned = true
      setTimeout(() => child.kill('SIGKILL'), more)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`The writer ended by itself with ${code}.`))
      // The last line may have been cut.
      else resolve(said.split('\n').slice(0, -1))
    })
  })
}

function expectAllThere(store: Store, said: readonly string[]) {
  for (const line of said) {
    const [kind, number] = line.split(' ')
    if (kind === 'event') expect(store.events.get(Number(number) as EventId).similarity).toBe(0.7)
    if (kind === 'template') {
      const template = store.templates.readEmbedding(Number(number) as TemplateId, 'test' as ModelId)
      expect(template?.vector).toHaveLength(512)
      expect(store.templates.readPhoto(Number(number) as TemplateId)).toHaveLength(4000)
    }
  }
}

/** How often the writer is killed; more by ROLLCALL_KILLS=50. */
const kills = Number(process.env.ROLLCALL_KILLS ?? 15)

test('kill -9 at any moment loses nothing that was said to be stored', { timeout: 300_000 }, async () => {
  const folder = scratchFolder()
  const [file, keyFile] = [join(folder, 'rollcall.db'), join(folder, 'key')]
  const random = randomOf(5)
  const said: string[] = []
  for (let round = 0; round < kills; round++) {
    said.push(...(await killedWriter(file, keyFile, Math.floor(random() * 12), random() * 15)))
    const store = openStore({ file, vault: openVault({ kind: 'file', path: keyFile }), now: Date.now })
    expect(await store.examine('whole')).toMatchObject({ integrity: null, audit: { kind: 'intact' }, damages: [] })
    expectAllThere(store, said)
    const { people, templates } = store.countRows()
    expect(people).toBe(templates)
    expect([...store.templates.listEmbeddings('test' as ModelId)].flat()).toHaveLength(templates)
    store.close()
  }
  expect(said.filter((line) => line.startsWith('event')).length).toBeGreaterThan(2 * kills)
})

test('a disk that takes no more is said, and loses nothing that was stored', { timeout: 60_000 }, async () => {
  const folder = scratchFolder()
  const [file, keyFile] = [join(folder, 'rollcall.db'), join(folder, 'key')]
  // No file of this process may grow beyond 4 MB: the write fails, though there is room on the disk.
  const command = `trap '' XFSZ; ulimit -f 4000; exec "$0" "$@"`
  const run = spawnSync('bash', ['-c', command, process.execPath, writer, file, keyFile], { encoding: 'utf8' })
  expect(run.stderr).toContain('disk-failed')
  expect(run.stderr).toContain('The disk does not read or write as it should')
  const said = run.stdout.split('\n').slice(0, -1)
  expect(said.filter((line) => line.startsWith('event')).length).toBeGreaterThan(20)
  const store = openStore({ file, vault: openVault({ kind: 'file', path: keyFile }), now: Date.now })
  expect((await store.examine('whole')).integrity).toBe(null)
  expectAllThere(store, said)
  store.close()
})
