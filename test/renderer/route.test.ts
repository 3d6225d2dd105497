import { expect, test } from 'vitest'
import { address, parseParameters, parseRoute, withParameters } from '../../renderer/route.ts'

test('addresses name a screen and what is chosen on it', () => {
  expect(parseRoute(address('people', 12))).toEqual({ screen: 'people', id: 12, part: null })
  expect(parseRoute(address('log'))).toEqual({ screen: 'log', id: null, part: null })
  expect(parseRoute(address('people', 'visitors'))).toEqual({ screen: 'people', id: null, part: 'visitors' })
})

test('what is not understood is the kiosk, or the screen without a choice', () => {
  expect(parseRoute('')).toEqual({ screen: 'kiosk', id: null, part: null })
  expect(parseRoute('#/nowhere/3')).toEqual({ screen: 'kiosk', id: null, part: null })
  expect(parseRoute('#/people/12x')).toEqual({ screen: 'people', id: null, part: null })
})

test('an address keeps what is shown on a screen, whatever the words', () => {
  const hash = address('timesheet', 12, { period: 'week', group: 'R&D / 研究?', show: undefined })
  expect(parseRoute(hash)).toEqual({ screen: 'timesheet', id: 12, part: null })
  expect(parseParameters(hash)).toEqual({ period: 'week', group: 'R&D / 研究?' })
})

test('a change of some parameters leaves the others, and none leave a plain address', () => {
  const hash = withParameters('#/log?direction=in&q=Ada', { q: null, period: 'week' })
  expect(hash).toBe('#/log?direction=in&period=week')
  expect(withParameters(hash, { direction: '', period: null })).toBe('#/log')
  expect(parseParameters('#/log')).toEqual({})
})
