import { describe, expect, test } from 'vitest'
import { findOutdatedBackups, isBackupDue, lastDue, nextDue } from '../../main/services/backup-schedule.ts'

const hour = 3_600_000
const day = 24 * hour
const berlin = { minute: 150, zone: 'Europe/Berlin' }
const utc = (text: string) => Date.parse(`${text}Z`)

describe('when a backup is due', () => {
  test('the scheduled moment lies on the wall clock of the zone, summer and winter', () => {
    expect(lastDue(utc('2026-07-01T00:29'), berlin)).toBe(utc('2026-06-30T00:30'))
    expect(lastDue(utc('2026-07-01T00:30'), berlin)).toBe(utc('2026-07-01T00:30'))
    expect(nextDue(utc('2026-07-01T00:30'), berlin)).toBe(utc('2026-07-02T00:30'))
    expect(lastDue(utc('2026-12-01T01:30'), berlin)).toBe(utc('2026-12-01T01:30'))
    expect(nextDue(utc('2026-12-01T01:29'), berlin)).toBe(utc('2026-12-01T01:30'))
  })

  test('there is one a day, also on the days when clocks are changed', () => {
    // 02:30 does not exist on 29 March 2026, and comes twice on 25 October.
    for (const [from, to] of [
      ['2026-03-27T12:00', '2026-03-31T12:00'],
      ['2026-10-23T12:00', '2026-10-27T12:00'],
    ] as const) {
      let served = lastDue(utc(from), berlin) as number
      let made = 0
      for (let now = utc(from); now < utc(to); now += 60_000) {
        if (!isBackupDue(now, berlin, served)) continue
        served = now
        made += 1
      }
      expect(made).toBe(4)
    }
  })

  test('the first is due at once, a missed one whenever the machine is on again, and only once', () => {
    const now = utc('2026-05-04T08:00')
    expect(isBackupDue(now, berlin, null)).toBe(true)
    expect(isBackupDue(now, berlin, now)).toBe(false)
    expect(isBackupDue(now, berlin, now - 20 * day)).toBe(true)
    expect(isBackupDue(now + 16 * hour, berlin, now)).toBe(false)
    expect(isBackupDue(now + 17 * hour, berlin, now)).toBe(true)
  })

  test('one that was made by a clock that was ahead does not put off the next for years', () => {
    expect(isBackupDue(utc('2026-05-04T08:00'), berlin, utc('2038-01-20T00:00'))).toBe(true)
  })
})

describe('what is kept', () => {
  const zone = 'Europe/Berlin'
  const dates = (all: readonly { at: number }[]) => all.map(({ at }) => new Date(at).toISOString().slice(0, 10))

  /** The backups that are there after one a day, with the rule applied after each. */
  function backupsAfter(days: number, isOn: (day: number) => boolean = () => true) {
    let backups: { at: number }[] = []
    let most = 0
    for (let number = 0; number < days; number++) {
      if (!isOn(number)) continue
      const at = utc('2026-01-01T01:30') + number * day
      backups = [...backups, { at }]
      const outdated = new Set(findOutdatedBackups(backups, zone))
      expect(outdated.has(backups.at(-1)!)).toBe(false)
      backups = backups.filter((backup) => !outdated.has(backup))
      most = Math.max(most, backups.length)
    }
    return { backups, most }
  }

  test('7 days, 4 weeks and 12 months, through more than two years of a backup a day', () => {
    // Wednesday, 15 March 2028
    const { backups, most } = backupsAfter(805)
    expect(dates(backups)).toEqual([
      ...['2027-04-30', '2027-05-31', '2027-06-30', '2027-07-31', '2027-08-31', '2027-09-30', '2027-10-31'],
      ...['2027-11-30', '2027-12-31', '2028-01-31', '2028-02-27', '2028-02-29', '2028-03-05'],
      ...['2028-03-09', '2028-03-10', '2028-03-11', '2028-03-12', '2028-03-13', '2028-03-14', '2028-03-15'],
    ])
    expect(most).toBeLessThanOrEqual(23)
  })

  test('nothing goes because the machine was off: the last ones before a long pause stay', () => {
    // On for the first 20 days, off for two years, then on for three days.
    const { backups } = backupsAfter(753, (day) => day < 20 || day >= 750)
    expect(dates(backups)).toEqual([
      ...['2026-01-11', '2026-01-17', '2026-01-18', '2026-01-19', '2026-01-20'],
      ...['2028-01-21', '2028-01-22', '2028-01-23'],
    ])
  })

  test('of several on one day the newest stays, and the day is that of the zone', () => {
    const backups = ['2026-05-03T21:59', '2026-05-03T22:01', '2026-05-04T10:00'].map((text) => ({ at: utc(text) }))
    expect(findOutdatedBackups(backups, zone)).toEqual([backups[1]])
    expect(findOutdatedBackups([], zone)).toEqual([])
  })
})
