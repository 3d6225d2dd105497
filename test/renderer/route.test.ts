import { expect, test } from 'vitest'
import { address, parseRoute } from '../../renderer/route.ts'

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
