// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Instant } from '../../../../main/contract/entities.ts'
import { AppError } from '../../../../main/contract/errors.ts'
import type { Person } from '../../../../main/contract/people.ts'
import { LookAlikes } from '../../../../renderer/features/people/look-alikes.tsx'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { type Answers, personOf, show } from '../../show.tsx'

const ann: Person = {
  ...personOf(1, 'Ann Lee'),
  employeeNumber: null,
  groups: [],
  employments: [{ joined: null, left: null }],
  createdAt: 0 as Instant,
  templates: 1,
  portrait: null,
}
const anna = personOf(2, 'Anna Lee')

function engine(alike: boolean, more: Answers = {}): Answers {
  return {
    'people.lookAlikes': () => ({ candidates: [{ person: anna, similarity: 0.7 }] }),
    'people.similarity': () => ({ similarity: 0.7, alike }),
    'people.merge': () => ({
      id: 9,
      keptId: anna.id,
      name: 'Ann Lee',
      employeeNumber: null,
      templates: [],
      at: 0 as Instant,
    }),
    ...more,
  }
}

async function askToMerge(answers: Answers) {
  const shown = await show(<LookAlikes person={ann} />, answers)
  await shown.user.click(await screen.findByRole('button', { name: words.lookAlikes.merge }))
  return { ...shown, question: within(await screen.findByRole('alertdialog')) }
}

describe('merging two people', () => {
  test('keeps the other one, goes there, and can be undone from its notice', async () => {
    const { user, changes, question } = await askToMerge(
      engine(true, { 'people.unmerge': () => ({ kind: 'unmerged', person: ann }) }),
    )
    question.getByText(words.merging.title('Ann Lee', 'Anna Lee'))
    await user.click(await question.findByRole('button', { name: words.merging.confirm }))
    await screen.findByText(words.merging.merged('Ann Lee', 'Anna Lee'))
    expect(changes()).toEqual([['people.merge', { kept: 2, gone: 1 }]])
    expect(location.hash).toBe('#/people/2')
    await user.click(screen.getByRole('button', { name: words.merging.undo }))
    await screen.findByText(words.merges.takenBack('Ann Lee'))
    expect(changes()[1]).toEqual(['people.unmerge', { merge: 9, photosSince: 'move' }])
  })

  test('begins at the way back, which changes nothing', async () => {
    const { user, changes, question } = await askToMerge(engine(true))
    expect(document.activeElement).toBe(question.getByRole('button', { name: words.common.cancel }))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(changes()).toEqual([])
  })

  test('warns where the photos are not alike', async () => {
    const { question } = await askToMerge(engine(false))
    expect((await question.findByRole('alert')).textContent).toBe(words.merging.unlike)
    question.getByRole('button', { name: words.merging.confirmAnyway })
    expect(question.queryByRole('button', { name: words.merging.confirm })).toBeNull()
  })

  test('that is refused says why and stays', async () => {
    const refuse = () => Promise.reject(new AppError('person-not-found', ''))
    const { user, question } = await askToMerge(engine(true, { 'people.merge': refuse }))
    await user.click(await question.findByRole('button', { name: words.merging.confirm }))
    await screen.findByText(words.errors['person-not-found'])
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(location.hash).toBe('')
  })
})
