import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCommandLine } from '../../scripts/build.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'

const root = join(import.meta.dirname, '../..')
/** What `npm run rollcall` runs. */
const main = join(root, 'dist/cli/main.js')
const faces = join(import.meta.dirname, '../../../shared/faces')
const folder = mkdtempSync(join(tmpdir(), 'rollcall-cli-'))
const file = (...parts: string[]) => join(folder, ...parts)

interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function rollcall(...words: string[]): Promise<Run> {
  // Where CI is set some libraries behave better than they do at home.
  const { CI: _, ...env } = process.env
  const child = spawn(process.execPath, [main, '--data', file('data'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (text: Buffer) => {
    out += text
  })
  child.stderr.on('data', (text: Buffer) => {
    err += text
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

async function json(...words: string[]): Promise<{ code: number | null; value: never }> {
  const { code, out } = await rollcall(...words, '--json')
  return { code, value: JSON.parse(out) as never }
}

beforeAll(async () => {
  await buildCommandLine(root, { say: () => undefined, bytes: () => undefined })
  mkdirSync(file('people', 'Ada_Lovelace'), { recursive: true })
  mkdirSync(file('people', 'Nobody'), { recursive: true })
  writeFileSync(file('people', 'Ada_Lovelace', '1.jpg'), await jpeg(ada))
  writeFileSync(file('people', 'Ada_Lovelace', '2.jpg'), (await jpeg(ada)).subarray(0, 3000))
  writeFileSync(file('people', 'Nobody', 'notes.jpg'), 'no picture')
  writeFileSync(file('again.jpg'), await jpeg(adaAgain))
  writeFileSync(file('stranger.jpg'), await jpeg(stranger))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('usage', () => {
  test('help names every command, and each has its own', async () => {
    const { code, out } = await rollcall('--help')
    expect(code).toBe(0)
    for (const name of ['import', 'enroll', 'identify', 'verify', 'people', 'events', 'evaluate', 'serve', 'doctor']) {
      expect(out).toMatch(new RegExp(`^ {2}${name}[ |]`, 'm'))
    }
    const own = await rollcall('identify', '--help')
    expect(own).toMatchObject({ code: 0, out: expect.stringMatching(/--top <k>[\s\S]*--json/) })
  })

  test.each([
    [[]],
    [['nonsense']],
    [['identify']],
    [['identify', 'a.jpg', '--top', '0']],
    [['events', 'list', '--from', 'yesterday']],
    [['enroll', 'a.jpg']],
    [['evaluate', '--images', 'x']],
  ])('rollcall %j is wrong usage, said in words', async (words) => {
    const { code, err } = await rollcall(...words)
    expect(err.length).toBeGreaterThan(10)
    expect(code).toBe(2)
  })
})

describe('from enrolment to erasure', () => {
  test('import takes what will do and names what will not', async () => {
    const { code, value } = await json('import', file('people'))
    expect(code).toBe(1)
    const single = [{ id: expect.any(Number), name: 'Ada Lovelace' }]
    expect(value).toMatchObject({ people: 1, templates: 1, photos: 3, single, skipped: 0, lookAlikes: [] })
    expect((value as { rejected: { file: string; code: string }[] }).rejected).toEqual([
      { file: file('people', 'Ada_Lovelace', '2.jpg'), code: 'image-truncated', message: expect.any(String) },
      { file: file('people', 'Nobody', 'notes.jpg'), code: 'not-an-image', message: expect.any(String) },
    ])
  })

  test('run again, it skips what is there; nobody is left without a template', async () => {
    expect((await json('import', file('people'))).value).toMatchObject({ people: 1, templates: 0, skipped: 1 })
    const { value } = await json('people', 'list')
    expect(value).toMatchObject({ total: 1, people: [{ name: 'Ada Lovelace', templates: 1 }] })
  })

  test('identify names the enrolled, not the stranger, and goes on after a missing file', async () => {
    const { code, value } = await json(
      'identify',
      file('again.jpg'),
      file('gone.jpg'),
      file('stranger.jpg'),
      '--top',
      '1',
    )
    expect(code).toBe(1)
    const known = { kind: 'known', person: { name: 'Ada Lovelace' } }
    expect(value).toMatchObject({
      photos: [
        { file: file('again.jpg'), faces: [{ decision: known, candidates: [{ person: { name: 'Ada Lovelace' } }] }] },
        { file: file('gone.jpg'), faces: [], error: { code: 'file-not-found' } },
        { file: file('stranger.jpg'), faces: [{ decision: { kind: 'unknown' } }] },
      ],
    })
  })

  test('a command line of any length is read: 5,000 photos', async () => {
    const names = Array.from({ length: 5000 }, (_, number) => file('gone', `photo-${number}.jpg`))
    const { code, value } = await json('identify', ...names, file('again.jpg'))
    expect(code).toBe(1)
    const { photos } = value as { photos: { file: string; faces: { decision: unknown }[]; error?: { code: string } }[] }
    expect(photos.map((photo) => photo.file)).toEqual([...names, file('again.jpg')])
    expect(photos.filter(({ error }) => error?.code === 'file-not-found').length).toBe(5000)
    expect(photos.at(-1)).toMatchObject({ faces: [{ decision: { kind: 'known', person: { name: 'Ada Lovelace' } } }] })
  })

  test('verify tells same from different', async () => {
    const [a, b, c] = [file('people', 'Ada_Lovelace', '1.jpg'), file('again.jpg'), file('stranger.jpg')]
    const same = await json('verify', a, b)
    expect(same).toMatchObject({ code: 0, value: { same: true } })
    // The people enrolled above were few: the threshold came down from 0.51 when their command ended.
    expect(same.value).toHaveProperty('threshold', expect.closeTo(0.38, 1))
    expect((await json('verify', a, c)).value).toMatchObject({ same: false })
  })

  test('enroll refuses a look-alike unless told that they are two people', async () => {
    const refused = await json('enroll', '--name', 'Grace Hopper', file('again.jpg'))
    expect(refused).toMatchObject({
      code: 1,
      value: { person: null, rejected: [{ code: 'looks-like-somebody-else' }] },
    })
    const taken = await json('enroll', '--name', 'Grace Hopper', '--allow-duplicate', file('again.jpg'))
    expect(taken).toMatchObject({ code: 0, value: { person: { name: 'Grace Hopper' }, templates: 1 } })
  })

  test('people are shown, renamed and erased', async () => {
    expect((await json('people', 'rename', 'grace hopper', 'Grace')).value).toMatchObject({ person: { name: 'Grace' } })
    expect((await json('people', 'show', 'Grace')).value).toMatchObject({ templates: [{ source: 'photo' }] })
    const unasked = await json('people', 'erase', 'Grace')
    expect(unasked).toMatchObject({ code: 2, value: { error: { message: expect.stringContaining('--yes') } } })
    expect(await json('people', 'erase', 'Grace', '--yes')).toMatchObject({ code: 0 })
    expect(await json('people', 'show', 'Grace')).toMatchObject({
      code: 1,
      value: { error: { code: 'person-not-found' } },
    })
  })

  test('events are listed and exported', async () => {
    expect((await json('events', 'list', '--from', '2026-01-01')).value).toMatchObject({ events: [], total: 0 })
    const exported = await rollcall('events', 'export', '--output', file('events.csv'))
    expect(exported.code).toBe(0)
    expect(readFileSync(file('events.csv'), 'utf8')).toContain('id,kind,name,employee_number')
    await rollcall('events', 'export', '--separator', ';', '--output', file('semicolons.csv'))
    expect(readFileSync(file('semicolons.csv'), 'utf8')).toContain('id;kind;name;employee_number')
  })

  test('doctor finds all well, and says so when the key is another one', async () => {
    expect(await json('doctor')).toMatchObject({ code: 0, value: { ok: true } })
    // A passphrase that opens nothing here is not asked for, as after the key was moved into its file.
    writeFileSync(file('passphrase'), 'another key\n')
    expect(await json('doctor', '--passphrase-file', file('passphrase'))).toMatchObject({ code: 0 })
    const key = readFileSync(file('data', 'key'))
    writeFileSync(file('data', 'key'), Buffer.alloc(32, 7))
    const { code, value } = await json('doctor')
    writeFileSync(file('data', 'key'), key)
    expect(code).toBe(1)
    expect(value).toMatchObject({ ok: false, checks: [{ name: 'start', ok: false }] })
  })
})

test('an empty passphrase is refused, and makes no key', async () => {
  writeFileSync(file('empty'), '\n')
  const data = file('data-of-the-empty')
  const { code, err } = await rollcall('--data', data, '--passphrase-file', file('empty'), 'people', 'list')
  expect(err).toContain(`${file('empty')} is empty`)
  expect(code).toBe(2)
  expect(existsSync(data)).toBe(false)
})

describe('import from a CSV', () => {
  test('every bad row is named with a code, and the good ones are taken', async () => {
    const rows = [
      'Name;Employee number;Photo',
      'Ada Lovelace;;people/Ada_Lovelace/1.jpg',
      'Ada Lovelace;;people/Ada_Lovelace/1.jpg',
      'Max Strange;7;stranger.jpg',
      'Moritz Strange;7;stranger.jpg',
      ';8;stranger.jpg',
      'Gone;9;gone.jpg',
    ]
    writeFileSync(file('people.csv'), `\ufeff${rows.join('\r\n')}\r\n`)
    const { code, value } = await json('import', file('people.csv'))
    expect(code).toBe(1)
    expect(value).toMatchObject({ people: 2, templates: 1, photos: 3, skipped: 1 })
    expect((value as { rejected: { code: string }[] }).rejected.map((entry) => entry.code)).toEqual([
      'duplicate-photo',
      'employee-number-taken',
      'invalid-input',
      'file-not-found',
    ])
  })

  test('wrong columns are said in words', async () => {
    writeFileSync(file('wrong.csv'), 'name,picture\nAda,a.jpg\n')
    const { code, value } = await json('import', file('wrong.csv'))
    expect(code).toBe(1)
    expect(value).toMatchObject({
      people: 0,
      rejected: [{ file: file('wrong.csv'), code: 'csv-wrong-columns', message: expect.stringContaining('picture') }],
    })
  })
})

test.each(['SIGINT', 'SIGKILL'] as const)(
  'an import that %s ends goes on where it was, and doubles nobody',
  async (signal) => {
    const data = file(`data-${signal}`)
    const people = file(`people-${signal}`)
    for (let person = 0; person < 8; person++) {
      mkdirSync(join(people, `Person ${person}`), { recursive: true })
      for (let photo = 0; photo < 2; photo++) {
        const part = { ...(photo === 0 ? ada : adaAgain), left: (photo === 0 ? ada : adaAgain).left + person }
        writeFileSync(join(people, `Person ${person}`, `${photo}.jpg`), await jpeg(part))
      }
    }
    const words = [main, '--data', data, '--progress', 'import', people]
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] })
    const ended = new Promise((resolve) => child.on('close', resolve))
    // The first photo is done.
    await new Promise((resolve) => child.stderr.once('data', resolve))
    child.kill(signal)
    await ended

    const list = async () => (await json('--data', data, 'people', 'list')).value as { people: { templates: number }[] }
    const before = (await list()).people.reduce((sum, { templates }) => sum + templates, 0)
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(16)
    const { code, value } = await json('--data', data, 'import', people)
    expect(code).toBe(0)
    expect(value).toMatchObject({ people: 8, templates: 16 - before, skipped: before, photos: 16, rejected: [] })
    const after = (await list()).people as unknown as { name: string; templates: number }[]
    expect(after.map(({ name, templates }) => `${name}: ${templates}`)).toEqual(
      Array.from({ length: 8 }, (_, person) => `Person ${person}: 2`),
    )
  },
)

test('serve prints its address, answers, refuses a second window, and ends at a signal', async () => {
  const words = [main, '--data', file('data'), '--json', 'serve']
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const line = await new Promise<string>((resolve) => child.stdout.once('data', (text: Buffer) => resolve(`${text}`)))
    const { url, port } = JSON.parse(line.split('\n')[0] ?? '')
    const { search } = new URL(url)
    expect((await fetch(`http://127.0.0.1:${port}/${search}`, { redirect: 'manual' })).status).toBe(303)
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(403)
    expect((await json('serve')).value).toMatchObject({ error: { code: 'data-in-use' } })
    expect((await json('people', 'list')).code).toBe(0)
  } finally {
    child.kill('SIGTERM')
  }
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
  expect(existsSync(file('data', 'window.lock'))).toBe(false)
})

test('serve for programs ends when there is no token that they could use', async () => {
  const data = file('data-without-tokens')
  const { code, value } = await json('--data', data, 'serve', '--port', '0', '--api', '0')
  expect(code).toBe(1)
  expect(value).toMatchObject({
    error: { code: 'not-allowed', reason: 'no-token', message: expect.stringContaining('no token') },
  })
  expect(existsSync(join(data, 'window.lock'))).toBe(false)
})

describe.skipIf(!existsSync(faces))('evaluate, on photos of ../shared/faces', () => {
  const people = existsSync(faces) ? readdirSync(join(faces, 'people')).slice(0, 4) : []

  test('pairs: by the protocol, with a report', async () => {
    const genuine = people.map((name) => `${name}\t1\t2`)
    const impostor = people.map((name, index) => `${name}\t1\t${people[(index + 1) % people.length]}\t1`)
    writeFileSync(file('pairs.txt'), [`1\t${people.length}`, ...genuine, ...impostor].join('\n'))
    const images = join(faces, 'people')
    const words = ['--images', images, '--pairs', file('pairs.txt'), '--html', file('report.html')]
    const { code, value } = await json('evaluate', ...words)
    expect(code).toBe(0)
    expect(value).toMatchObject({ pairs: 8, skipped: 0, accuracy: 1, eer: 0, tarAtFar: { '0.01': 1, '0.001': 1 } })
    expect(readFileSync(file('report.html'), 'utf8')).toContain('100.00 %')
  })

  test('open set: people named, strangers not', async () => {
    for (const name of people) {
      mkdirSync(file('gallery', name), { recursive: true })
      for (const number of ['0001', '0002']) {
        const photo = `${name}_${number}.jpg`
        writeFileSync(file('gallery', name, photo), readFileSync(join(faces, 'people', name, photo)))
      }
    }
    mkdirSync(file('strangers'))
    for (const photo of readdirSync(join(faces, 'strangers')).slice(0, 3)) {
      writeFileSync(file('strangers', photo), readFileSync(join(faces, 'strangers', photo)))
    }
    const words = ['--gallery', file('gallery'), '--strangers', file('strangers'), '--svg', file('det.svg')]
    const { code, value } = await json('evaluate', ...words)
    expect(code).toBe(0)
    expect(value).toMatchObject({ people: 4, probes: 4, strangers: 3, skipped: 0, rank1: 1, fnirAtFpir: { '0.01': 0 } })
    expect(readFileSync(file('det.svg'), 'utf8')).toMatch(/^<svg/)
  })
})
