// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Instant } from '../../../../main/contract/entities.ts'
import { AppError } from '../../../../main/contract/errors.ts'
import type { RestorePreview } from '../../../../main/contract/restore.ts'
import { RestoreDialog } from '../../../../renderer/features/backups/restore-dialog.tsx'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { type Answers, show } from '../../show.tsx'

const holdings = { people: 4, templates: 9, entries: 20, newestEntry: null }
const preview: RestorePreview = {
  file: 'monday.rollcall',
  bytes: 1000,
  writtenAt: 0 as Instant,
  schema: 18,
  backup: holdings,
  auditIntact: true,
  erased: { people: 1, templates: 3, isComplete: true },
  present: { kind: 'readable', ...holdings, goes: { people: 1, templates: 2, entries: 3 }, returns: 2 },
}

async function open(answers: Answers) {
  const given: unknown[] = []
  let closed = 0
  const shown = await show(
    <RestoreDialog from={{ kind: 'listed', file: 'monday.rollcall' }} onClose={() => (closed += 1)} />,
    {
      'restore.discard': () => ({}),
      ...answers,
      'restore.preview': (input) => {
        given.push(input)
        return answers['restore.preview']?.(input) ?? preview
      },
    },
  )
  return { ...shown, given, closed: () => closed }
}

describe('restoring a backup', () => {
  test('shows first what comes, goes and returns, and restores at one press', async () => {
    const { user, changes, closed, given } = await open({ 'restore.run': () => ({ kept: null }) })
    const run = await screen.findByRole('button', { name: words.restore.run })
    screen.getByText(words.restore.holds(1, 3))
    screen.getByText(words.restore.returns(2))
    screen.getByText(words.restore.people(1, 3))
    expect(screen.queryByText(words.restore.listMissing)).toBeNull()
    expect(given).toEqual([{ from: { kind: 'listed', file: 'monday.rollcall' }, key: { kind: 'own' } }])
    expect(changes()).toEqual([])
    await user.click(run)
    await screen.findByText(words.restore.done)
    expect(changes()).toEqual([['restore.run', {}]])
    await waitFor(() => expect(closed()).toBe(1))
  })

  test('says where nobody knows all that was erased since', async () => {
    const erased = { people: 0, templates: 0, isComplete: false }
    await open({ 'restore.preview': () => ({ ...preview, erased }) })
    await screen.findByText(words.restore.listMissing)
    expect(screen.queryByText(words.restore.leftOut)).toBeNull()
  })

  test('that is left restores nothing, and drops the copy', async () => {
    let dropped = 0
    const { user, changes, closed } = await open({
      'restore.discard': () => {
        dropped += 1
        return {}
      },
    })
    await screen.findByRole('button', { name: words.restore.run })
    await user.click(screen.getByRole('button', { name: words.common.cancel }))
    expect(closed()).toBe(1)
    expect(dropped).toBe(1)
    expect(changes()).toEqual([])
  })

  test('with another key asks for it, and cannot be run before it fits', async () => {
    const { user, given } = await open({
      'restore.preview': ({ key }) => {
        if (key?.kind === 'passphrase' && key.passphrase === 'right') return preview
        throw new AppError('key-wrong', '', { details: { opensWith: 'passphrase' } })
      },
    })
    await screen.findByText(words.restore.passphraseAsked)
    expect(screen.queryByRole('button', { name: words.restore.run })).toBeNull()
    const passphrase = screen.getByLabelText(words.restore.keyKinds.passphrase, { selector: 'input[type=password]' })
    const again = screen.getByRole('button', { name: words.restore.lookAgain }) as HTMLButtonElement
    expect(again.disabled).toBe(true)
    await user.type(passphrase, 'wrong')
    await user.click(again)
    await screen.findByText(words.restore.keyWrong)
    await user.clear(passphrase)
    await user.type(passphrase, 'right')
    await user.click(screen.getByRole('button', { name: words.restore.lookAgain }))
    await screen.findByRole('button', { name: words.restore.run })
    expect(given.slice(1)).toEqual(
      ['wrong', 'right'].map((typed) => ({
        from: { kind: 'listed', file: 'monday.rollcall' },
        key: { kind: 'passphrase', passphrase: typed },
      })),
    )
  })

  test('whose audit log was shortened says so', async () => {
    await open({ 'restore.preview': () => ({ ...preview, auditIntact: false }) })
    await screen.findByText(words.restore.auditBroken)
  })

  test('that is damaged cannot be restored', async () => {
    await open({ 'restore.preview': () => Promise.reject(new AppError('backup-damaged', '')) })
    await screen.findByText(words.errors['backup-damaged'])
    expect(screen.queryByRole('button', { name: words.restore.run })).toBeNull()
  })
})
