import { expect, test } from 'vitest'
import { subjectOf } from '../../main/evaluation/subject.ts'

const face = (x: number, y: number, size: number) => ({ box: { x, y, width: size, height: size } })
const photo = (...faces: ReturnType<typeof face>[]) => ({ width: 600, height: 400, faces })

test('the face in the middle is meant, not a somewhat larger one at the edge', () => {
  const bystander = face(0, 0, 130)
  const person = face(250, 150, 100)
  expect(subjectOf(photo(bystander, person))).toBe(person)
})

test('a small face in the middle is not meant where a much larger one fills the side', () => {
  const person = face(20, 60, 280)
  const passer = face(290, 190, 20)
  expect(subjectOf(photo(passer, person))).toBe(person)
})

test('of two that are equal the first; of none nobody', () => {
  const left = face(100, 150, 100)
  const right = face(400, 150, 100)
  expect(subjectOf(photo(left, right))).toBe(left)
  expect(subjectOf(photo())).toBeNull()
})
