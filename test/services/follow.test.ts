import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { App } from '../../main/app.ts'
import type { MethodName } from '../../main/contract/api.ts'
import type { Reply } from '../../main/dispatch.ts'
import { openApp, openDoor, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, frame, jpeg, type Part } from '../helpers/pictures.ts'

type Call = readonly [MethodName, Record<string, unknown>]

/** Makes calls on the same data in a process of its own, as a command does beside a window. */
function beside(dataFolder: string, ...calls: Call[]): Promise<Reply[]> {
  const words = [join(import.meta.dirname, 'beside-child.ts'), dataFolder, JSON.stringify(calls)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(said) as Reply[])
      else reject(new Error(`The other process ended with ${code}.`))
    })
  })
}

let sequence = 0
async function show(app: App, part: Part, frames = 8) {
  for (let i = 1; i < frames; i++) await app.pushFrame(await frame(part, ++sequence))
  return (await app.pushFrame(await frame(part, ++sequence))).faces[0]!.state
}

async function searched(app: App, part: Part) {
  const { faces } = await app.call('search.photo', { photo: await jpeg(part) })
  return faces[0]!
}

test('somebody enrolled, renamed and erased by a command is known, called so and forgotten at once', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  writeFileSync(join(dataFolder, 'ada.jpg'), await jpeg(ada))
  expect(await show(app, adaAgain)).toMatchObject({ decision: { kind: 'unknown' } })
  expect(await searched(app, adaAgain)).toMatchObject({ candidates: [] })

  const [created] = await beside(
    dataFolder,
    ['people.create', { name: 'Ada' }],
    ['enrol.photo', { personId: 1, photoFile: join(dataFolder, 'ada.jpg') }],
  )
  expect(created).toMatchObject({ ok: true, value: { id: 1 } })
  expect(await searched(app, adaAgain)).toMatchObject({ decision: { kind: 'known', person: { name: 'Ada' } } })
  // It has been read for this visit already; who stays is read anew every few seconds.
  expect(await show(app, adaAgain, 40)).toMatchObject({ decision: { kind: 'known', person: { name: 'Ada' } } })

  await beside(dataFolder, ['people.update', { id: 1, name: 'Ada Lovelace' }])
  expect(await show(app, adaAgain, 1)).toMatchObject({ decision: { kind: 'known', person: { name: 'Ada Lovelace' } } })

  await beside(dataFolder, ['people.erase', { id: 1 }])
  // The next frame of the same face, which need not have been read anew.
  const next = await app.pushFrame(await frame(adaAgain, ++sequence))
  expect(JSON.stringify(next.faces)).not.toContain('Ada')
  expect(await searched(app, adaAgain)).toMatchObject({ decision: { kind: 'unknown' }, candidates: [] })
  expect(await show(app, adaAgain, 1)).toMatchObject({ decision: { kind: 'unknown' } })
  const { checks } = await app.call('system.doctor', {})
  expect(checks.find(({ name }) => name === 'index')).toMatchObject({ ok: true })
})

test('somebody erased in this very process is not named in the next frame', async () => {
  const app = await openApp()
  const person = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId: person.id, photo: await jpeg(ada) })
  expect(await show(app, adaAgain)).toMatchObject({ decision: { kind: 'known' } })
  await app.call('people.erase', { id: person.id })
  const { faces } = await app.pushFrame(await frame(adaAgain, ++sequence))
  expect(JSON.stringify(faces)).not.toContain('Ada')
})

test('settings, kiosks and entries of another process are in force, and open screens are told', async () => {
  const dataFolder = scratchFolder()
  const app = await openDoor({ dataFolder })
  const heard = new Map<string, unknown[]>()
  app.subscribe((topic, message) => heard.set(topic, [...(heard.get(topic) ?? []), message]))
  const { kiosks } = await app.call('kiosks.list', {})
  expect(kiosks).toEqual([])

  const replies = await beside(
    dataFolder,
    ['settings.set', { threshold: 0.5, cooldownSeconds: 7 }],
    ['kiosks.set', { kiosks: [{ name: 'Side door', direction: 'out', pin: 'off', guests: true }], version: 0 }],
    ['people.create', { name: 'Grace' }],
    [
      'attendance.correct',
      {
        actor: 'HR',
        draft: {
          action: 'add',
          corrects: null,
          personId: 1,
          direction: 'in',
          at: Date.UTC(2026, 4, 4),
          zone: 'Europe/Berlin',
          reason: 'forgot',
        },
      },
    ],
  )
  expect(replies.map(({ ok }) => ok)).toEqual([true, true, true, true])

  expect(await app.call('settings.get', {})).toMatchObject({ threshold: 0.5, cooldownSeconds: 7 })
  expect(await app.call('kiosks.get', { name: 'side door' })).toMatchObject({ direction: 'out', guests: true })
  await vi.waitFor(() => expect(heard.get('event.recorded')).toHaveLength(1), 20_000)
  expect(heard.get('settings.changed')).toMatchObject([{ threshold: 0.5 }])
  expect(heard.get('people.changed')).toMatchObject([{ personId: null }])
  expect(heard.get('kiosks.changed')).toContainEqual({})
  expect(heard.get('rules.changed')).toContainEqual({})
  expect(heard.get('metric.changed')).toBeUndefined()
})

test('what this process writes itself is announced once, and reading beside it announces nothing', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  await app.call('people.create', { name: 'Ada' })
  const heard: string[] = []
  app.subscribe((topic) => heard.push(topic))
  const [list] = await beside(dataFolder, ['people.list', {}], ['events.list', {}])
  expect(list).toMatchObject({ ok: true, value: { total: 1 } })
  // It looks every second.
  vi.advanceTimersByTime(2_500)
  expect(heard).toEqual([])
})
