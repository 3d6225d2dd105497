// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, test } from 'vitest'
import type { Output } from '../../../../main/contract/api.ts'
import type { Instant } from '../../../../main/contract/entities.ts'
import { AppError } from '../../../../main/contract/errors.ts'
import type { Person, Template } from '../../../../main/contract/people.ts'
import { DuplicateDialog } from '../../../../renderer/features/people/duplicate-dialog.tsx'
import { Refusals } from '../../../../renderer/features/people/refusals.tsx'
import { type NotAdded, useEnrol } from '../../../../renderer/features/people/use-enrol.ts'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { type Answers, personOf, show } from '../../show.tsx'

const person: Person = {
  ...personOf(1, 'Li Wei'),
  employeeNumber: '007',
  groups: [],
  employments: [{ joined: null, left: null }],
  createdAt: 0 as Instant,
  templates: 1,
  portrait: null,
}
const other = personOf(2, 'Wang Fang')
const photo = new Uint8Array([1, 2, 3])

/** A person's page as far as it adds a photo and asks about it. */
function Enrolment() {
  const enrolling = useEnrol(person.id)
  const [question, setQuestion] = useState<NotAdded | null>(null)
  return (
    <>
      <button type="button" onClick={() => void enrolling.addPhoto('face.jpg', photo, 'photo')}>
        Add
      </button>
      <p>{enrolling.added} added</p>
      <Refusals enrolling={enrolling} onQuestion={setQuestion} />
      {question === null ? null : (
        <DuplicateDialog
          person={person}
          photo={question}
          enrolling={enrolling}
          onAdded={() => undefined}
          onClose={() => setQuestion(null)}
        />
      )}
    </>
  )
}

const enrolled: Output<'enrol.photo'> = { kind: 'enrolled', template: { id: 5 } as unknown as Template, person }
const lookingLikeSomebody: Output<'enrol.photo'> = {
  kind: 'refused',
  refusal: {
    code: 'looks-like-somebody-else',
    message: '',
    quality: null,
    candidates: [{ person: other, similarity: 0.8 }],
  },
}

/** Adds a photo that looks like somebody else, and opens the question about it. */
async function askAbout(more: Answers = {}) {
  const shown = await show(<Enrolment />, {
    'enrol.photo': ({ allowDuplicate }) => (allowDuplicate ? enrolled : lookingLikeSomebody),
    'people.similarity': () => ({ similarity: 0.8, alike: true }),
    'people.merge': () => ({
      id: 9,
      keptId: other.id,
      name: person.name,
      employeeNumber: null,
      templates: [],
      at: 0 as Instant,
    }),
    ...more,
  })
  await shown.user.click(screen.getByRole('button', { name: 'Add' }))
  await shown.user.click(await screen.findByRole('button', { name: words.duplicate.answer }))
  await screen.findByRole('dialog')
  expect(shown.changes()).toHaveLength(1)
  const choose = (title: string) => shown.user.click(screen.getByRole('button', { name: new RegExp(`^${title}`) }))
  return { ...shown, choose }
}

const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

describe('a photo that looks like somebody else', () => {
  test('goes to the other one where it was added to the wrong person', async () => {
    const { changes, choose } = await askAbout()
    await choose(words.duplicate.add('Wang Fang'))
    await closed()
    const [, [method, input]] = changes() as [unknown, [string, object]]
    expect(method).toBe('enrol.photo')
    expect(input).toEqual({ personId: 2, photo, source: 'photo', allowDuplicate: true, allowUnlike: true })
    screen.getByText(words.visitors.assigned('Wang Fang'))
    screen.getByText('0 added')
  })

  test('is added all the same where they are two people, and no merge is asked for', async () => {
    const { changes, choose } = await askAbout()
    await choose(words.duplicate.two)
    await closed()
    expect(changes().slice(1)).toEqual([['enrol.photo', { personId: 1, photo, source: 'photo', allowDuplicate: true }]])
    await screen.findByText('1 added')
  })

  test('merges the two after another question, and takes the photo along', async () => {
    const { user, changes, choose } = await askAbout()
    await choose(words.duplicate.merge)
    const question = within(await screen.findByRole('alertdialog'))
    expect(changes()).toHaveLength(1)
    await user.click(await question.findByRole('button', { name: words.merging.confirm }))
    await closed()
    expect(changes().slice(1)).toEqual([
      ['people.merge', { kept: 2, gone: 1 }],
      ['enrol.photo', { personId: 2, photo, source: 'photo', allowDuplicate: true, allowUnlike: true }],
    ])
    expect(location.hash).toBe('#/people/2')
  })

  test('is still asked about where the answer could not be carried out', async () => {
    const { choose } = await askAbout({
      'enrol.photo': ({ allowDuplicate }) => {
        if (allowDuplicate) throw new AppError('disk-full', '')
        return lookingLikeSomebody
      },
    })
    await choose(words.duplicate.add('Wang Fang'))
    await screen.findByText(words.errors['disk-full'])
    screen.getByRole('dialog')
  })
})
