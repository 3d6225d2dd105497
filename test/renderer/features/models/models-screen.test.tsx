// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Instant, PersonId } from '../../../../main/contract/entities.ts'
import type { ModelChange } from '../../../../main/contract/model-change.ts'
import { termsOf } from '../../../../main/contract/model-terms.ts'
import type { ListedPack, PackTrial } from '../../../../main/contract/models.ts'
import { ModelsScreen } from '../../../../renderer/features/models/models-screen.tsx'
import { type Answers, show } from '../../show.tsx'

const shipped: ListedPack = {
  ...{ name: 'faceplugin', title: 'FacePlugin', state: 'in-use', shipped: true, accuracy: null, dimensions: 512 },
  use: 'recognition',
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

async function showScreen(answers: Answers, beside: ModelChange['beside'] = null) {
  const inUse = { pack: 'faceplugin', model: 'faceplugin', templates: 0 }
  const shown = await show(<ModelsScreen />, {
    'modelChange.state': () => ({ inUse, beside, heldBack: 0 }),
    ...answers,
  })
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

test('says how far a change of the models is, switches when it is ready, and shows who needs a photo', async () => {
  const beside: ModelChange['beside'] = {
    pack: 'other',
    model: 'other',
    since: 0 as Instant,
    direction: 'forth',
    templates: 20,
    waiting: 0,
    missing: 1,
    threshold: { kind: 'carried', threshold: 0.472, people: 14 },
    failure: null,
  }
  const shown = await showScreen(
    {
      'models.list': () => ({ packs: [shipped, other], working: null }),
      'modelChange.missing': () => ({ people: [{ id: 7 as PersonId, name: '王小明' }], total: 1 }),
      'modelChange.switch': () => ({ inUse: { pack: 'other', model: 'other', templates: 20 }, beside, heldBack: 0 }),
    },
    beside,
  )
  const change = within(await screen.findByRole('region', { name: 'Change of the models' }))
  expect(change.getByText(/^other has read every photo that was kept/)).toBeTruthy()
  expect(change.getByText(/would be 0.472: as strict as now/)).toBeTruthy()
  expect(await change.findByText('王小明')).toBeTruthy()
  await shown.user.click(change.getByRole('button', { name: 'Switch' }))
  await shown.user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Switch' }))
  expect(shown.changes()).toEqual([['modelChange.switch', {}]])
})

test('has a pack check liveness too once it was tried, and ends that, each after asking', async () => {
  const second: ListedPack = {
    ...other,
    ...{ name: 'second', title: 'Second', use: 'liveness', state: 'installed', accuracy: null },
    trial: { ...trial, again: 22, recognised: 21, milliseconds: 3.26, presentMilliseconds: 1.1 },
  }
  const calls: unknown[] = []
  const { user } = await showScreen({
    'models.list': () => ({ packs: [shipped, { ...second, trial: null }], working: null }),
  })
  expect(row('Second').queryByRole('button', { name: /check liveness/ })).toBeNull()
  expect(row('Second').getByText(/second opinion on liveness/)).toBeTruthy()
  expect(row('Second').queryByText(/Thresholds haven’t been measured/)).toBeNull()
  document.body.replaceChildren()

  let state: ListedPack['state'] = 'installed'
  await showScreen({
    'models.list': () => ({ packs: [shipped, { ...second, state }], working: null }),
    'models.setSecondOpinion': (input) => {
      calls.push(input)
      state = state === 'installed' ? 'in-use' : 'installed'
      return {}
    },
  })
  expect(row('Second').getByText(/21 of 22 live faces.*3 ms for a face; without this pack it takes 1 ms/)).toBeTruthy()
  expect(row('Second').queryByRole('button', { name: 'Use Second' })).toBeNull()
  await user.click(row('Second').getByRole('button', { name: 'Have Second check liveness, too' }))
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Check liveness, too' }))
  await user.click(await row('Second').findByRole('button', { name: 'Check liveness without Second' }))
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Switch off' }))
  expect(calls).toEqual([{ name: 'second' }, { name: null }])
})

test('a change of people makes the screen read neither the packs nor the models anew, one of the models does', async () => {
  const asked = { packs: 0, models: 0 }
  const shown = await showScreen({
    'models.list': () => {
      asked.packs += 1
      return { packs: [shipped, other], working: null }
    },
    'modelChange.state': () => {
      asked.models += 1
      return { inUse: { pack: 'faceplugin', model: 'faceplugin', templates: 0 }, beside: null, heldBack: 0 }
    },
  })
  await vi.waitFor(() => expect(asked).toEqual({ packs: 1, models: 1 }))
  shown.announce('people.changed', { personId: null })
  shown.announce('modelChange.changed', {})
  await vi.waitFor(() => expect(asked.models).toBe(2))
  shown.announce('models.changed', {})
  await vi.waitFor(() => expect(asked.packs).toBe(2))
  expect(asked.models).toBe(2)
})
