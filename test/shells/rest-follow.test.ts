import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../main/contract/errors.ts'
import { followRestSetting } from '../../main/shells/rest/follow.ts'
import { openApp } from '../helpers/app.ts'

/** A port that was free a moment ago, or one that stays taken. */
async function port(kind: 'free' | 'taken'): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const number = (server.address() as AddressInfo).port
  const close = () => new Promise<void>((closed) => server.close(() => closed()))
  if (kind === 'free') await close()
  else onTestFinished(close)
  return number
}

async function follow() {
  const app = await openApp()
  const logged: string[] = []
  const follower = followRestSetting({ app, version: '1.2.3', log: (message) => logged.push(message) })
  onTestFinished(() => follower.close())
  const set = async (restPort: number | null) => {
    await app.call('settings.set', { restPort })
    await new Promise((resolve) => setImmediate(resolve))
    await follower.whenSettled()
    return app.call('rest.status', {})
  }
  return { app, follower, logged, set }
}

const off = { address: null, takenPort: null }
const answers = (number: number) =>
  fetch(`http://127.0.0.1:${number}/v1/openapi.json`).then(
    ({ status }) => status,
    () => 'nobody',
  )

test('programs are answered as long as the setting says so, and on the port that it says', async () => {
  const { app, follower, set } = await follow()
  const [first, second] = [await port('free'), await port('free')]
  await follower.whenSettled()
  expect(await app.call('rest.status', {})).toEqual(off)
  expect(await set(first)).toEqual({ address: `http://127.0.0.1:${first}/v1`, takenPort: null })
  expect(await answers(first)).toBe(200)
  expect(await set(second)).toEqual({ address: `http://127.0.0.1:${second}/v1`, takenPort: null })
  expect([await answers(first), await answers(second)]).toEqual(['nobody', 200])
  expect(await set(null)).toEqual(off)
  expect(await answers(second)).toBe('nobody')
})

test('a port that another program has is told, and another one can be chosen', async () => {
  const { logged, set } = await follow()
  const [taken, free] = [await port('taken'), await port('free')]
  expect(await set(taken)).toEqual({ address: null, takenPort: taken })
  expect(logged).toEqual([expect.stringContaining(`port ${taken}`)])
  expect(await set(free)).toEqual({ address: `http://127.0.0.1:${free}/v1`, takenPort: null })
})

test('a setting that cannot be read for once is followed the next time', async () => {
  const real = await openApp()
  let broken = false
  const app: typeof real = {
    ...real,
    call(name, input) {
      if (broken) return Promise.reject(new AppError('database-busy', 'The database is in use.'))
      return real.call(name, input)
    },
  }
  const logged: string[] = []
  const follower = followRestSetting({ app, version: '1.2.3', log: (message) => logged.push(message) })
  onTestFinished(() => follower.close())
  await follower.whenSettled()
  broken = true
  await real.call('settings.set', { restPort: await port('free') })
  await follower.whenSettled()
  expect(logged).toEqual(['The database is in use.'])
  broken = false
  const free = await port('free')
  await real.call('settings.set', { restPort: free })
  await follower.whenSettled()
  expect(await answers(free)).toBe(200)
})

test('a closed follower answers nobody, whatever is set then', async () => {
  const { app, follower, set } = await follow()
  const [first, second] = [await port('free'), await port('free')]
  await set(first)
  await follower.close()
  expect(await answers(first)).toBe('nobody')
  await app.call('settings.set', { restPort: second })
  await follower.whenSettled()
  expect(await answers(second)).toBe('nobody')
})
