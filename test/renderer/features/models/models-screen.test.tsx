// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Instant } from '../../../../main/contract/entities.ts'
import { termsOf } from '../../../../main/contract/model-terms.ts'
import type { ListedPack, PackTrial } from '../../../../main/contract/models.ts'
import { ModelsScreen } from '../../../../renderer/features/models/models-screen.tsx'
import { type Answers, show } from '../../show.tsx'

const shipped: ListedPack = {
  ...{ name: 'faceplugin', title: 'FacePlugin', state: 'in-use', shipped: true, accuracy: null, dimensions: 512 },
  ...{ bytes: 13_000_000, hosts: [], downloaded: 0, measured: true, triedByUs: true, trial: null },
  labels: { licence: { kind: 'permissive', name: 'MIT' }, training: { kind: 'not-stated', photos: null } },
}
const other: ListedPack = {
  ...shipped,
  ...{ name: 'other', title: 'Other', state: 'available', shipped: false, hosts: ['models.example'] },
  ...{ measured: false, triedByUs: false, accuracy: { lfw: 99.4, cfpFp: null, ageDb30: null } },
}
const red: ListedPack = {
  ...other,
  ...{ name: 'red', title: 'Red' },
  labels: { licence: { kind: 'research', name: 'Maker' }, training: { kind: 'research', photos: 'Photos' } },
}
const trial: PackTrial = {
  ...{ at: 0 as Instant, kind: 'fit', faces: 22, found: 22, again: 26, recognised: 25, milliseconds: 80.4 },
  ...{ presentMilliseconds: 40.2, problem: null, startingThreshold: 0.6 },
}

const row = (title: string) => within(screen.getByRole('heading', { name: title }).closest('li')!)

async function showScreen(answers: Answers) {
  const shown = await show(<ModelsScreen />, answers)
  await screen.findByRole('list', { name: 'Packs of models' })
  return shown
}

test('shows what is known of each pack, and which is in use', async () => {
  await showScreen({ 'models.list': () => ({ packs: [shipped, other, red], working: null }) })
  expect(row('FacePlugin').getByText('In use')).toBeTruthy()
  expect(row('FacePlugin').queryByRole('button')).toBeNull()
  expect(row('FacePlugin').getByText('unclear')).toBeTruthy()
  expect(row('Other').getByText(/Published by the makers: LFW 99.4.*Not tried by us/)).toBeTruthy()
  expect(row('Red').getAllByText('restricted')).toHaveLength(2)
})

test('installs a pack after saying where it comes from; a red one with the terms that are kept', async () => {
  const shown = await showScreen({
    'models.list': () => ({ packs: [shipped, other, red], working: null }),
    'models.add': ({ name }) => ({ name: name! }),
  })
  await shown.user.click(screen.getByRole('button', { name: 'Install Other' }))
  const plain = within(screen.getByRole('alertdialog'))
  expect(plain.getByText(/from models.example/)).toBeTruthy()
  await shown.user.click(plain.getByRole('button', { name: 'Install' }))
  await shown.user.click(screen.getByRole('button', { name: 'Install Red' }))
  const strict = within(screen.getByRole('alertdialog'))
  expect(strict.getByText(termsOf('Red', red.labels, 'en'))).toBeTruthy()
  await shown.user.click(strict.getByRole('button', { name: 'Accept and install' }))
  const order = { from: { kind: 'download' }, task: 'models' }
  expect(shown.changes()).toEqual([
    ['models.add', { ...order, name: 'other', accepted: null }],
    ['models.add', { ...order, name: 'red', accepted: 'en' }],
  ])
})

test('only a pack that was tried here and works can be used', async () => {
  const installed: ListedPack = { ...other, state: 'installed' }
  const tried: ListedPack = { ...installed, name: 'tried', title: 'Tried', trial }
  const unfit: ListedPack = {
    ...installed,
    name: 'unfit',
    title: 'Unfit',
    trial: { ...trial, kind: 'unfit', problem: 'No numbers.' },
  }
  await showScreen({ 'models.list': () => ({ packs: [shipped, installed, tried, unfit], working: null }) })
  expect(screen.getAllByRole('button', { name: /^Use / }).map((button) => button.getAttribute('aria-label'))).toEqual([
    'Use Tried',
  ])
  expect(row('Tried').getByText(/80 ms for a face; the models in use take 40 ms/)).toBeTruthy()
  expect(row('Unfit').getByText(/No numbers/)).toBeTruthy()
})

test('while one is being installed the others wait, and it can be stopped', async () => {
  const shown = await showScreen({
    'models.list': () => ({ packs: [shipped, other], working: 'models' }),
    'models.cancel': () => ({}),
  })
  shown.announce('progress', { task: 'models', done: 30, total: 120, note: null })
  expect(await screen.findByText(/25\s?% done/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Install Other' }).hasAttribute('disabled')).toBe(true)
  await shown.user.click(screen.getByRole('button', { name: 'Stop' }))
  expect(shown.changes()).toEqual([['models.cancel', {}]])
})
