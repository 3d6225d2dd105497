import { expect, test } from 'vitest'
import { openApp } from '../helpers/app.ts'

async function office(...people: [name: string, employeeNumber: string | null][]) {
  const app = await openApp()
  for (const [name, employeeNumber] of people) await app.call('people.create', { name, employeeNumber })
  return async (who: string) => (await app.call('people.find', { who })).people.map(({ id }) => id)
}

test('a number is an employee number, never a row', async () => {
  const find = await office(['Chen', '3'], ['Ada', '1'], ['Bo', '2'], ['Li Wei', '007'], ['Li Na', '7'])
  expect(await find('1')).toEqual([2])
  expect(await find('3')).toEqual([1])
  expect(await find('007')).toEqual([4])
  expect(await find('7')).toEqual([5])
  expect(await find('4')).toEqual([])
  expect(await find('#4')).toEqual([4])
  expect(await find('#0')).toEqual([])
  expect(await find('')).toEqual([])
})

test('a number that is also a name means both, and so does a name carried twice', async () => {
  const find = await office(['14', null], ['Ada', '14'], ['Li Wei', '8'], ['Li Wei', '9'], ['15', '15'])
  expect(await find('14')).toEqual([2, 1])
  expect(await find('Li Wei')).toEqual([3, 4])
  expect(await find('15')).toEqual([5])
})

test('case, width, blanks and the encoding of accents are forgiven, accents are not', async () => {
  const find = await office(
    ['Zoë  Müller', 'E17'],
    ['Jose', null],
    ['José', null],
    ['山田　太郎', 'e18'],
    ['Bo', 'E18'],
  )
  expect(await find('zoe\u0308 mu\u0308ller')).toEqual([1])
  expect(await find(' ZOË\u00a0 MÜLLER ')).toEqual([1])
  expect(await find('Zoe Muller')).toEqual([])
  expect(await find('jose')).toEqual([2])
  expect(await find('JOSÉ')).toEqual([3])
  expect(await find('山田 太郎')).toEqual([4])
  expect(await find('e17')).toEqual([1])
  expect(await find('Ｅ１７')).toEqual([1])
  expect(await find('e18')).toEqual([4])
  expect(await find('E18')).toEqual([5])
})

test('names, numbers and groups are kept tidy', async () => {
  const app = await openApp()
  const person = await app.call('people.create', {
    name: ' John \t Do\u0308e ',
    employeeNumber: ' A  7',
    groups: ['Front　desk '],
  })
  expect(person).toMatchObject({ name: 'John Döe', employeeNumber: 'A 7', groups: ['Front desk'] })
  await expect(app.call('people.create', { name: ' \u3000 ' })).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(app.call('people.create', { name: 'Bo', employeeNumber: 'A 7 ' })).rejects.toMatchObject({
    code: 'employee-number-taken',
  })
  const kiosks = await app.call('kiosks.get', { name: ' Back  door ' })
  expect(kiosks.name).toBe('Back door')
  await expect(app.call('kiosks.get', { name: '  ' })).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(app.call('settings.set', { kiosk: '  ' })).rejects.toMatchObject({ code: 'invalid-input' })
})
