import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../main/store/database.ts'
import { scratchFolder } from '../helpers/app.ts'
import { runRollcall } from '../helpers/rollcall-command.ts'

test('a command that fails unexpectedly names the log, which has its stack; one that fails as expected writes nothing', async () => {
  const data = join(scratchFolder(), 'data')
  await runRollcall(data, 'api', 'token', 'create', 'payroll')
  const missing = await runRollcall(data, 'people', 'show', 'Grace Hopper')
  const log = join(data, 'logs', 'rollcall.log')
  expect(missing.code).not.toBe(0)
  expect(() => readFileSync(log)).toThrow('ENOENT')
  const database = openDatabase(join(data, 'rollcall.db'))
  database.exec('update api_tokens set created_at = 9000000000000000000')
  database.close()
  const broken = await runRollcall(data, 'api', 'token', 'list')
  expect(broken.code).toBe(1)
  expect(broken.err).toContain(`The log says where it happened: ${log}`)
  const lines = readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toMatchObject([{ level: 'error', process: 'command', method: 'rest.tokens' }])
  expect(lines[0].error.stack.length).toBeGreaterThan(2)
  expect(await runRollcall(data, 'doctor')).toMatchObject({ out: expect.stringContaining(`diagnostic log: ${log}`) })
})
