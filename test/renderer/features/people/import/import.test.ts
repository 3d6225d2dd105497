import { describe, expect, test } from 'vitest'
import { AppError } from '../../../../../main/contract/errors.ts'
import type { Client } from '../../../../../renderer/client/client.ts'
import { fromChosenFiles, fromChosenFolder, inputOf } from '../../../../../renderer/features/people/import/chosen.ts'
import { createHanding, type HandingState } from '../../../../../renderer/features/people/import/handing.ts'
import { reportText } from '../../../../../renderer/features/people/import/import-report.ts'
import { messages as en } from '../../../../../renderer/messages/en/index.ts'

function file(path: string, content = 'x'): File {
  const made = new File([content], path.slice(path.lastIndexOf('/') + 1))
  Object.defineProperty(made, 'webkitRelativePath', { value: path.includes('/') ? path : '' })
  return made
}

describe('what was chosen', () => {
  test('a folder is named, and its paths begin below it', async () => {
    const chosen = fromChosenFolder([file('staff/Ada/1.jpg', 'four'), file('staff/2.jpg')])
    expect(chosen.source).toBe('staff')
    expect(await inputOf(chosen)).toEqual({
      source: 'staff',
      files: [
        { path: 'Ada/1.jpg', bytes: 4 },
        { path: '2.jpg', bytes: 1 },
      ],
      list: null,
    })
  })

  test('a list goes along as it is, and is not one of the files', async () => {
    const input = await inputOf(fromChosenFiles([file('a.jpg'), file('people.csv', 'name')]))
    expect(input).toEqual({
      source: 'people.csv',
      files: [{ path: 'a.jpg', bytes: 1 }],
      list: { path: 'people.csv', content: new TextEncoder().encode('name') },
    })
  })

  test('nothing, and more than one list, is said', async () => {
    expect(await inputOf(fromChosenFolder([]))).toBe('nothing')
    expect(await inputOf(fromChosenFiles([file('a.csv'), file('b.csv')]))).toBe('several-lists')
  })
})

describe('handing over', () => {
  /** An engine that misses these photos and fails at the given calls of `hand`. */
  function engine(missing: Map<number, string>, failures: Record<number, AppError> = {}) {
    let calls = 0
    const log: string[] = []
    const call = async (method: string, input: { id: number; photo?: Uint8Array; reason?: string }) => {
      if (method === 'imports.missing') return { photos: [...missing].map(([id, path]) => ({ id, path, bytes: 1 })) }
      const failure = method === 'imports.hand' ? failures[++calls] : undefined
      if (failure !== undefined) throw failure
      missing.delete(input.id)
      log.push(method === 'imports.hand' ? new TextDecoder().decode(input.photo) : `${input.id} ${input.reason}`)
      return {}
    }
    return { client: { call } as unknown as Client, log }
  }

  async function run(client: Client, files: File[]): Promise<{ states: HandingState['kind'][]; waits: number[] }> {
    const waits: number[] = []
    const states: HandingState['kind'][] = []
    const handing = createHanding(client, async (milliseconds) => void waits.push(milliseconds))
    const done = new Promise<void>((resolve) =>
      handing.subscribe(() => {
        const { kind } = handing.state()
        if (states.at(-1) !== kind) states.push(kind)
        if (kind === 'idle' || kind === 'failed') resolve()
      }),
    )
    handing.hand(new Map(files.map((each) => [each.name, each])))
    await done
    return { states, waits }
  }

  test('each missing photo once, and only those that are here', async () => {
    const { client, log } = engine(
      new Map([
        [1, 'a.jpg'],
        [2, 'elsewhere.jpg'],
        [3, 'c.jpg'],
      ]),
    )
    const { states } = await run(client, [file('a.jpg', 'A'), file('b.jpg', 'B'), file('c.jpg', 'C')])
    expect(log).toEqual(['A', 'C'])
    expect(states).toEqual(['handing', 'idle'])
  })

  test('waits for an engine that is away and for a full disk, and goes on', async () => {
    const { client, log } = engine(new Map([[1, 'a.jpg']]), {
      1: new AppError('engine-stopped', 'away'),
      2: new AppError('disk-full', 'full'),
    })
    const { states, waits } = await run(client, [file('a.jpg', 'A')])
    expect(log).toEqual(['A'])
    expect(waits).toEqual([1_500, 5_000])
    expect(states).toEqual(['handing', 'waiting', 'handing', 'waiting', 'handing', 'idle'])
  })

  test('files that are added while the engine is asked for the last time are handed over too', async () => {
    const missing = new Map([[1, 'a.jpg']])
    const { client, log } = engine(missing)
    let asked = 0
    const adding: Client = {
      ...client,
      async call(method, input) {
        const answer = await client.call(method, input)
        if (method === 'imports.missing' && ++asked === 2) {
          missing.set(2, 'b.jpg')
          handing.hand(new Map([['b.jpg', file('b.jpg', 'B')]]))
        }
        return answer
      },
    }
    const handing = createHanding(adding, async () => undefined)
    const idle = new Promise<void>((resolve) =>
      handing.subscribe(() => {
        if (handing.state().kind === 'idle') resolve()
      }),
    )
    handing.hand(new Map([['a.jpg', file('a.jpg', 'A')]]))
    await idle
    expect(log).toEqual(['A', 'B'])
  })

  test('a file that cannot be read is left out by name; another failure ends it', async () => {
    const gone = file('a.jpg')
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
    const { client, log } = engine(new Map([[1, 'a.jpg']]))
    await run(client, [gone])
    expect(log).toEqual(['1 file-not-found'])
    const broken = engine(new Map([[1, 'a.jpg']]), { 1: new AppError('internal', 'broken') })
    expect((await run(broken.client, [file('a.jpg')])).states).toEqual(['handing', 'failed'])
  })
})

test('the report is CSV that no spreadsheet runs', () => {
  const rows = [
    { path: 'a/1.jpg', name: '=HYPERLINK("x")', employeeNumber: null, state: 'taken', reason: null },
    { path: 'b,2.jpg', name: 'Bo', employeeNumber: '7', state: 'refused', reason: 'no-face' },
  ] as const
  expect(reportText(en, rows)).toBe(
    [
      '\uFEFFFile,Name,Employee number,Outcome,Reason',
      `a/1.jpg,"'=HYPERLINK(""x"")",,Added,`,
      '"b,2.jpg",Bo,7,Rejected,No face found. Choose a photo that shows the face clearly.',
      '',
    ].join('\r\n'),
  )
})
