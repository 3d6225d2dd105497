// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ForWhom } from '../../../../renderer/features/thresholds/for-whom.tsx'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { show } from '../../show.tsx'

test('how unequal groups are is said of each, the most often named first, with what an office can do', async () => {
  await show(<ForWhom />, {})
  const [, ...rows] = within(screen.getByRole('table')).getAllByRole('row')
  const cells = rows.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  )
  expect(cells).toHaveLength(8)
  expect(cells[0]).toEqual(['Asian men', '1.6%'])
  expect(cells.at(-1)).toEqual(['White men', '0.4%'])
  screen.getByText(words.thresholds.forWhomAdvice)
})
