import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { readFolder, readList } from '../../main/shells/cli/import-source.ts'
import { scratchFolder } from '../helpers/app.ts'

function folderOf(...files: string[]): string {
  const folder = join(scratchFolder(), 'Ada_Lovelace')
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  return folder
}

const named = (name: string) => ({ name, employeeNumber: null })

test('a folder is read by the rules of the window, and empty folders are named', async () => {
  const folder = folderOf(
    'Bo_Ek/old/1.JPG',
    'Bo Ek/2.png',
    'Cy/photo.avif',
    'Di/notes.txt',
    '.trash/3.jpg',
    'loose.jpg',
  )
  mkdirSync(join(folder, 'Ed'))
  symlinkSync(join(folder, 'Bo Ek'), join(folder, 'Flo'))
  const { people, rejected } = await readFolder(folder)
  expect(people).toEqual([
    { wanted: named('Bo Ek'), photos: [join(folder, 'Bo Ek/2.png'), join(folder, 'Bo_Ek/old/1.JPG')] },
    { wanted: named('Flo'), photos: [join(folder, 'Flo/2.png')] },
  ])
  expect(rejected.map(({ file, code }) => [file, code])).toEqual([
    [join(folder, 'Cy/photo.avif'), 'other-format'],
    [join(folder, 'loose.jpg'), 'no-person'],
    [join(folder, 'Di'), 'file-not-found'],
    [join(folder, 'Ed'), 'file-not-found'],
  ])
})

test('a folder without folders is the person itself', async () => {
  const folder = folderOf('1.jpg', '2.jpg')
  expect(await readFolder(folder)).toEqual({
    people: [{ wanted: named('Ada Lovelace'), photos: [join(folder, '1.jpg'), join(folder, '2.jpg')] }],
    rejected: [],
  })
})

test('a folder in which there is nothing to import says so', async () => {
  const folder = folderOf('notes.txt')
  expect((await readFolder(folder)).rejected).toMatchObject([{ file: folder, code: 'file-not-found' }])
})

test('what nobody can be called is refused, and stops nobody else', async () => {
  const long = 'x'.repeat(201)
  const folder = folderOf(`${long}/1.jpg`, '___/1.jpg', 'Bo/1.jpg')
  const { people, rejected } = await readFolder(folder)
  expect(people.map(({ wanted }) => wanted.name)).toEqual(['Bo'])
  expect(rejected.map(({ code }) => code)).toEqual(['no-person', 'invalid-input'])

  const list = join(folder, 'list.csv')
  writeFileSync(list, `name,employee_number,photo\n${long},1,Bo/1.jpg\nCy,${'1'.repeat(65)},Bo/1.jpg\nBo,2,Bo/1.jpg\n`)
  const listed = await readList(list)
  expect(listed.people).toEqual([{ wanted: { name: 'Bo', employeeNumber: '2' }, photos: [join(folder, 'Bo/1.jpg')] }])
  expect(listed.rejected.map(({ file, code }) => [file, code])).toEqual([
    [`${list}:2`, 'invalid-input'],
    [`${list}:3`, 'invalid-input'],
  ])
})

test.each([',', ';', '\t'])('a list with "%s" finds photos however their accents are encoded', async (separator) => {
  const composed = 'Jos\u00e9/n\u00fc.jpg'
  const files = [composed, 'Zo\u00eb/\u30ac.jpg'.normalize('NFD'), 'both-\u00e9.jpg', 'both-e\u0301.jpg']
  const folder = folderOf(...files)
  const rows = [
    ['Name', 'Employee number', 'Photo'],
    ['José', '1', composed.normalize('NFD')],
    ['Zoë', '2', 'Zo\u00eb/\u30ac.jpg'],
    ['Ada', '3', 'both-\u00e9.jpg'],
    ['Eve', '4', 'both-e\u0301.jpg'],
    ['Flo', '5', 'missing-\u00e9.jpg'],
    ['Gil', '6', join(folder, composed).normalize('NFD')],
  ]
  const list = join(folder, 'list.csv')
  writeFileSync(list, `\ufeff${rows.map((row) => row.join(separator)).join('\r\n')}\r\n`)
  const { people, rejected } = await readList(list)
  expect(people.map(({ wanted, photos }) => [wanted.name, ...photos])).toEqual([
    ['José', join(folder, files[0]!)],
    ['Zoë', join(folder, files[1]!)],
    ['Ada', join(folder, files[2]!)],
    ['Eve', join(folder, files[3]!)],
    ['Flo', join(folder, 'missing-\u00e9.jpg')],
  ])
  expect(rejected.map(({ file, code }) => [file, code])).toEqual([[`${list}:7`, 'photo-of-another']])
})
