import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { writeRecords } from '../../main/services/record-export.ts'
import { addPerson, check, keyVault, scratchFolder, scratchStore } from '../store/scratch.ts'

const script = new URL('../../scripts/rollcall-verify.mjs', import.meta.url).pathname

/** Ada and Grace at work; a head after the first day, and an export after the second. */
function office() {
  const folder = scratchFolder()
  const store = scratchStore(join(folder, 'rollcall.db'))
  const people = ['Ada', 'Grace “Amazing” Hopper\n'].map((name) => addPerson(store, name))
  const enter = (at: number) => people.forEach((person) => void store.events.record(check(person, at)))
  const audit = (subject: string) =>
    store.audit.append({ actor: 'tester', via: 'window', action: 'person.create', subject, details: { count: 1.5 } })
  enter(1000)
  audit('person 1')
  const earlier = join(folder, 'earlier.json')
  writeFileSync(earlier, JSON.stringify(store.signHead(), null, 2))
  enter(2000)
  audit('person 2')
  const head = store.signHead()!
  const file = join(folder, 'records.jsonl')
  writeFileSync(file, [...writeRecords(store, head, { share: 0 })].join(''))
  return { folder, store, file, earlier, head }
}

async function verify(...words: string[]) {
  const run = promisify(execFile)(process.execPath, [script, ...words])
  return await run.then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      text: error.stdout + error.stderr,
    }),
  )
}

const failuresOf = (text: string) => text.split('\n').filter((line) => line.startsWith('FAIL'))

test('an export holds, with an earlier head and the key of the office', async () => {
  const { file, earlier, head } = office()
  const { code, text } = await verify(file, '--head', earlier, '--office', head.office)
  expect(text.split('\n').filter((line) => line !== '')).toEqual([
    expect.stringMatching(/^ok {3}its head was signed on .* by the office /),
    'ok   the file, names included, is as that office wrote it',
    'ok   4 entries, as the head says',
    'ok   2 lines of the audit log, as the head says',
    `ok   the office is ${head.office}`,
    expect.stringMatching(/^ok {3}nothing from before .* was altered, added or removed since/),
  ])
  expect(code).toBe(0)
})

test.each([
  ['a name is another', (text: string) => text.replace('"event_people.name":"Ada"', '"event_people.name":"Eve"'), 1],
  ['an entry has another time', (text: string) => text.replace(/1000,/, '1001,'), 2],
  ['an entry is missing', (text: string) => text.replace(/.*\["events",2.*\n/, ''), 2],
  ['two entries are exchanged', (text: string) => text.replace(/(.*\["events",2.*\n)(.*\["events",3.*\n)/, '$2$1'), 3],
  ['the last line is missing', (text: string) => text.replace(/.*\n$/, ''), 1],
  ['the head counts less', (text: string) => text.replace('"entries":{"rows":4', '"entries":{"rows":3'), 2],
])('when %s, that is said', async (_, change, failures) => {
  const { file } = office()
  const text = readFileSync(file, 'utf8')
  expect(change(text)).not.toBe(text)
  writeFileSync(file, change(text))
  const { code, text: said } = await verify(file)
  expect(failuresOf(said).length).toBeGreaterThanOrEqual(failures)
  expect(code).toBe(1)
})

test('whoever has the key signs a changed history, and an earlier head tells', async () => {
  const { earlier, folder, store } = office()
  const other = scratchStore(join(scratchFolder(), 'rollcall.db'), keyVault())
  const person = addPerson(other, 'Ada')
  for (let at = 0; at < 6; at++) other.events.record(check(person, 1000 + at))
  other.seals.advance(1_000)
  const file = join(folder, 'forged.jsonl')
  writeFileSync(file, [...writeRecords(other, other.signHead()!, { share: 0 })].join(''))
  expect(other.office).toBe(store.office)
  expect(await verify(file)).toMatchObject({ code: 0 })
  const { code, text } = await verify(file, '--head', earlier)
  expect(failuresOf(text)).toEqual([expect.stringMatching(/^FAIL something from before .* was altered/)])
  expect(code).toBe(1)
})

test('a head of another office and one that is newer than the export are said to be so', async () => {
  const { file, folder, store } = office()
  const foreign = join(folder, 'foreign.json')
  writeFileSync(foreign, JSON.stringify(scratchStore(join(scratchFolder(), 'r.db'), keyVault(8)).signHead()))
  store.settings.set({ sounds: false })
  const newer = join(folder, 'newer.json')
  writeFileSync(newer, JSON.stringify(store.signHead()))
  const { text } = await verify(file, '--head', foreign, '--head', newer)
  expect(failuresOf(text)).toEqual([
    expect.stringContaining('foreign.json was not signed by this office'),
    expect.stringMatching(/newer\.json of .* is newer than this export/),
  ])
})

test('wrong usage and foreign files end with 2', async () => {
  const { folder } = office()
  const foreign = join(folder, 'foreign.csv')
  writeFileSync(foreign, '{"a":1}\n')
  expect((await verify()).code).toBe(2)
  expect(await verify(join(folder, 'nothing'))).toMatchObject({
    code: 2,
    text: expect.stringContaining('cannot be read'),
  })
  expect(await verify(foreign)).toMatchObject({ code: 2, text: expect.stringContaining('no export') })
})
