import sharp from 'sharp'
import type { App } from '../../main/app.ts'
import type { AttendanceRules, ScheduleId } from '../../main/contract/attendance-rules.ts'
import type { Instant, PersonId } from '../../main/contract/entities.ts'
import { check } from '../store/scratch.ts'
import { withStore } from './disturbed-office.ts'
import { ada, jpeg, stranger } from './pictures.ts'

const minute = 60_000
const dimensions = 512

const given = [
  'Ada',
  'Aaron',
  'Maria del Carmen',
  'Bea',
  '美咲',
  'Christopher',
  'Dana',
  'Emil',
  'Ngọc',
  '小明',
  'Frida',
]
const family = [
  'Lindqvist',
  'Sorkin',
  'Fernández-Villanueva',
  'Okafor',
  '佐藤',
  'Montgomery',
  'Jansen',
  'Weiß',
  'Trần',
  '王',
]

/** Where it is a little after noon at `now`, so that a working day has begun and is not over. */
export function noonZone(now: number): string {
  const ahead = 13 - new Date(now).getUTCHours()
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

/**
 * People with a photo each, office hours on every day, and two weeks of entries. Today, at `now`, by their place in
 * turns of ten: 0 is not there yet, 1 and 2 came 15 minutes late (2 has left again), the others came in time.
 */
export async function crowdOffice(app: App, dataFolder: string, people: number, now = Date.now()): Promise<PersonId[]> {
  const zone = noonZone(now)
  const { rules, version } = await app.call('attendance.rules.get', {})
  const shift = { name: '', start: 9 * 60, end: 17 * 60, breakMinutes: 60 }
  const schedule: AttendanceRules['schedules'][number] = {
    id: 'office' as ScheduleId,
    name: 'Office hours',
    pattern: { kind: 'weekly', days: Array.from({ length: 7 }, () => ({ kind: 'shifts' as const, shifts: [shift] })) },
  }
  const everyone = { target: { kind: 'everyone' }, from: null, to: null, policy: null, schedule: schedule.id } as const
  await app.call('attendance.rules.set', {
    version,
    rules: {
      ...rules,
      policies: rules.policies.map((policy) => ({ ...policy, zone })),
      schedules: [schedule],
      assignments: [everyone],
    },
  })
  const faces = await Promise.all(
    [ada, stranger].map(async (part) =>
      sharp(await jpeg(part))
        .resize(112)
        .jpeg()
        .toBuffer(),
    ),
  )
  const midnight = startOfDay(now, zone)
  return withStore(dataFolder, (store) =>
    store.transaction(() =>
      Array.from({ length: people }, (_, index) => {
        const name = `${given[index % given.length]} ${family[index % family.length]} ${index + 1}`
        const person = store.people.create({
          name,
          employeeNumber: String(1001 + index),
          groups: index % 3 === 0 ? ['Research'] : [],
        })
        const vector = new Float32Array(dimensions)
        vector[index % dimensions] = 1
        const photo = new Uint8Array(faces[index % faces.length]!)
        const template = { personId: person.id, vector, quality: 80, source: 'photo' as const, photo, origin: null }
        store.templates.add({ ...template, model: 'crowd' as never })
        const enter = (at: number, direction: 'in' | 'out') =>
          store.events.record({
            ...check(person, at as Instant, direction),
            zone,
            employeeNumber: person.employeeNumber,
          })
        for (let ago = 14; ago > 0; ago--) {
          const day = midnight - ago * 1440 * minute
          const come = 8 * 60 + 35 + ((index * 37 + ago * 11) % 45)
          if ((ago + index * 5) % 17 === 0) continue
          enter(day + come * minute, 'in')
          // Now and then somebody forgets to check out.
          if ((ago + index * 7) % 19 !== 0) enter(day + (17 * 60 + ((index * 13 + ago * 7) % 50)) * minute, 'out')
        }
        const turn = index % 10
        if (turn > 0) enter(midnight + (turn < 3 ? 9 * 60 + 15 : 8 * 60 + 40 + turn) * minute, 'in')
        if (turn === 2) enter(midnight + 12 * 60 * minute, 'out')
        return person.id
      }),
    ),
  )
}

function startOfDay(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  const [hour = 0, minutes = 0, seconds = 0] = parts
    .formatToParts(at)
    .flatMap(({ type, value }) => (type === 'literal' ? [] : [Number(value)]))
  return Math.floor(at / 1000) * 1000 - ((hour * 60 + minutes) * 60 + seconds) * 1000
}
