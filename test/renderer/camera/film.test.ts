import { expect, test } from 'vitest'
import { filmView } from '../../../renderer/camera/film.ts'

const views = Array.from({ length: 468 }, (_, index) => filmView(index * 100))

test('people come one after another, with an empty door between them, and from the beginning again', () => {
  const visits = views.flatMap((view) => (view === null ? [] : [view.visit]))
  const order = visits.filter((visit, index) => visit !== visits[index - 1])
  expect(order).toEqual([0, 1, 2, 3, 4, 5])
  expect(views.filter((view) => view === null).length).toBeGreaterThan(6 * 10)
  expect(filmView(6 * 7800)?.visit).toBe(0)
})

test('they stand long enough to be recognised, swaying slowly and never quite still', () => {
  const whole = views.filter((view) => view !== null && view.visit === 2 && view.opacity === 1)
  expect(whole.length).toBeGreaterThan(50)
  const steps = whole.flatMap((view, index) => (index === 0 ? [] : [Math.abs(view!.sway - whole[index - 1]!.sway)]))
  expect(Math.max(...steps)).toBeLessThan(0.004)
  expect(steps.filter((step) => step > 0).length).toBe(steps.length)
})
