import { describe, expect, test } from 'vitest'
import { photoLocator, planFolders, planTable, tableText } from '../../main/enrolment/import-plan.ts'

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part)))))

describe('folders', () => {
  test('each is a person, with all photos below it in order; what is no picture is passed over', () => {
    const paths = ['Bo_Ek/b.JPG', 'Bo_Ek/old/a.webp', 'Bo_Ek/notes.txt', 'Ada/.thumb.jpg', '.git/x.jpg', 'Ada/1.png']
    expect(planFolders(paths, 'staff')).toEqual({
      people: [
        { wanted: { name: 'Ada', employeeNumber: null }, photos: ['Ada/1.png'] },
        { wanted: { name: 'Bo Ek', employeeNumber: null }, photos: ['Bo_Ek/b.JPG', 'Bo_Ek/old/a.webp'] },
      ],
      rejected: [],
    })
  })

  test('a folder without folders is the person itself; beside folders a photo is nobody’s', () => {
    expect(planFolders(['1.jpg', '2.jpg'], 'Ada_Lovelace').people).toEqual([
      { wanted: { name: 'Ada Lovelace', employeeNumber: null }, photos: ['1.jpg', '2.jpg'] },
    ])
    const { people, rejected } = planFolders(['1.jpg', 'Bo/2.jpg'], 'staff')
    expect(people.map(({ wanted }) => wanted.name)).toEqual(['Bo'])
    expect(rejected).toMatchObject([{ file: '1.jpg', code: 'no-person' }])
  })

  test('a name is the same however the file system encodes its accents', () => {
    expect(planFolders(['Zoe\u0308/1.jpg', 'Zo\u00eb/2.jpg'], 'staff').people).toEqual([
      { wanted: { name: 'Zo\u00eb', employeeNumber: null }, photos: ['Zoe\u0308/1.jpg', 'Zo\u00eb/2.jpg'] },
    ])
  })

  test('pictures of other kinds are named', () => {
    expect(planFolders(['Ada/IMG_1.AVIF'], 'staff')).toMatchObject({
      people: [],
      rejected: [{ file: 'Ada/IMG_1.AVIF', name: 'Ada', code: 'other-format' }],
    })
  })

  test('photos of phones are read as they are', () => {
    expect(planFolders(['Ada/IMG_1.HEIC', 'Ada/IMG_2.heif'], 'staff')).toMatchObject({
      people: [{ photos: ['Ada/IMG_1.HEIC', 'Ada/IMG_2.heif'] }],
      rejected: [],
    })
  })

  // An engine that plans for seconds keeps the kiosk waiting.
  test('all photos of a large folder are planned at once', { timeout: 10_000 }, () => {
    const paths = Array.from({ length: 30_000 }, (_, index) => `${index}.jpg`)
    expect(planFolders(paths, 'Ada').people[0]?.photos).toHaveLength(30_000)
    const rows = paths.map((path) => `Ada,${path}\n`).join('')
    expect(planTable(`name,photo\n${rows}`, 'list.csv', (photo) => photo).people[0]?.photos).toHaveLength(30_000)
  })

  test('nothing is nothing', () => {
    expect(planFolders([], 'staff')).toEqual({ people: [], rejected: [] })
  })
})

describe('a list', () => {
  const plan = (rows: string) => planTable(`name,employee_number,photo\n${rows}`, 'list.csv', (photo) => photo)

  test('a photo is of one person', () => {
    const { people, rejected } = plan('Ada,1,a.jpg\nBo,2,a.jpg\nAda,1,b.jpg\n')
    expect(people).toEqual([{ wanted: { name: 'Ada', employeeNumber: '1' }, photos: ['a.jpg', 'b.jpg'] }])
    expect(rejected).toMatchObject([{ file: 'list.csv:3', name: 'Bo', code: 'photo-of-another' }])
  })

  test('rows are numbered as a spreadsheet numbers them, empty ones too', () => {
    const { people, rejected } = planTable('\n;;\nName;Photo\n\nAda;a.jpg\n ; \n;b.jpg\n', 'list.csv', (photo) => photo)
    expect(people).toEqual([{ wanted: { name: 'Ada', employeeNumber: null }, photos: ['a.jpg'] }])
    expect(rejected).toMatchObject([{ file: 'list.csv:7', code: 'invalid-input' }])
  })

  test('a quotation mark that is missing is named, with the row from which on nothing can be read', () => {
    const { people, rejected } = plan('Ada,1,a.jpg\n"Bo,2,b.jpg\nCy,3,c.jpg\n')
    expect(people.map(({ wanted }) => wanted.name)).toEqual(['Ada'])
    expect(rejected).toEqual([
      { file: 'list.csv:3', name: '', code: 'invalid-input', message: expect.stringContaining('quotation mark') },
    ])
  })

  test('a column that stands twice is refused', () => {
    expect(() => planTable('name,photo,photo\nAda,a.jpg,b.jpg\n', 'list.csv', (photo) => photo)).toThrow(
      expect.objectContaining({ code: 'csv-wrong-columns', details: { missing: [], unknown: ['photo'] } }),
    )
  })

  test('a name is the same however its accents are encoded', () => {
    expect(plan('Zo\u00eb,,a.jpg\nZoe\u0308,,b.jpg\n').people).toEqual([
      { wanted: { name: 'Zo\u00eb', employeeNumber: null }, photos: ['a.jpg', 'b.jpg'] },
    ])
  })

  test('two people of one name are two by their numbers, and one without', () => {
    expect(plan('Li Wei,1,a.jpg\nLi Wei,2,b.jpg\n').people).toHaveLength(2)
    expect(plan('Li Wei,,a.jpg\nLi Wei,,b.jpg\n').people).toHaveLength(1)
  })
})

describe('where a list’s photo is', () => {
  const locate = photoLocator('staff/list.csv', ['staff/photos/a.jpg', 'staff/x/b.jpg', 'staff/y/b.jpg', 'staff/C.JPG'])
  test.each([
    ['photos/a.jpg', 'staff/photos/a.jpg'],
    ['photos\\a.jpg', 'staff/photos/a.jpg'],
    ['./photos/a.jpg', 'staff/photos/a.jpg'],
    ['D:\\badges\\A.jpg', 'staff/photos/a.jpg'],
    ['c.jpg', 'staff/C.JPG'],
    ['x/b.jpg', 'staff/x/b.jpg'],
  ])('%s is %s', (written, found) => {
    expect(locate(written)).toBe(found)
  })

  test('accents of file systems and of keyboards are the same', () => {
    const file = 'staff/Zoe\u0308/Ame\u0301lie.jpg'
    const find = photoLocator('staff/list.csv', [file])
    expect(find('Zo\u00eb/Am\u00e9lie.jpg')).toBe(file)
    expect(find('C:\\am\u00e9lie.jpg')).toBe(file)
  })

  test('a name that two files have is not guessed', () => {
    expect(locate('b.jpg')).toBe('staff/b.jpg')
  })
})

describe('the text of a list', () => {
  test.each([
    ['UTF-8', bytes('名'), 'en', '名'],
    ['UTF-8 with its mark', bytes([0xef, 0xbb, 0xbf], '名'), 'zh', '名'],
    ['UTF-16 with its mark', bytes([0xff, 0xfe, 0x0d, 0x54]), 'en', '名'],
    ['GB 18030 in Chinese', bytes([0xc3, 0xfb]), 'zh', '名'],
    ['Shift JIS in Japanese', bytes([0x96, 0xbc]), 'ja', '名'],
    ['Windows-1252 in English', bytes('Fern', [0xe1], 'ndez'), 'en', 'Fernández'],
    ['Windows-1252 in a language without words', bytes('Fern', [0xe1], 'ndez'), 'tlh', 'Fernández'],
  ])('%s', (_, content, language, text) => {
    expect(tableText(content, language)).toBe(text)
  })
})

describe('groups of a list', () => {
  const plan = (text: string) => planTable(text, 'list.csv', (photo) => photo)

  test.each([
    ['commas, groups quoted', 'name,photo,groups\nAda,a.jpg,"Lab, Night shift"\n'],
    ['commas, groups apart by semicolons', 'Groups,Name,Photo\nLab ;Night  shift;,Ada,a.jpg\n'],
    ['semicolons', 'name;photo;Group\nAda;a.jpg;Lab|Night shift\n'],
    ['tabs, Chinese commas', 'name\tphoto\tgroups\nAda\ta.jpg\tLab、Night shift\n'],
    ['several rows', 'name,photo,groups\nAda,a.jpg,Lab\nAda,b.jpg,Night shift\nAda,c.jpg,Lab\n'],
  ])('are read from %s', (_, text) => {
    expect(plan(text)).toMatchObject({ rejected: [], people: [{ groups: ['Lab', 'Night shift'] }] })
  })

  test('may be missing or empty', () => {
    expect(plan('name,photo,groups\nAda,a.jpg,\nBo,b.jpg\n').people.map(({ groups }) => groups)).toEqual([
      undefined,
      undefined,
    ])
  })

  test('that are too long or too many are said, and their row is left out', () => {
    const many = Array.from({ length: 33 }, (_, index) => index).join(';')
    const { people, rejected } = plan(
      `name,photo,groups\nAda,a.jpg,${'x'.repeat(65)}\nBo,b.jpg,${many}\nEve,e.jpg,Lab\n`,
    )
    expect(people.map(({ wanted }) => wanted.name)).toEqual(['Eve'])
    expect(rejected).toMatchObject([
      { file: 'list.csv:2', code: 'invalid-input', message: expect.stringContaining('64 letters') },
      { file: 'list.csv:3', code: 'invalid-input' },
    ])
  })
})

describe('first and last days of a list', () => {
  const plan = (text: string) => planTable(text, 'people.csv', (photo) => photo)

  test.each([
    ['2026-06-01', '2026-12-31', { joined: '2026-06-01', left: '2026-12-31' }],
    ['2026/6/1', '', { joined: '2026-06-01', left: null }],
    ['', '31.12.2026', { joined: null, left: '2026-12-31' }],
  ])('%s and %s', (joined, left, employment) => {
    const { people, rejected } = plan(`name,photo,joined,left\nAda,a.jpg,${joined},${left}\n`)
    expect(rejected).toEqual([])
    expect(people).toMatchObject([{ wanted: { name: 'Ada', employments: [employment] } }])
  })

  test('are left to the day of the import where the list says nothing', () => {
    const [person] = plan('name,photo,joined,left\nAda,a.jpg,,\n').people
    expect(person!.wanted).toEqual({ name: 'Ada', employeeNumber: null })
  })

  test('that may mean another date, or contradict themselves, are rejected with their row', () => {
    const { people, rejected } = plan(
      'name,photo,joined,left\nAda,a.jpg,01/06/2026,\nBo,b.jpg,2026-06-02,2026-06-01\nEve,e.jpg,2026-02-30,\n',
    )
    expect(people).toEqual([])
    expect(rejected).toMatchObject([
      { file: 'people.csv:2', name: 'Ada', code: 'invalid-input' },
      { file: 'people.csv:3', name: 'Bo', code: 'invalid-input' },
      { file: 'people.csv:4', name: 'Eve', code: 'invalid-input' },
    ])
  })
})
