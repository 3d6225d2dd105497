import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Input, MethodName } from '../../main/contract/api.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'

/** Everything that is kept, but for the audit log itself and what is only counted. */
function contentsOf(file: string): string {
  const database = new Sqlite(file, { readonly: true })
  try {
    const tables = database
      .prepare<[], string>(
        `select name from sqlite_schema
         where type = 'table' and name not like 'sqlite_%' and name not in ('audit', 'remembered')`,
      )
      .pluck()
      .all()
    return JSON.stringify(tables.map((table) => [table, database.prepare(`select * from "${table}"`).all()]))
  } finally {
    database.close()
  }
}

function refuseEntries(file: string): void {
  const database = new Sqlite(file)
  database.exec(`create trigger no_entries before insert on audit begin select raise(abort, 'the log is full'); end`)
  database.close()
}

interface Change<M extends MethodName = MethodName> {
  readonly method: M
  readonly input: Input<M>
}

const change = <M extends MethodName>(method: M, input: Input<M>): Change => ({ method, input }) as unknown as Change

async function changesIn(app: App): Promise<Change[]> {
  const ada = await app.call('people.create', { name: 'Ada', employeeNumber: '1' })
  const grace = await app.call('people.create', { name: 'Grace', employeeNumber: '2' })
  const { merge } = await merged(app)
  await app.call('pin.set', { personId: grace.id, pin: '482913' })
  const { token } = await app.call('rest.createToken', { name: 'payroll', scopes: ['people:read'] })
  const { webhook } = await app.call('webhooks.add', { url: 'http://127.0.0.1:1/', kinds: ['check'] })
  const { rules, version } = await app.call('attendance.rules.get', {})
  return [
    change('people.create', { name: 'Mary' }),
    change('people.update', { id: ada.id, name: 'Ada Lindqvist' }),
    change('people.merge', { kept: ada.id, gone: grace.id }),
    change('people.unmerge', { merge }),
    change('people.erase', { id: ada.id }),
    change('pin.set', { personId: ada.id, pin: '739164' }),
    change('pin.remove', { personId: grace.id }),
    change('consent.record', { personId: ada.id, kind: 'given', language: 'en', name: 'Ada' }),
    change('consent.withdraw', { personId: ada.id }),
    change('consent.setGuardian', { personId: ada.id, guardianSigns: true }),
    change('settings.set', { threshold: 0.61 }),
    change('thresholds.apply', { promise: null }),
    change('kiosks.set', { kiosks: [{ name: 'Gate' }], version: 0 }),
    change('attendance.rules.set', { rules, version }),
    change('rest.createToken', { name: 'door', scopes: ['events:read'] }),
    change('rest.revokeToken', { id: token.id }),
    change('webhooks.add', { url: 'http://127.0.0.1:2/', kinds: ['check'] }),
    change('webhooks.update', { id: webhook.id, active: false }),
    change('webhooks.remove', { id: webhook.id }),
    change('identityProvider.remove', {}),
    change('imports.begin', { source: 'Photos', files: [{ path: 'Mary/1.jpg', bytes: 10 }], list: null }),
  ]
}

async function merged(app: App): Promise<{ merge: number }> {
  const [kept, gone] = [
    await app.call('people.create', { name: 'Katherine' }),
    await app.call('people.create', { name: 'Kathryn' }),
  ]
  await app.call('people.merge', { kept: kept.id, gone: gone.id })
  const { merges } = await app.call('people.merges', {})
  return { merge: merges[0]!.id }
}

test('a change whose entry cannot be written is taken back', async () => {
  const dataFolder = scratchFolder()
  const file = join(dataFolder, 'rollcall.db')
  // A process that stays would announce the trigger as somebody else's change.
  const app = await openApp({ dataFolder, shell: 'cli' })
  const changes = await changesIn(app)
  refuseEntries(file)
  const announced: string[] = []
  app.subscribe((topic) => announced.push(topic))
  const before = contentsOf(file)
  for (const { method, input } of changes) {
    await expect(app.call(method, input), method).rejects.toThrow('the log is full')
    expect(contentsOf(file), method).toBe(before)
  }
  expect(announced.filter((topic) => topic.endsWith('.changed'))).toEqual([])
  // What was taken back is not in force from memory either.
  expect((await app.call('settings.get', {})).threshold).not.toBe(0.61)
  expect(await app.call('kiosks.list', {})).toEqual({ kiosks: [], version: 0 })
})
