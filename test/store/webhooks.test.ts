import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebhookId } from '../../main/contract/webhooks.ts'
import { openDatabase } from '../../main/store/database.ts'
import { openStore } from '../../main/store/open.ts'
import { addPerson, check, keyVault, scratchFolder, scratchStore } from './scratch.ts'

const url = 'https://example.org/'
/** A day and a tenth. */
const maxWait = 95_040_000

/** Webhooks and three entries that wait for each. */
function office(hooks = 1, file?: string) {
  const store = scratchStore(file)
  const ids = Array.from({ length: hooks }, () => store.webhooks.add(url, 'whsec_c2VjcmV0').id)
  const ada = addPerson(store, 'Ada')
  const events = [1, 2, 3].map((at) => store.events.record(check(ada, at)).id)
  return { store, webhooks: store.webhooks, ids, id: ids[0]!, events }
}

const failure = { nextAt: 5000, stopped: null, status: 503, error: null }

test('a paused webhook is not sent to: nothing is due until it is switched on again', () => {
  const { webhooks, id, events, ids } = office(2)
  expect(webhooks.listActive()).toEqual(ids)
  webhooks.update(id, { active: false })
  expect(webhooks.listActive()).toEqual([ids[1]])
  expect(webhooks.findDue(id, 10_000)).toBeNull()
  expect(webhooks.findNextDue(id)).toBeNull()
  expect(webhooks.get(id)).toMatchObject({ active: false, waiting: 3 })
  expect(webhooks.findDue(ids[1]!, 10_000)).toMatchObject({ event: events[0] })
  webhooks.update(id, { active: true })
  expect(webhooks.findDue(id, 10_000)).toEqual({ webhook: id, event: events[0], url, attempts: 0 })
  expect(webhooks.findNextDue(id)).toBe(0)
})

test('the oldest entry comes first; one that failed waits until its time and counts', () => {
  const { webhooks, id, events } = office()
  const [first, second] = events
  webhooks.recordFailure(webhooks.findDue(id, 0)!, failure)
  expect(webhooks.findDue(id, 4999)).toMatchObject({ event: second, attempts: 0 })
  expect(webhooks.findDue(id, 5000)).toMatchObject({ event: first, attempts: 1 })
  expect(webhooks.get(id)).toMatchObject({ waiting: 3, stopped: 0, lastFailure: { status: 503, error: null } })
  webhooks.recordDelivery({ webhook: id, event: second!, url, attempts: 0 })
  webhooks.recordDelivery({ webhook: id, event: events[2]!, url, attempts: 0 })
  expect(webhooks.findDue(id, 4999)).toBeNull()
  expect(webhooks.findNextDue(id)).toBe(5000)
  expect(webhooks.get(id)).toMatchObject({
    waiting: 1,
    delivered: 2,
    nextAt: 5000,
    lastDeliveredAt: expect.any(Number),
  })
  // Said twice, as after a crash, it counts once.
  webhooks.recordDelivery({ webhook: id, event: second!, url, attempts: 0 })
  expect(webhooks.get(id).delivered).toBe(2)
})

describe('a clock that was ahead', () => {
  const now = 10_000_000_000

  function office() {
    let time = now
    const file = join(scratchFolder(), 'rollcall.db')
    const store = openStore({ file, vault: keyVault(), now: () => time })
    onTestFinished(() => store.close())
    const { webhooks } = store
    const { id } = webhooks.add(url, 'whsec_c2VjcmV0')
    store.events.record(check(addPerson(store, 'Ada'), 1))
    const failAhead = (ahead: number, wait: number) => {
      time = now + ahead
      webhooks.recordFailure(webhooks.findDue(id, time)!, { ...failure, nextAt: time + wait })
      time = now
    }
    return { file, webhooks, id, failAhead }
  }

  test.each([60_000, 3_600_000, 86_400_000])('by %i ms puts no retry off for longer than it was to wait', (ahead) => {
    const { webhooks, id, failAhead } = office()
    failAhead(ahead, 30_000)
    expect(webhooks.findDue(id, now)).toMatchObject({ attempts: 1 })
  })

  test('leaves a retry of a clock that was right its wait', () => {
    const { webhooks, id, failAhead } = office()
    failAhead(0, 30_000)
    expect(webhooks.findDue(id, now)).toBeNull()
    expect(webhooks.findDue(id, now + 29_999)).toBeNull()
    expect(webhooks.findDue(id, now + 30_000)).toMatchObject({ attempts: 1 })
  })

  test('in an earlier version: what was put off there waits a day and a tenth at most', () => {
    const { file, webhooks, id, failAhead } = office()
    const put = (nextAt: number) => {
      const database = openDatabase(file)
      database.exec(`update webhook_outbox set next_at = ${nextAt}, wait_ms = null`)
      database.close()
    }
    failAhead(0, 30_000)
    put(now + maxWait)
    expect(webhooks.findDue(id, now)).toBeNull()
    put(now + maxWait + 1)
    expect(webhooks.findDue(id, now)).toMatchObject({ attempts: 1 })
  })
})

test('what was given up is listed with its reason, waits for nothing, and begins anew when it is tried again', () => {
  const { webhooks, id, events } = office()
  const due = webhooks.findDue(id, 0)!
  webhooks.recordFailure(due, { nextAt: null, stopped: 'attempts-used-up', status: null, error: 'unreachable' })
  expect(webhooks.listDeliveries(id, 2)).toEqual([
    {
      event: events[0],
      attempts: 1,
      nextAt: null,
      stopped: 'attempts-used-up',
      lastStatus: null,
      lastError: 'unreachable',
    },
    { event: events[1], attempts: 0, nextAt: expect.any(Number), stopped: null, lastStatus: null, lastError: null },
  ])
  expect(webhooks.get(id)).toMatchObject({ waiting: 2, stopped: 1, lastFailure: { error: 'unreachable' } })
  webhooks.retry(id)
  expect(webhooks.get(id)).toMatchObject({ waiting: 3, stopped: 0, lastFailure: null })
  expect(webhooks.findDue(id, 1e6)).toMatchObject({ event: events[0], attempts: 0 })
})

test('the newest failure is shown, whatever was tried before it', () => {
  const { webhooks, id, events } = office()
  const fail = (event: number, status: number) =>
    webhooks.recordFailure({ webhook: id, event: events[event]!, url, attempts: 0 }, { ...failure, status })
  fail(2, 500)
  fail(1, 404)
  expect(webhooks.get(id).lastFailure).toEqual({ status: 500, error: null })
})

test('the network’s own words, as an earlier version kept them, are of no kind', () => {
  const { webhooks, id } = office()
  const words = 'connect ECONNREFUSED 127.0.0.1:9' as 'other'
  webhooks.recordFailure(webhooks.findDue(id, 0)!, { ...failure, status: null, error: words })
  expect(webhooks.get(id).lastFailure).toEqual({ status: null, error: 'other' })
  expect(webhooks.listDeliveries(id, 1)).toMatchObject([{ lastStatus: null, lastError: 'other' }])
})

test('changes leave alone what they do not name; secrets are kept sealed, each for its own webhook', () => {
  const { webhooks, ids, id } = office(2)
  const changed = webhooks.update(id, { url: 'https://example.com/', kinds: ['correction'] })
  expect(changed).toMatchObject({ url: 'https://example.com/', kinds: ['correction'], active: true })
  expect(webhooks.update(id, { active: false, url: undefined })).toMatchObject({
    url: 'https://example.com/',
    active: false,
  })
  webhooks.renewSecret(id, 'whsec_bmV3')
  expect(ids.map((each) => webhooks.readSecret(each))).toEqual(['whsec_bmV3', 'whsec_c2VjcmV0'])
  webhooks.remove(id)
  expect(webhooks.list().map((webhook) => webhook.id)).toEqual([ids[1]])
  for (const call of [() => webhooks.get(id), () => webhooks.update(id, {}), () => webhooks.renewSecret(id, 'x')])
    expect(call).toThrow(expect.objectContaining({ code: 'not-found', reason: 'webhook-gone', details: { id } }))
  expect(webhooks.list()[0]).toMatchObject({
    createdAt: expect.any(Number),
    lastDeliveredAt: null,
    nextAt: expect.any(Number),
  })
  expect(() => webhooks.get(WebhookId.parse(99))).toThrow('no such webhook')
})

/** Writes the newest entry so many times again, all at once: the limit is looked at only after that. */
function gather(file: string, entries: number): void {
  const database = openDatabase(file)
  const { sql } = database
    .prepare<{ sql: string }>("select sql from sqlite_schema where name = 'outbox_bounded'")
    .get()!
  const { columns } = database
    .prepare<{ columns: string }>(
      "select group_concat(name) as columns from pragma_table_info('events') where name <> 'id'",
    )
    .get()!
  database.exec(`
    drop trigger outbox_bounded;
    insert into events (${columns})
      with recursive times (number) as (select 1 union all select number + 1 from times where number < ${entries})
      select ${columns} from times, (select * from events order by id desc limit 1);
    ${sql}`)
  database.close()
}

test('a paused webhook, and what was given up, gather the newest 10,000 entries and no more', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const { store, webhooks, ids } = office(3, file)
  const [paused, refusing, waiting] = ids as [WebhookId, WebhookId, WebhookId]
  webhooks.update(paused, { active: false })
  for (let entry = 0; entry < 3; entry++) {
    webhooks.recordFailure(webhooks.findDue(refusing, 0)!, { ...failure, nextAt: null, stopped: 'attempts-used-up' })
  }
  gather(file, 9997)
  expect([paused, refusing].map((id) => webhooks.get(id))).toMatchObject([
    { waiting: 10_000, stopped: 0 },
    { waiting: 9997, stopped: 3 },
  ])
  const ada = addPerson(store, 'Ada again')
  for (const at of [10, 11, 12]) store.events.record(check(ada, at))
  expect(webhooks.get(paused).waiting).toBe(10_000)
  expect(webhooks.listDeliveries(paused, 1)).toMatchObject([{ event: 4 }])
  expect(webhooks.get(refusing)).toMatchObject({ waiting: 10_000, stopped: 0 })
  // What an active one still has to be sent is never dropped.
  expect(webhooks.get(waiting)).toMatchObject({ waiting: 10_003 })
})

test('what waits is discarded at one webhook; what was given up there, and other webhooks, keep theirs', () => {
  const { webhooks, ids, events } = office(2)
  const [one, other] = ids as [WebhookId, WebhookId]
  webhooks.recordFailure(webhooks.findDue(one, 0)!, { ...failure, nextAt: null, stopped: 'attempts-used-up' })
  webhooks.discard(one)
  expect(webhooks.get(one)).toMatchObject({ waiting: 0, stopped: 1 })
  expect(webhooks.listDeliveries(one, 10)).toMatchObject([{ event: events[0] }])
  expect(webhooks.get(other).waiting).toBe(3)
})

test('damaged kinds are all kinds; a damaged secret sends nothing; both are reported, each for its webhook', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const { store, webhooks, ids } = office(2, file)
  const [one, other] = ids as [WebhookId, WebhookId]
  webhooks.update(one, { kinds: ['correction'] })
  webhooks.update(other, { kinds: ['correction'] })
  const database = openDatabase(file)
  database.exec(`update webhooks set kinds = '["check"' where id = ${one}`)
  database.exec(`update webhooks set secret = zeroblob(length(secret)) where id = ${other}`)
  database.close()
  expect(webhooks.list().map(({ kinds }) => kinds)).toEqual([['check', 'correction'], ['correction']])
  for (const id of ids as WebhookId[]) {
    expect(() => webhooks.readSecret(id)).toThrow(
      expect.objectContaining({
        code: 'database-damaged',
        details: { id },
        message: expect.stringContaining('make a new secret'),
      }),
    )
  }
  expect(store.damages.list().map(({ id }) => id)).toEqual([one, other])
  webhooks.renewSecret(other, 'whsec_bmV3')
  expect(webhooks.readSecret(other)).toBe('whsec_bmV3')
})
