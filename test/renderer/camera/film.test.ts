import { expect, test } from 'vitest'
import { filmView } from '../../../renderer/camera/film.ts'

const views = Array.from({ length: 1400 }, (_, index) => filmView(index * 100))

test('the film shows every photo in turn, with an empty door between them', () => {
  const shots = views.flatMap((view) => (view === null ? [] : [view.shot]))
  expect([...new Set(shots)]).toEqual([0, 1, 2, 3, 4, 5])
  expect(views.filter((view) => view === null).length).toBeGreaterThan(6 * 10)
})

test('it pans slowly: at most a hundredth of the photo from one tenth of a second to the next, mostly', () => {
  const steps = views.flatMap((view, index) => {
    const next = views[index + 1]
    return view && next && view.shot === next.shot ? [Math.hypot(next.x - view.x, next.y - view.y)] : []
  })
  expect(Math.max(...steps)).toBeLessThan(0.04)
  expect(steps.filter((step) => step < 0.01).length / steps.length).toBeGreaterThan(0.7)
})
