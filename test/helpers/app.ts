import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type App, type AppOptions, createApp } from '../../main/app.ts'
import { modelsFolder } from './models-folder.ts'
import { tester } from './tester.ts'

export { modelsFolder }

/** A folder of its own for one test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A clock that stands still until it is moved. */
export interface TestClock {
  now(): number
  steady(): number
  /** Time passes. */
  advance(milliseconds: number): void
  /** Somebody sets the wall clock forward by so much. */
  set(milliseconds: number): void
}

export function stoppedClock(at = Date.UTC(2026, 4, 4, 7, 30)): TestClock {
  let passed = 0
  let moved = 0
  return {
    now: () => at + passed + moved,
    steady: () => passed,
    advance(milliseconds) {
      passed += milliseconds
    },
    set(milliseconds) {
      moved += milliseconds
    },
  }
}

/** Says of a data folder that whoever is at this computer may do everything, as its first start asks. */
export async function openToMachine(dataFolder: string): Promise<void> {
  const key = { kind: 'file', path: join(dataFolder, 'key') } as const
  const app = await createApp({ dataFolder, modelsFolder, key, shell: 'test', caller: tester })
  await app.call('accounts.begin', { mode: 'machine' })
  // Test cameras show photos, whom the liveness check takes for what they are.
  await app.call('settings.set', { liveness: 'off' })
  await app.close()
}

/** The whole app on the real models and a database of its own. */
export async function openApp(options: Partial<AppOptions> = {}): Promise<App> {
  const dataFolder = options.dataFolder ?? scratchFolder()
  const app = await createApp({
    dataFolder,
    modelsFolder,
    key: { kind: 'file', path: join(dataFolder, 'key') },
    shell: 'test',
    caller: tester,
    ...options,
  })
  onTestFinished(() => app.close())
  return app
}

/** The same at a door where photos pass for living people, as the pictures of these tests are. */
export async function openDoor(options: Partial<AppOptions> = {}): Promise<App> {
  const app = await openApp(options)
  await app.call('settings.set', { liveness: 'off' })
  return app
}
