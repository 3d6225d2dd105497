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
