// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../../main/contract/errors.ts'
import type { RatePromise } from '../../../../main/contract/rate-promise.ts'
import { defaultSettings, type Settings } from '../../../../main/contract/settings.ts'
import type { Calibration } from '../../../../main/contract/thresholds.ts'
import { PromisePart } from '../../../../renderer/features/thresholds/promise-part.tsx'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { type Answers, show } from '../../show.tsx'

const text = words.thresholds

function calibrated(promise: RatePromise): Calibration {
  return {
    kind: 'calibrated',
    threshold: 0.52,
    interval: [0.5, 0.54],
    promise,
    expectedFpir: promise.rate,
    expectedFmr: 0.001,
    expectedFnir: null,
    people: 40,
    templates: 90,
    basis: { fits: [], reference: null } as never,
  }
}

async function open(settings: Partial<Settings>, answers: Answers) {
  const asked: RatePromise[] = []
  let applied = 0
  const shown = await show(<PromisePart onApplied={() => (applied += 1)} />, {
    'settings.get': () => ({ ...defaultSettings, ...settings }),
    ...answers,
    'thresholds.calibrate': (input) => {
      asked.push(input.promise)
      return answers['thresholds.calibrate']?.(input) ?? calibrated(input.promise)
    },
  })
  return { ...shown, asked, applied: () => applied }
}

const followed: Answers = {
  'thresholds.apply': ({ promise }) => ({ settings: { ...defaultSettings, promise, threshold: 0.52 } }) as never,
}

describe('the promise that a threshold keeps', () => {
  test('is put in use as it was chosen, and shown in force at once', async () => {
    const { user, changes, asked, applied } = await open({}, followed)
    await user.click(await screen.findByRole('button', { name: new RegExp(text.once('100')) }))
    await user.click(await screen.findByRole('option', { name: text.once('1,000') }))
    await waitFor(() => expect(asked.at(-1)).toEqual({ kind: 'fpir', rate: 1 / 1000 }))
    await waitFor(() => {
      expect((screen.getByRole('button', { name: text.apply }) as HTMLButtonElement).disabled).toBe(false)
    })
    await user.click(screen.getByRole('button', { name: text.apply }))
    await screen.findByText(text.follows(text.promiseText('1,000')))
    expect(changes()).toEqual([['thresholds.apply', { promise: { kind: 'fpir', rate: 1 / 1000 } }]])
    expect(applied()).toBe(1)
  })

  test('is ended by hand', async () => {
    const promise = { kind: 'fpir', rate: 1 / 300 } as const
    const { user, changes } = await open({ promise }, followed)
    await user.click(screen.getByRole('button', { name: text.stop }))
    await screen.findByText(text.fixed)
    expect(changes()).toEqual([['thresholds.apply', { promise: null }]])
  })

  test('that the gallery is too small for cannot be put in use', async () => {
    const tooLittle = { kind: 'too-little-data', best: 1 / 30, people: 5, message: '' } as const
    await open({}, { 'thresholds.calibrate': () => tooLittle })
    await screen.findByText(text.best(5, '30'))
    expect(screen.queryByRole('button', { name: text.apply })).toBeNull()
  })

  test('that is refused leaves the threshold in force', async () => {
    const refuse = () => Promise.reject(new AppError('too-little-data', ''))
    const { user, applied } = await open({}, { 'thresholds.apply': refuse })
    await user.click(await screen.findByRole('button', { name: text.apply }))
    await screen.findByText(words.errors['too-little-data'])
    screen.getByText(text.inUse('0.51'))
    expect(applied()).toBe(0)
  })
})
