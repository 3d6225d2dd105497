import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../main/contract/topics.ts'
import { type ClockWatchOptions, watchClocks } from '../../main/services/clock.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** An office's clock over several starts of the app; `reboot` starts the machine anew, too. */
function office() {
  const file = join(scratchFolder(), 'clock.json')
  const clock = { wall: Date.UTC(2026, 4, 4, 7, 30), steady: 3 * day }
  const notices: number[] = []
  let newest: number | null = null
  const options: ClockWatchOptions = {
    now: () => clock.wall,
    steady: () => clock.steady,
    file,
    newestEntry: () => newest,
    publish: (topic, message) => {
      if (topic === 'notice') notices.push(Number((message as Message<'notice'>).details.seconds))
    },
  }
  return {
    clock,
    file,
    notices,
    enterAt: (at: number) => {
      newest = at
    },
    start: () => watchClocks(options),
    reboot(off: number) {
      clock.wall += off
      clock.steady = 20_000
    },
  }
}

describe('the clock set while the app was closed', () => {
  test('is noticed when the machine went on running, and entries are marked for an hour', () => {
    const { clock, notices, start } = office()
    start().close()
    clock.wall -= day
    clock.steady += minute
    const watched = start()
    expect(notices).toEqual([-86_460])
    expect(watched.isMarked()).toBe(true)
    watched.close()
    // The mark outlives a restart of the app.
    clock.wall += 59 * minute
    clock.steady += 59 * minute
    const again = start()
    expect(again.isMarked()).toBe(true)
    clock.wall += minute
    clock.steady += minute
    expect(again.isMarked()).toBe(false)
    again.close()
    expect(notices).toHaveLength(1)
  })

  test('is noticed after the machine was started anew, when it went back', () => {
    const { clock, notices, start, reboot } = office()
    start().close()
    reboot(hour)
    start().close()
    expect(notices).toEqual([])
    clock.wall -= day
    reboot(0)
    const watched = start()
    expect(notices).toEqual([-86_400])
    expect(watched.isMarked()).toBe(true)
    watched.close()
  })

  test('is noticed by an entry from the future where no look was kept', () => {
    const { clock, file, notices, start, enterAt } = office()
    enterAt(clock.wall + 12 * 365 * day)
    writeFileSync(file, '{')
    const watched = start()
    expect(notices).toEqual([-12 * 365 * 86_400])
    expect(watched.isMarked()).toBe(true)
    watched.close()
    expect(JSON.parse(readFileSync(file, 'utf8')).last.wall).toBe(clock.wall)
    enterAt(clock.wall - minute)
    rmSync(file)
    start().close()
    expect(notices).toHaveLength(1)
  })
})

test('nothing is erased by age while the clock is in doubt', () => {
  const { clock, start } = office()
  const first = start()
  expect(first.mayEraseByAge()).toBe(true)
  clock.wall += 365 * day
  expect(first.mayEraseByAge()).toBe(false)
  first.close()
  const { clock: other, start: startOther, reboot: rebootOther } = office()
  startOther().close()
  rebootOther(365 * day)
  const afterAYear = startOther()
  expect(afterAYear.mayEraseByAge()).toBe(false)
  other.wall += day
  other.steady += day
  expect(afterAYear.mayEraseByAge()).toBe(true)
  afterAYear.close()
})

test('a notice that was published before a window opened waits for it, until it is dismissed', async () => {
  const dataFolder = scratchFolder()
  const clock = stoppedClock()
  const first = await openApp({ dataFolder, now: clock.now, steady: clock.steady })
  await first.close()
  clock.set(-day)
  const app = await openApp({ dataFolder, now: clock.now, steady: clock.steady })
  const { notices } = await app.call('notices.list', {})
  expect(notices.map(({ code }) => code)).toEqual(['clock-moved'])
  await app.call('notices.dismiss', { code: 'clock-moved' })
  expect(await app.call('notices.list', {})).toEqual({ notices: [] })
}, 60_000)

describe('the zone of the machine', () => {
  test('is written down at the first start; another one later moves no past day, and is said', async () => {
    const dataFolder = scratchFolder()
    const zoneOf = async (zone: string) => {
      const app = await openApp({ dataFolder, zone: () => zone })
      const { rules } = await app.call('attendance.rules.get', {})
      const { notices } = await app.call('notices.list', {})
      await app.close()
      return [rules.policies[0]!.zone, notices.map(({ code }) => code)]
    }
    expect(await zoneOf('Europe/Berlin')).toEqual(['Europe/Berlin', []])
    expect(await zoneOf('Asia/Tokyo')).toEqual(['Europe/Berlin', ['zone-differs']])
    expect(await zoneOf('Europe/Berlin')).toEqual(['Europe/Berlin', []])
  }, 60_000)
})
