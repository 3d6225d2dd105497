import { describe, expect, test } from 'vitest'
import { parsePairs, photoPath } from '../../main/evaluation/pairs.ts'

describe('parsePairs', () => {
  const text = ['2\t1', 'Ada\t1\t2', 'Ada\t3\tBob\t4', 'Cy\t2\t1', 'Cy\t1\tDee\t1', ''].join('\n')

  test('reads folds of genuine and impostor pairs', () => {
    expect(parsePairs(text)).toEqual([
      { first: { name: 'Ada', number: 1 }, second: { name: 'Ada', number: 2 }, same: true, fold: 0 },
      { first: { name: 'Ada', number: 3 }, second: { name: 'Bob', number: 4 }, same: false, fold: 0 },
      { first: { name: 'Cy', number: 2 }, second: { name: 'Cy', number: 1 }, same: true, fold: 1 },
      { first: { name: 'Cy', number: 1 }, second: { name: 'Dee', number: 1 }, same: false, fold: 1 },
    ])
  })

  test('takes a list without folds, Windows line ends and a byte order mark', () => {
    expect(parsePairs('\ufeff1\r\nAda\t1\t2\r\nAda\t3\tBob\t4\r\n')).toHaveLength(2)
  })

  test.each([
    ['a number that is none', text.replace('Ada\t1\t2', 'Ada\t1\tx'), 'Line 2'],
    ['a missing line', text.replace('Cy\t2\t1\n', ''), 'should have 4 lines'],
    ['a wrong first line', text.replace('2\t1', 'folds'), 'Line 1'],
    ['five columns', text.replace('Cy\t2\t1', 'Cy\t2\t1\t3\t4'), 'Line 4'],
  ])('refuses %s and says where', (_, broken, where) => {
    expect(() => parsePairs(broken)).toThrow(where)
  })
})

test('photoPath is the layout of Labeled Faces in the Wild', () => {
  expect(photoPath({ name: 'Ada_Lovelace', number: 12 })).toBe('Ada_Lovelace/Ada_Lovelace_0012.jpg')
})
