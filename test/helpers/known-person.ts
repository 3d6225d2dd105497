import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { App } from '../../main/app.ts'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { EventId, Instant, ModelId, PersonId, PersonRef } from '../../main/contract/entities.ts'
import type { Uid } from '../../main/contract/shared-change.ts'
import { axis, check, model } from '../store/scratch.ts'
import { openApp, scratchFolder } from './app.ts'
import { withStore } from './disturbed-office.ts'
import { ada, adaAgain, jpeg, stranger } from './pictures.ts'

const day = 86_400_000

/** A picture of one white pixel. */
export const signature = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAGyvS1AAAAABJRU5ErkJggg==',
  'base64',
)

export interface KnownPerson {
  readonly app: App
  readonly folder: string
  /** Who is exported. */
  readonly id: PersonId
  /** Was merged into that person. */
  readonly gone: PersonId
  /** Somebody else, whose name no export of the person may have. */
  readonly other: PersonId
}

export interface Names {
  readonly mine: string
  readonly number: string
  readonly gone: string
  /** By an import. */
  readonly imported: string
}

const ownNames: Names = { mine: 'Ada <b>', number: '7', gone: 'Ada L.', imported: 'Ada' }

/** An office where every table that can say something about a person says it about Ada, and about somebody else. */
export async function openKnownPerson(names: Names = ownNames): Promise<KnownPerson> {
  const folder = scratchFolder()
  const first = await openApp({ dataFolder: folder, zone: () => 'UTC' })
  const ids = await enterPeople(first, names)
  await first.close()
  const came = Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 2, 10, 8)
  withStore(folder, (store) => {
    store.sharing.join('00000000-0000-7000-8000-000000000001' as Uid)
    for (const name of ['Ada', names.mine]) store.people.update(ids.id, { name })
    const me = store.people.get(ids.id)
    const gone = store.people.get(ids.gone)
    const other = store.people.get(ids.other)
    const embeddings = [me, gone, other].flatMap(({ id: personId }) =>
      store.templates.listOfPerson(personId).map(({ id: templateId }) => ({ templateId, personId, vector: axis(3) })),
    )
    store.templates.addEmbeddings(model, embeddings)
    const next = (person: PersonRef) => ({ person: { id: person.id, name: person.name }, similarity: 0.4 })
    for (const [from, till, person] of [
      [0, 8, me],
      [24, 31, me],
      [48, 56, gone],
      [1, 9, other],
    ] as const) {
      store.events.record({ ...check(person, came + from * 3_600_000), runnerUp: next(person === other ? me : other) })
      store.events.record(check(person, came + till * 3_600_000, 'out'))
    }
    for (const [eventId, personId, rivalId] of [
      [1, me.id, other.id],
      [7, other.id, me.id],
    ] as const) {
      store.disputes.add({
        ...{ eventId: eventId as EventId, personId, rivalId, similarity: 0.6, at: came as Instant },
      })
    }
    for (const [person, workedMinutes] of [
      [me, 480],
      [gone, 240],
      [other, 60],
    ] as const) {
      const about = { month: '2026-05', digest: 'ab', workedMinutes, kiosk: 'Front' }
      store.confirmations.add({ personId: person.id, ...about })
    }
    for (const person of [me, other]) {
      const look = { model: 'm' as ModelId, vector: new Float32Array([1]), quality: 90, similarity: 0.8 }
      const photo = Uint8Array.of(0xff, 0xd8, person === me ? 9 : 8)
      const asked = { personId: person.id, kiosk: 'Front', purpose: 'models', namedBy: 'pin' } as const
      store.looks.keep(store.looks.ask(asked), { ...look, photo }, (Date.now() + 14 * day) as Instant)
    }
    const { id: importId } = store.imports.begin('staff-photos')
    const draft = { bytes: 3, employeeNumber: null, reason: null }
    store.imports.add(importId, [
      { ...draft, path: `${names.imported}/1.jpg`, name: names.imported },
      { ...draft, path: 'Boris/1.jpg', name: 'Boris Otherwise' },
      // Windows would take this for a folder.
      { ...draft, path: `${names.imported}/2.j\\pg`, name: names.gone },
    ])
    const candidates = [me.id, other.id].map((personId) => ({ personId, similarity: 0.5 }))
    const seen = { width: 10, height: 10, faces: [], face: null, candidates }
    for (const [photo, person] of [
      [1, me],
      [2, other],
      [3, me],
    ] as const) {
      store.imports.assignPerson(store.imports.get(photo), person.id)
      store.imports.settle(photo, 'review', 'looks-like-somebody-else', seen)
      store.importFiles.put(photo, Buffer.from([0xff, 0xd8, photo]))
    }
  })
  tamperCounts(folder, ids)
  const app = await openApp({ dataFolder: folder, zone: () => 'UTC' })
  await enterRest(app, ids, came)
  return { app, folder, ...ids }
}

/** Wrong PINs count up at kiosks alone. */
function tamperCounts(folder: string, { id, other }: { id: PersonId; other: PersonId }): void {
  const database = new Sqlite(join(folder, 'rollcall.db'))
  for (const person of [id, other]) {
    database
      .prepare("insert into pin_attempts (who, failures, last_at, locked_until) values ('person ' || ?, 3, ?, 0)")
      .run(String(person), Date.now() - day)
  }
  database.close()
}

async function enterPeople(app: App, names: Names) {
  const { id } = await app.call('people.create', { name: names.mine, employeeNumber: names.number, groups: ['Design'] })
  const { id: gone } = await app.call('people.create', { name: names.gone, groups: ['Print'] })
  const { id: other } = await app.call('people.create', { name: 'Boris Otherwise', groups: ['Design'] })
  await app.call('people.update', { id, groups: ['Design', 'Paper'] })
  await app.call('webhooks.add', { url: 'http://127.0.0.1:9/hook?secret=abc', kinds: ['correction'] })
  const { webhook } = await app.call('webhooks.add', { url: 'http://127.0.0.1:9/other' })
  await app.call('webhooks.update', { id: webhook.id, active: false })
  for (const [personId, photo] of [
    [id, ada],
    [gone, adaAgain],
    [other, stranger],
  ] as const) {
    const answer = await app.call('enrol.photo', { personId, photo: await jpeg(photo), allowDuplicate: true })
    if (answer.kind !== 'enrolled') throw new Error(answer.kind)
  }
  for (const personId of [id, gone, other]) {
    await app.call('pin.set', { personId })
    const statement = { kind: 'given', name: 'A. L.', guardian: 'B. L.', alternative: 'badge', signature } as const
    await app.call('consent.record', { personId, language: 'ja', ...statement, paper: '2026-01-02' })
    await app.call('consent.ask', { personId })
    await app.call('guests.signIn', { name: `Guest of ${personId}`, company: 'ACME', hostId: personId, kiosk: 'Front' })
  }
  return { id, gone, other }
}

async function enterRest(
  app: App,
  { id, gone, other }: { id: PersonId; gone: PersonId; other: PersonId },
  came: number,
) {
  const { rules, version } = await app.call('attendance.rules.get', {})
  const date = new Date(came).toISOString().slice(0, 10) as LocalDate
  const leaves = [id, gone, other].map((personId) => ({ personId, from: date, to: date, name: `Leave ${personId}` }))
  const assignments = [id, other].map((personId) => ({ target: { kind: 'person' as const, personId }, from: date }))
  await app.call('attendance.rules.set', { version, rules: { ...rules, leaves, assignments } })
  await app.call('people.merge', { kept: id, gone })
  for (const [personId, entry] of [
    [id, 1],
    [other, 7],
  ] as const) {
    const draft = {
      personId,
      action: 'add',
      corrects: null,
      direction: 'out',
      zone: 'UTC',
      reason: 'Forgotten',
    } as const
    await app.call('attendance.correct', { draft: { ...draft, at: (came + day * 3) as Instant }, actor: 'HR' })
    const moved = { ...draft, action: 'move', corrects: entry as EventId, direction: 'in' } as const
    await app.call('attendance.correct', {
      draft: { ...moved, at: (came + (entry === 1 ? 0 : 3_600_000) + 300_000) as Instant },
      actor: 'HR',
    })
    await app.call('attendance.request', {
      draft: { ...draft, at: (came + day * 4) as Instant },
      requestedBy: `Number ${personId}`,
    })
  }
  const scope = { kind: 'everyone' } as const
  const month = date.slice(0, 8)
  await app.call('attendance.group', {
    scope,
    dates: { from: `${month}01` as LocalDate, to: `${month}28` as LocalDate },
  })
}
