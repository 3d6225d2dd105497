// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Needs } from '../../../renderer/components/needs.tsx'
import { show } from '../show.tsx'

test.each([
  ['owner', ['erase', 'read']],
  ['hr', ['erase', 'read']],
  ['auditor', ['read']],
  ['reception', []],
] as const)('%s is offered what they may do, and nothing else', async (role, offered) => {
  await show(
    <>
      <Needs method="people.erase">
        <button type="button">erase</button>
      </Needs>
      <Needs method="events.export">
        <button type="button">read</button>
      </Needs>
    </>,
    {
      'accounts.session': () => ({ mode: 'accounts', role, account: null, idleMinutes: null, identityProvider: null }),
    },
  )
  expect(screen.queryAllByRole('button').map(({ textContent }) => textContent)).toEqual(offered)
})
