import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { settled } from '../helpers/settled.ts'
import { webOffice } from '../helpers/web-office.ts'

/** What a form says when something is missing or refused, and what becomes of it when somebody turns away. */
const { openPage } = webOffice(async (app: App) => {
  await app.call('people.create', { name: 'Ada Lindqvist', employeeNumber: '1001', groups: [] })
  await app.call('people.create', { name: 'Grace Oyelaran', employeeNumber: '1002', groups: [] })
})

const focused = (page: Page) => page.evaluate('document.activeElement?.labels?.[0]?.textContent ?? null')

const forms = [
  { route: 'corrections', open: 'Add entry', submit: 'Save', says: ['Select a person.'] },
  { route: 'schedules/schedules', open: 'Add schedule', submit: 'Save', says: ['Please enter a name.'] },
  { route: 'schedules/policies', open: 'Add rules', submit: 'Save', says: ['Please enter a name.'] },
  { route: 'schedules/leave', open: 'Add leave', submit: 'Save', says: ['Select a person.'] },
  { route: 'settings/connections', open: 'Create token', submit: 'Create', says: ['Please enter a name.'] },
  { route: 'people', open: 'Add person', submit: 'Save', says: ['Please enter a name.'] },
]

test.each(forms)('$open in $route says what is missing, and goes there', async ({ route, open, submit, says }) => {
  const page = await openPage(route)
  await page.getByRole('button', { name: open }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  const name = dialog.getByRole('textbox').first()
  if (!says[0]?.includes('person')) await name.fill('')
  await dialog.getByRole('button', { name: submit, exact: true }).click()
  for (const text of says) await dialog.getByText(text).waitFor()
  expect(await dialog.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0)
  expect(await page.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true')
})

test('a refused number is said at its field, with who has it, and the keyboard stays there', async () => {
  const page = await openPage('people/1')
  await page.getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Employee number').fill('1002')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Already used by Grace Oyelaran.').waitFor()
  expect(await focused(page)).toBe('Employee number')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('1003')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('1003').first().waitFor()
})

test('Escape and a press beside a form ask before they drop what was typed', async () => {
  const page = await openPage('people')
  await page.getByRole('button', { name: 'Add person' }).first().click()
  const dialog = page.getByRole('dialog')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Add person' }).first().click()
  await page.keyboard.type('Bea')
  await page.mouse.click(5, 5)
  const question = page.getByRole('alertdialog', { name: 'Discard your changes?' })
  await question.getByRole('button', { name: 'Keep editing' }).click()
  expect(await dialog.getByLabel('Name').inputValue()).toBe('Bea')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Discard' }).click()
  await dialog.waitFor({ state: 'detached' })
})

test('a PIN that is shown once stays until it is done with', async () => {
  const page = await openPage('people/1')
  await page.locator('[data-part=pin-card]').getByRole('button').last().click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('[data-part=pin-given]').waitFor()
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await settled(page)
  expect(await dialog.locator('[data-part=pin-given]').isVisible()).toBe(true)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.waitFor({ state: 'detached' })
})
