import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Instant, TemplateId } from '../../main/contract/entities.ts'
import { EventFilter } from '../../main/contract/events.ts'
import { defaultSettings } from '../../main/contract/settings.ts'
import type { WebhookId } from '../../main/contract/webhooks.ts'
import { openDatabase } from '../../main/store/database.ts'
import { migrations } from '../../main/store/migrate.ts'
import type { Store } from '../../main/store/open.ts'
import { packPhotos } from '../../main/store/packed-photos.ts'
import { meanwhile } from '../helpers/meanwhile.ts'
import { addPerson, addTemplate, check, keyVault, model, scratchFolder, scratchStore } from './scratch.ts'

const hash = (fill: number) => new Uint8Array(32).fill(fill)

/** Ada and Grace, with one of everything each. */
function office() {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  const people = ['Ada', 'Grace'].map((name) => addPerson(store, name, null, ['Staff']))
  for (const [place, person] of people.entries()) {
    addTemplate(store, person.id, place, Uint8Array.of(1, 2, 3))
    store.pins.set(person.id, hash(place))
    store.events.record(check(person, 1000 + place))
    const draft = {
      personId: person.id,
      action: 'add',
      corrects: null,
      direction: 'in',
      at: 5000,
      zone: 'UTC',
      reason: 'Forgot',
    }
    store.requests.add(draft as never, person.name)
    store.visitors.add({
      ...{ seenAt: (2000 + place) as Instant, kiosk: 'Front door', model, quality: 50 },
      ...{ vector: Float32Array.of(1, 0), photo: Uint8Array.of(9) },
    })
    store.webhooks.add(`https://${person.name.toLowerCase()}.example/`, 'secret')
    store.tokens.create(person.name, ['people:read'], null)
  }
  store.settings.set({ threshold: 0.6, cooldownSeconds: 60 })
  store.documents.put('kiosks', [{ name: 'Gate', pin: 'alone' }], 0, 'tester')
  store.documents.put('kiosks', [{ name: 'Gate', pin: 'off' }], 1, 'tester')
  return { file, store, people }
}

/** Changes rows behind the back of the store, triggers or not. */
function tamper(file: string, sql: string): void {
  const database = new Sqlite(file)
  database.exec('drop trigger if exists events_stay_unchanged')
  database.exec(sql)
  database.close()
}

const flipped = (table: string, column: string, where: string) =>
  `update ${table} set ${column} = cast(substr(${column}, 1, 14) || iif(substr(${column}, 15, 1) = x'ff', x'00', x'ff')
    || substr(${column}, 16) as blob) where ${where}`

const grace = { personId: 2 }
interface Case {
  readonly what: string
  readonly sql: string
  readonly found: object
  readonly use?: (store: Store) => unknown
}

const rows: readonly (readonly [what: string, sql: string, found: object, use?: Case['use']])[] = [
  ['an embedding', flipped('templates', 'embedding', 'id = 2'), { kind: 'template', id: 2, ...grace }],
  [
    'a photo',
    flipped('photos', 'photo', 'template_id = 2'),
    { kind: 'photo', id: 2, ...grace },
    (store) => expect(store.templates.readPhoto(2 as TemplateId)).toBeNull(),
  ],
  [
    'a PIN',
    flipped('pins', 'hash', 'person_id = 2'),
    { kind: 'pin', id: 2, ...grace },
    (store) => {
      expect(store.pins.findHolder(hash(0))).toBe(1)
      expect(store.pins.findHolder(hash(1))).toBeNull()
    },
  ],
  [
    'the PIN of another person',
    'update pins set hash = (select hash from pins where person_id = 1) where person_id = 2',
    { kind: 'pin', id: 2, ...grace },
    (store) => expect(store.pins.findHolder(hash(0))).toBe(1),
  ],
  [
    'what a person is searched by',
    "update people set search = 'grbce' where id = 2",
    { kind: 'name', id: 2, ...grace },
  ],
  ['a name', "update people set name = 'Grbce' where id = 2", { kind: 'name', id: 2, ...grace }],
  [
    'the name of entries',
    "update event_people set name = 'Grbce' where person_id = 2",
    { kind: 'entry-name', id: 'Grbce', ...grace },
  ],
  [
    'groups',
    `update people set groups = '["Staff"' where id = 2`,
    { kind: 'groups', id: 2, ...grace },
    (store) => {
      expect(store.people.list('', 10).people.map(({ groups }) => groups)).toEqual([['Staff'], []])
    },
  ],
  [
    'groups of former days',
    `update group_memberships set groups = '["Staff"' where person_id = 2`,
    { kind: 'groups', id: 2, ...grace },
    (store) => {
      expect(store.attendance.listWorkers('Staff').map(({ name }) => name)).toEqual(['Ada'])
      expect(store.people.listMemberships(2 as never)).toEqual([{ from: null, groups: [] }])
    },
  ],
  [
    'an entry',
    "pragma ignore_check_constraints = on; update events set direction = 'iN' where id = 2",
    { kind: 'entry', id: 2, ...grace },
    (store) => {
      expect(store.events.list(EventFilter.parse({}), null, 10).events.map(({ id }) => id)).toEqual([1])
      expect(store.events.findLastOf(2 as never)).toBeNull()
      expect(store.attendance.listSlimOfAll(0 as Instant, 9000 as Instant).size).toBe(1)
    },
  ],
  [
    'the zone of an entry',
    "update events set zone = 'Europe/Berlim' where id = 2",
    { kind: 'entry', id: 2, ...grace },
    (store) => expect(store.events.get(2 as never).zone).toBe('UTC'),
  ],
  ['a visitor', flipped('visitors', 'photo', 'id = 2'), { kind: 'visitor', id: 2, personId: null }],
  [
    'a request',
    'update correction_requests set draft = substr(draft, 2) where id = 2',
    { kind: 'request', id: 2, ...grace },
    (store) => expect(store.requests.list(true).map(({ id }) => id)).toEqual([1]),
  ],
  [
    'the secret of a webhook',
    flipped('webhooks', 'secret', 'id = 2'),
    { kind: 'webhook', id: 2, personId: null },
    (store) => {
      expect(store.webhooks.readSecret(1 as WebhookId)).toBe('secret')
      expect(() => store.webhooks.readSecret(2 as WebhookId)).toThrow('make a new secret')
      store.webhooks.renewSecret(2 as WebhookId, 'new')
      expect(store.webhooks.readSecret(2 as WebhookId)).toBe('new')
    },
  ],
  [
    'what a webhook hears of',
    `update webhooks set kinds = '["check' where id = 2`,
    { kind: 'webhook', id: 2, personId: null },
    (store) => {
      store.events.record(check({ id: 1 as never, name: 'Ada' }, 7000))
      expect(store.webhooks.list().map(({ waiting }) => waiting)).toEqual([2, 1])
    },
  ],
  [
    'what a token may do',
    "update api_tokens set scopes = 'x' where id = 2",
    { kind: 'token', id: 2, personId: null },
    (store) => expect(store.tokens.list().map(({ scopes }) => scopes)).toEqual([['people:read'], []]),
  ],
  [
    'a setting',
    "update settings set value = '6O' where key = 'cooldownSeconds'",
    { kind: 'setting', id: 'cooldownSeconds', personId: null },
    (store) => {
      expect(store.settings.get()).toMatchObject({ cooldownSeconds: defaultSettings.cooldownSeconds, threshold: 0.6 })
      // What is damaged is overwritten by what somebody sets, and by nothing else.
      store.settings.set({ sounds: false })
      expect(store.damages.list()).toHaveLength(1)
      store.settings.set({ cooldownSeconds: defaultSettings.cooldownSeconds })
      store.damages.replace([])
      store.settings.get()
      expect(store.damages.list()).toEqual([])
    },
  ],
  [
    'the threshold, which stands in its history as well',
    "update settings set value = '0,6' where key = 'threshold'",
    { kind: 'setting', id: 'threshold', personId: null },
    (store) => expect(store.settings.get()).toMatchObject({ threshold: 0.6, thresholdVersion: 2 }),
  ],
  [
    'a document',
    "update documents set value = substr(value, 3) where key = 'kiosks' and version = 2",
    { kind: 'document', id: 'kiosks', personId: null },
    (store) => {
      expect(store.documents.get('kiosks')).toMatchObject({ version: 2, value: [{ name: 'Gate', pin: 'alone' }] })
      expect(store.documents.put('kiosks', [], 2, 'tester')).toBe(3)
      expect(store.documents.get('kiosks')).toEqual({ version: 3, value: [], isNewest: true })
    },
  ],
]

const cases = rows.map(([what, sql, found, use]): Case => ({ what, sql, found, ...(use && { use }) }))

test.each(cases)('damage to $what costs itself alone, and is found', async ({ sql, found, use }) => {
  const { file, store } = office()
  expect((await store.examine('whole')).damages).toEqual([])
  store.close()
  tamper(file, sql)
  const again = scratchStore(file)
  const { damages, audit } = await again.examine('whole')
  expect(damages).toEqual([found])
  expect(audit).toEqual({ kind: 'intact', entries: 0 })
  await use?.(again)
  again.people.erase(2 as never)
  expect(again.people.list('', 10).people.map(({ name }) => name)).toEqual(['Ada'])
})

test('a damaged template goes along when people are merged, and can be erased there', async () => {
  const { file, store } = office()
  tamper(file, flipped('templates', 'embedding', 'id = 2'))
  store.merges.merge(1 as never, 2 as never, { leaves: [], assignments: [] })
  expect(store.templates.listOfPerson(1 as never)).toHaveLength(2)
  expect([...store.templates.listEmbeddings(model)].flat()).toHaveLength(1)
  store.templates.erase(2 as TemplateId)
  expect((await store.examine('whole')).damages).toEqual([])
})

test('PINs of earlier versions are sealed when they are first opened, and a damaged one stays damaged in a merge', async () => {
  const { file, store } = office()
  store.close()
  tamper(file, 'update pins set seal = null')
  const sealed = scratchStore(file)
  expect((await sealed.examine('whole')).damages).toEqual([])
  sealed.pins.remove(1 as never)
  tamper(file, flipped('pins', 'hash', 'person_id = 2'))
  const { id } = sealed.merges.merge(1 as never, 2 as never, { leaves: [], assignments: [] })
  expect((await sealed.examine('whole')).damages).toEqual([{ kind: 'pin', id: 1, personId: 1 }])
  sealed.merges.undo(id)
  expect((await sealed.examine('whole')).damages).toEqual([{ kind: 'pin', id: 2, personId: 2 }])
})

test('what earlier versions searched by is brought up to date once, and is no damage', async () => {
  const { file, store } = office()
  store.close()
  tamper(file, "update people set search = 'as before'; delete from meta where key = 'search-rules'")
  const again = scratchStore(file)
  expect(again.people.list('grace', 10).total).toBe(1)
  expect((await again.examine('whole')).damages).toEqual([])
})

test('a check can be cancelled, and is of one moment while others write', async () => {
  const { store, people } = office()
  const stop = new AbortController()
  const cancelled = store.examine('whole', { signal: stop.signal })
  stop.abort()
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  const shares: number[] = []
  const found = store.examine('whole', { onShare: (share) => shares.push(share) })
  await meanwhile(found, 2, () => {
    store.events.record(check(people[0]!, 10_000))
    store.audit.append({ actor: 'tester', via: 'command', action: 'backup', subject: 'audit', details: {} })
  })
  expect(await found).toMatchObject({
    integrity: null,
    schema: migrations.length,
    audit: { kind: 'intact' },
    damages: [],
  })
  expect(shares.every((share) => share > 0 && share <= 1)).toBe(true)
})

test('another key is said, not taken for damage', async () => {
  const { file, store } = office()
  store.close()
  expect(() => scratchStore(file, keyVault(8))).toThrow('does not fit')
})

test('a damaged entry does not make a page of the log look like the last one', () => {
  const { file, store, people } = office()
  const ids = Array.from({ length: 6 }, (_, place) => store.events.record(check(people[0]!, 2000 + place)).id)
  tamper(file, `pragma ignore_check_constraints = on; update events set direction = 'iN' where id = ${ids[4]}`)
  const filter = EventFilter.parse({})
  const newest = store.events.list(filter, null, 3).events
  expect(newest.map(({ id }) => id)).toEqual([ids[5], ids[3], ids[2]])
  const older = store.events.list(filter, newest.at(-1)!.id, 3).events
  expect(older.map(({ id }) => id).slice(0, 2)).toEqual([ids[1], ids[0]])
})

test('a PIN whose seal was lost is nobody’s, and the others go on', () => {
  const { file, store } = office()
  tamper(file, 'update pins set seal = null where person_id = 2')
  expect(store.pins.findHolder(hash(0))).toBe(1)
  expect(store.pins.findHolder(hash(1))).toBeNull()
})

test('a backup takes along every photo that an import still needs', () => {
  const { file, store } = office()
  tamper(
    file,
    `insert into imports (source, started_at, state) values ('staff', 0, 'running');
    insert into import_photos (import_id, path, bytes, name, state) values
      (1, 'Ada/1.jpg', 1, 'Ada', 'taken'), (1, 'Ada/2.jpg', 1, 'Ada', 'waiting'),
      (1, 'Bob/1.jpg', 1, 'Bob', 'taken'), (1, 'Eve/1.jpg', 1, 'Eve', 'review')`,
  )
  const packed: number[] = []
  const database = openDatabase(file)
  packPhotos(database, (id) => {
    packed.push(id)
    return null
  })
  database.close()
  expect(new Set(packed)).toEqual(store.imports.listNeeded())
  expect(packed.sort()).toEqual([1, 2, 4])
})
