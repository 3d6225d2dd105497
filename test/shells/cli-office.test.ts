import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { JoinedOffice, OfficeStatus } from '../../main/contract/office.ts'
import { openToMachine, scratchFolder } from '../helpers/app.ts'
import { ada, jpeg } from '../helpers/pictures.ts'
import { endPostgres, noPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts'
import { program, runRollcall } from '../helpers/rollcall-command.ts'

describe.skipIf(noPostgres !== null)(`rollcall office${noPostgres ? `: ${noPostgres}` : ''}`, () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => endPostgres(postgres))

  async function run<T>(data: string, ...words: string[]): Promise<T> {
    const { code, out, err } = await runRollcall(data, '--json', ...words)
    expect(code, err).toBe(0)
    return JSON.parse(out) as T
  }

  async function openFolder(): Promise<string> {
    const folder = join(scratchFolder(), 'data')
    await openToMachine(folder)
    return folder
  }

  test('makes an office of two stations, and one that is killed goes on where it was', async () => {
    const [desk, door] = [await openFolder(), await openFolder()]
    const { server, login } = await postgres.createDatabase()
    const passwordFile = join(scratchFolder(), 'password')
    writeFileSync(passwordFile, `${login.password}\n`)
    const address = `postgresql://${login.user}@127.0.0.1:${postgres.port}/${server.database}`
    const names = ['--name', 'Acme', '--station', 'Desk']
    const made = await run<{ recoveryKey: { rows: string[] } }>(
      ...([desk, 'office', 'create', address, ...names, '--password-file', passwordFile] as [string, ...string[]]),
    )
    expect(made.recoveryKey.rows).toHaveLength(4)
    const { code } = await run<{ code: string }>(desk, 'office', 'invite', 'North door')
    const joining = await run<Extract<OfficeStatus, { kind: 'joining' }>>(door, 'office', 'join', code)
    expect(joining.words).toHaveLength(6)
    await run(desk, 'office', 'confirm', 'North door', ...joining.words)
    expect(await run(door, 'office', 'check')).toMatchObject({
      kind: 'joined',
      name: 'Acme',
      link: { kind: 'connected' },
    })

    const photo = join(scratchFolder(), 'ada.jpg')
    writeFileSync(photo, await jpeg(ada))
    await run(desk, 'enroll', '--name', 'Ada', photo)
    expect(await run(desk, 'office', 'check')).toMatchObject({ waiting: 0 })

    const window = spawn(process.execPath, [program, '--data', door, 'serve'], { stdio: 'ignore' })
    const people = async () => (await run<{ people: { name: string }[] }>(door, 'people', 'list')).people
    await vi.waitFor(async () => expect((await people()).map(({ name }) => name)).toEqual(['Ada']), { timeout: 60_000 })
    window.kill('SIGKILL')
    await once(window, 'exit')
    await run(desk, 'people', 'rename', 'Ada', 'Ada Lovelace')
    await run(desk, 'office', 'check')
    const status = await run<JoinedOffice>(door, 'office', 'check')
    expect(status).toMatchObject({ link: { kind: 'connected' }, waiting: 0 })
    expect(status.stations.map(({ name }) => name)).toEqual(['Desk', 'North door'])
    expect((await people()).map(({ name }) => name)).toEqual(['Ada Lovelace'])

    await run(desk, 'office', 'revoke', 'North door', '--yes')
    const { code: revoked, out } = await runRollcall(door, '--json', 'office', 'check')
    expect(revoked).toBe(1)
    expect((JSON.parse(out) as JoinedOffice).link).toMatchObject({ kind: 'apart' })
    expect(await run(door, 'office', 'leave', '--yes')).toEqual({ left: 0 })
    expect(await run(door, 'office', 'status')).toEqual({ kind: 'alone' })
    expect((await people()).map(({ name }) => name)).toEqual(['Ada Lovelace'])
  })
})
