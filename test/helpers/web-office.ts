import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, onTestFailed, onTestFinished } from 'vitest'
import { type App, createApp } from '../../main/app.ts'
import type { Instant, PersonId } from '../../main/contract/entities.ts'
import type { Direction } from '../../main/contract/events.ts'
import { modelsFolder } from './app.ts'
import { openBrowser, startWebShell, type WebShell } from './browser.ts'
import { tester } from './tester.ts'

export interface PageOptions {
  readonly colorScheme?: 'light' | 'dark'
  readonly locale?: string
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly timezoneId?: string
  readonly hasTouch?: boolean
}

/** Every screen of an office that has a person. */
export const screens = [
  'kiosk',
  'today',
  'people',
  'people/1',
  'people/import',
  'timesheet',
  'timesheet/1',
  'corrections',
  'schedules',
  'schedules/schedules',
  'schedules/policies',
  'schedules/holidays',
  'schedules/leave',
  'search',
  'log',
  'settings',
  'settings/audit',
  'settings/backups',
  'settings/connections',
  'settings/consent',
  'settings/kiosks',
  'settings/liveness',
  'settings/office',
  'settings/privacy',
  'settings/quality',
  'settings/thresholds',
]

export interface WebOffice {
  /**
   * A laptop's window on a screen, in English unless told otherwise; it is closed when the test has ended.
   * @param prepare what happens before the first page is read
   */
  openPage(route: string, options?: PageOptions, prepare?: (context: BrowserContext) => Promise<void>): Promise<Page>
}

/**
 * An office that `fill` brings into being, opened to a browser without a camera for all tests of a file.
 * @param options of `rollcall serve`
 */
export function webOffice(fill: (app: App, dataFolder: string) => Promise<unknown>, ...options: string[]): WebOffice {
  let folder: string
  let shell: WebShell
  let browser: Browser

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-office-'))
    const dataFolder = join(folder, 'data')
    const key = { kind: 'file', path: join(dataFolder, 'key') } as const
    const app = await createApp({
      dataFolder,
      modelsFolder,
      key,
      shell: 'test',
      // Without a Latin letter, as names are where words are looked for that are not translated.
      caller: { ...tester, actor: '佐藤' },
    })
    await app.call('accounts.begin', { mode: 'machine' })
    // Test cameras show photos, whom the liveness check takes for what they are.
    await app.call('settings.set', { liveness: 'off' })
    await fill(app, dataFolder)
    await app.close()
    shell = await startWebShell(dataFolder, ...options)
    browser = await openBrowser('none')
  })
  afterAll(async () => {
    await browser.close()
    await shell.stop()
    await rm(folder, { recursive: true, force: true })
  })

  return {
    async openPage(route, options = {}, prepare) {
      const laptop = { locale: 'en-GB', viewport: { width: 1366, height: 768 } }
      const context = await browser.newContext({ ...laptop, ...options })
      onTestFinished(() => context.close())
      await prepare?.(context)
      const page = await context.newPage()
      onTestFailed(async () => console.error(`The page showed:\n${await page.locator('body').ariaSnapshot()}`))
      await page.goto(await shell.makeUrl())
      await go(page, route)
      return page
    },
  }
}

/** An entry that the office adds by hand. */
export async function addEntry(
  app: App,
  personId: PersonId,
  at: number,
  { direction = 'in' as Direction, actor = 'Front desk', reason = 'Paper' } = {},
): Promise<void> {
  const entry = { personId, direction, at: at as Instant, zone: 'UTC', reason }
  await app.call('attendance.correct', { actor, draft: { ...entry, action: 'add', corrects: null } })
}

/** Leads a page to another screen. */
export async function go(page: Page, route: string): Promise<void> {
  await page.goto(new URL(`#/${route}`, page.url()).href)
  await page.getByRole('heading').first().waitFor()
}
