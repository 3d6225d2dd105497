import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { runRollcall } from '../helpers/rollcall-command.ts'

test('records head and export leave an entry each, and doctor --head compares', async () => {
  const data = scratchFolder()
  const app = await openApp({ dataFolder: data })
  await app.call('people.create', { name: 'Ada' })
  await app.close()
  const folder = scratchFolder()
  const head = join(folder, 'head.json')
  const records = join(folder, 'records.jsonl')
  expect(await runRollcall(data, 'records', 'head', '--output', head)).toMatchObject({
    code: 0,
    out: `written to ${head}\n`,
  })
  expect(await runRollcall(data, 'records', 'export', records)).toMatchObject({
    code: 0,
    out: `0 entries and 2 lines of the audit log written to ${records}\n`,
  })
  expect(readFileSync(records, 'utf8')).toContain('"record":["audit",1,')
  expect((await runRollcall(data, 'audit', '--family', 'exports')).out).toMatch(/records\.export[\s\S]*records\.head/)

  const same = await runRollcall(data, 'doctor', '--head', head)
  expect(same.out).toMatch(/ok {3}heads: 1 head agrees: no entry/)
  writeFileSync(head, readFileSync(head, 'utf8').replace('"rows": 1', '"rows": 2'))
  const changed = await runRollcall(data, 'doctor', '--head', head)
  expect(changed).toMatchObject({ code: 1, out: expect.stringContaining('was not signed by this installation') })
  writeFileSync(head, 'no head')
  expect(await runRollcall(data, 'doctor', '--head', head)).toMatchObject({
    code: 2,
    err: expect.stringContaining('is no head of the records'),
  })
})
