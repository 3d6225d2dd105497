import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { type App, createApp } from '../../main/app.ts'
import { loadMessages } from '../../renderer/messages/catalogue.ts'
import { modelsFolder } from '../helpers/app.ts'
import { violations } from '../helpers/axe.ts'
import { endPostgres, noPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts'
import { cutTexts } from '../helpers/reflow.ts'
import { tester } from '../helpers/tester.ts'
import { type PageOptions, webOffice } from '../helpers/web-office.ts'

const longName = 'Loading bay behind the warehouse, gate number twenty-seven'

describe.skipIf(noPostgres !== null)(
  `an office of several stations in the window${noPostgres ? `: ${noPostgres}` : ''}`,
  () => {
    let postgres: Postgres | undefined
    let door: App | undefined
    let dataFolder = ''

    const { openPage } = webOffice(async (app: App) => {
      postgres = await startPostgres()
      const { server, login } = await postgres.createDatabase()
      const address = `postgresql://${login.user}@127.0.0.1:${postgres.port}/${server.database}`
      await app.call('office.create', { address, password: login.password, office: '東京本社', station: '総務デスク' })
      dataFolder = mkdtempSync(join(tmpdir(), 'rollcall-door-'))
      const key = { kind: 'file', path: join(dataFolder, 'key') } as const
      door = await createApp({ dataFolder, modelsFolder, key, shell: 'test', caller: tester })
      const { code, station } = await app.call('office.invite', { station: longName })
      await door.call('office.join', { code })
      await app.call('office.check', {})
      const status = await app.call('office.status', {})
      if (status.kind !== 'joined') throw new Error(`The desk is ${status.kind}.`)
      const newcomer = status.stations.find(({ uid }) => uid === station)!
      await app.call('office.confirm', { station, words: newcomer.words! })
      await vi.waitFor(async () => expect((await door!.call('office.status', {})).kind).toBe('joined'), {
        timeout: 30_000,
      })
      await app.call('office.invite', { station: '北口' })
    })
    afterAll(async () => {
      await door?.close()
      if (postgres !== undefined) await endPostgres(postgres)
      rmSync(dataFolder, { recursive: true, force: true })
    })

    const shown = [
      ['en', { locale: 'en-GB' }],
      ['de', { locale: 'de-DE', colorScheme: 'dark' }],
      ['ja', { locale: 'ja-JP', viewport: { width: 800, height: 900 } }],
    ] as const satisfies [string, PageOptions][]

    test.each(shown)(
      'says how it stands and lists its stations, whole and legible, in %s',
      async (language, options) => {
        const { office } = await loadMessages(language)
        const page = await openPage('settings/office', options)
        await page.getByText(office.state.connected).waitFor({ timeout: 20_000 })
        for (const name of ['総務デスク', longName, '北口'])
          await page.getByText(name).first().waitFor({ timeout: 10_000 })
        expect(await violations(page)).toEqual([])
        expect(await cutTexts(page)).toEqual([])
      },
    )
  },
)
