import type { Instant, PersonId, TemplateId } from '../../../main/contract/entities.ts'
import type { EventFilter } from '../../../main/contract/events.ts'
import type { Uid } from '../../../main/contract/shared-change.ts'
import { type Uniform, uniformFrom } from '../../../main/numeric/random.ts'
import { erasePerson } from '../../../main/store/erase-person.ts'
import type { Store } from '../../../main/store/open.ts'
import { check, model } from '../scratch.ts'
import { type Log, type Station, settle } from './office.ts'

/** What stations do, and what the network does to what they tell. */

const day = 86_400_000
const everything: EventFilter = {
  ...{ from: null, to: null, personId: null, direction: null, query: '' },
  ...{ method: null, kiosk: null, kind: null },
}

/** What a history made, so that it can be held against what is there in the end. */
interface Made {
  /** People who began in this history, by uid. */
  readonly people: Set<Uid>
  readonly entries: Map<Uid, { readonly station: Station; readonly person: Uid }>
  readonly erasedTemplates: Set<Uid>
  readonly erasedPeople: Set<Uid>
}

export interface History {
  readonly stations: readonly Station[]
  readonly log: Log
  /** Called after everything that may have written. */
  readonly written?: (station: Station) => void
}

/** Runs one history. @returns what is wrong in the end, in words */
export function runHistory({ stations, log, written = () => undefined }: History, seed: number, steps = 9): string[] {
  const random = uniformFrom(seed)
  const made: Made = { people: new Set(), entries: new Map(), erasedTemplates: new Set(), erasedPeople: new Set() }
  for (let step = 0; step < steps; step++) {
    const station = pick(stations, random)
    station.clock += Math.floor(random() * 2000)
    if (random() < 0.03) station.clock += (random() < 0.5 ? -1 : 1) * day
    if (random() < 0.6) write(station, made, seed, random)
    else tell(station, log, random)
    written(station)
  }
  settle(stations, log)
  for (const station of stations) written(station)
  return compare(stations, made)
}

const pick = <T>(list: readonly T[], random: Uniform): T => list[Math.floor(random() * list.length)]!

/** Does something that somebody at a station may do. */
function write(station: Station, made: Made, seed: number, random: Uniform): void {
  const { store } = station
  const mine = [...made.people].flatMap((uid) => {
    const id = store.sharing.find('person', uid)
    const person = id === null ? null : store.people.find(id as PersonId)
    return person === null ? [] : [person]
  })
  const person = mine.length === 0 || random() < 0.15 ? undefined : pick(mine, random)
  if (person === undefined) {
    const number = random() < 0.5 ? freeNumber(store, seed, random) : null
    const { id } = store.people.create({
      name: `P${Math.floor(random() * 1e6)}`,
      employeeNumber: number,
      groups: ['Day'],
    })
    made.people.add(store.sharing.uidOf('person', id)!)
    return
  }
  const { id } = person
  const uid = store.sharing.uidOf('person', id)!
  const templates = store.templates.listOfPerson(id)
  const what = random()
  if (what < 0.35) {
    const events = store.events.list({ ...everything, personId: id }, null, 50).events
    const corrected = random() < 0.25 && events.length > 0 ? pick(events, random) : null
    const draft = {
      ...check(person, station.clock + Math.floor(random() * 1000), random() < 0.5 ? 'in' : 'out'),
      quality: random(),
    }
    const other = pick(mine, random)
    const event = store.events.record(
      corrected === null
        ? { ...draft, runnerUp: other.id === id ? null : { person: other, similarity: 0.3 } }
        : { ...draft, kind: 'correction', corrects: corrected.id, action: 'move', actor: 'HR', reason: 'late' },
    )
    made.entries.set(store.sharing.uidOf('event', event.id)!, { station, person: uid })
  } else if (what < 0.5) {
    const vector = Float32Array.from({ length: 32 }, () => random() - 0.5)
    const photo = Uint8Array.from({ length: 96 }, () => Math.floor(random() * 256))
    store.templates.add({ personId: id, model, vector, quality: 50, source: 'photo', photo, origin: null })
  } else if (what < 0.6 && templates.length > 0) {
    const template = pick(templates, random)
    made.erasedTemplates.add(store.sharing.uidOf('template', template.id)!)
    store.templates.erase(template.id as TemplateId)
  } else if (what < 0.68) {
    for (const each of templates) made.erasedTemplates.add(store.sharing.uidOf('template', each.id)!)
    made.erasedPeople.add(uid)
    store.transaction(() => erasePerson(store, id, 'tester'))
  } else if (what < 0.78) store.people.update(id, { name: `N${Math.floor(random() * 1e6)}` })
  else if (what < 0.86)
    store.people.update(id, { employeeNumber: random() < 0.7 ? freeNumber(store, seed, random) : null })
  else if (what < 0.92)
    store.people.regroup(
      id,
      [pick(['Day', 'Night', 'Late'], random)],
      pick([null, '2026-01-01', '2026-05-01'], random) as never,
    )
  else if (what < 0.96) {
    const joined = pick(['2025-01-01', '2026-02-03'], random) as never
    store.people.update(id, { employments: [{ joined, left: null }] })
  } else store.consents.setGuardianSigns(id, random() < 0.5)
}

/** One of a few numbers, unless somebody here has it: stations that do not know of each other give the same ones. */
function freeNumber(store: Store, seed: number, random: Uniform): string | null {
  const number = `${seed}-${Math.floor(random() * 4)}`
  return store.people.findByNumber(number) === null ? number : null
}

/** Has a station hand something over or take something in, over a network that doubles, reorders and breaks off. */
function tell({ store }: Station, log: Log, random: Uniform): void {
  if (random() < 0.4) {
    const batch = store.sharing.listOutgoing(1 + Math.floor(random() * 12))
    if (batch.length === 0) return
    log.push(batch)
    // A crash: it is in the log, and the station does not know.
    if (random() < 0.7) store.sharing.noteHandedOver(batch.at(-1)!.number)
    return
  }
  const from = Number(store.sharing.readCursor() ?? 0)
  const page = log.changes.slice(from, from + 1 + Math.floor(random() * 20))
  const again = log.originals.slice(Math.max(0, from - 10), from).filter(() => random() < 0.2)
  const early = log.changes.slice(from + page.length).filter(() => random() < 0.4)
  const shuffled = [...page, ...again, ...early, ...page.filter(() => random() < 0.1)]
    .map((change) => ({ change, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ change }) => change)
  if (random() < 0.8) store.sharing.takeIn(shuffled, String(from + page.length))
  // Taken in, and the place in the log is not kept.
  else store.sharing.takeIn(shuffled)
}

const bytes = (values: Uint8Array | Float32Array | null | undefined) =>
  values ? Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64') : null

/** What a station knows of people, as it would say to another one. */
function readPeople({ store }: Station, uids: ReadonlySet<Uid>) {
  const held = store.sharing.listHeldNumbers()
  return [...uids].toSorted().map((uid) => {
    const id = (store.sharing.find('person', uid) ?? 0) as PersonId
    const person = store.people.find(id)
    if (person === null) return { uid, gone: true }
    const { name, employeeNumber, employments, groups, createdAt } = person
    const templates = store.templates.listOfPerson(id).map((template) => ({
      uid: store.sharing.uidOf('template', template.id),
      ...{ quality: template.quality, source: template.source, at: template.createdAt, model: template.model },
      vector: bytes(store.templates.readEmbedding(template.id, model)?.vector),
      photo: bytes(store.templates.readPhoto(template.id)),
    }))
    return {
      ...{ uid, name, employeeNumber, employments, groups, createdAt },
      memberships: store.people.listMemberships(id),
      guardianSigns: store.consents.standingOf(id).guardianSigns,
      held: held.filter((each) => each.person === id).map(({ number }) => number),
      templates: templates.toSorted((one, other) => (one.uid! < other.uid! ? -1 : 1)),
    }
  })
}

function readEntries({ store, uid: station }: Station, uids: Iterable<Uid>) {
  return [...uids].toSorted().flatMap((uid) => {
    const id = store.sharing.find('event', uid)
    if (id === null) return []
    const {
      id: _,
      person,
      runnerUp,
      corrects,
      thresholdVersion,
      metric,
      recordedAt,
      ...same
    } = store.events.get(id as never)
    const origin = store.sharing.originOf(id as never)
    return [
      {
        ...{
          uid,
          ...same,
          recordedAt: (origin?.recordedAt ?? recordedAt) as Instant,
          station: origin?.station ?? station,
        },
        person: { uid: store.sharing.uidOf('person', person.id), name: person.name },
        runnerUp: runnerUp && {
          uid: store.sharing.uidOf('person', runnerUp.person.id),
          similarity: runnerUp.similarity,
        },
        corrects: corrects && store.sharing.uidOf('event', corrects),
      },
    ]
  })
}

/** Holds what the stations know against each other and against what was done. */
function compare(stations: readonly Station[], made: Made): string[] {
  const wrong: string[] = []
  const [first, ...others] = stations
  const people = JSON.stringify(readPeople(first!, made.people))
  for (const other of others) {
    const there = JSON.stringify(readPeople(other, made.people))
    if (there !== people) wrong.push(`people differ:\n${people}\n${there}`)
  }
  const lasting = [...made.entries].filter(([, { person }]) => !made.erasedPeople.has(person)).map(([uid]) => uid)
  const entries = readEntries(first!, lasting)
  if (entries.length !== lasting.length) wrong.push(`entries are missing: ${entries.length} of ${lasting.length}`)
  for (const other of others) {
    const there = JSON.stringify(readEntries(other, lasting))
    if (there !== JSON.stringify(entries)) wrong.push(`entries differ:\n${JSON.stringify(entries)}\n${there}`)
  }
  for (const [uid, { station, person }] of made.entries) {
    if (!made.erasedPeople.has(person)) continue
    if (station.store.sharing.find('event', uid) === null) wrong.push(`an entry of somebody erased is gone: ${uid}`)
    for (const each of stations)
      for (const entry of readEntries(each, [uid]))
        if (entry.person.name !== '' || entry.employeeNumber !== null) wrong.push(`a name is left in ${uid}`)
  }
  for (const { store, uid: station } of stations) {
    for (const uid of made.erasedPeople)
      if (store.people.find((store.sharing.find('person', uid) ?? 0) as PersonId) !== null)
        wrong.push(`${uid} is back at ${station}`)
    for (const uid of made.erasedTemplates)
      if (store.templates.find((store.sharing.find('template', uid) ?? 0) as TemplateId) !== null)
        wrong.push(`template ${uid} is back`)
    if (store.sharing.countWaiting() > 0) wrong.push('something waits to be handed over')
    if (store.sharing.countHeldBack() > 0) wrong.push('something is held back')
    for (const person of made.people) {
      if (made.erasedPeople.has(person)) continue
      const own = lasting.filter((uid) => made.entries.get(uid)!.person === person)
      const personId = store.sharing.find('person', person) as PersonId
      const found = store.events.list({ ...everything, personId }, null, 1000).total
      if (found !== own.length) wrong.push(`${found} entries of ${person} instead of ${own.length}`)
    }
  }
  return wrong
}
