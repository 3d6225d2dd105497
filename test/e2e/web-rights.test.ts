import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { webOffice } from '../helpers/web-office.ts'

const { openPage } = webOffice((app) => app.call('people.create', { name: 'Ada Lovelace', employeeNumber: '7' }))

test('an office saves the ZIP of what is held about a person, in their language', async () => {
  const page = await openPage('people/1')
  await page.getByRole('button', { name: 'Everything held about them…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Everything held about Ada Lovelace' })
  await dialog.getByRole('button', { name: /Language of the page/ }).click()
  await page.getByRole('option', { name: '中文' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save ZIP' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^rollcall-person-1-\d{4}-\d\d-\d\d\.zip$/)
  const files = unzipSync(readFileSync(await download.path()))
  expect(strFromU8(files['index.html']!)).toContain('关于Ada Lovelace保存的数据')
  expect(JSON.parse(strFromU8(files['data.json']!)).person).toMatchObject([{ name: 'Ada Lovelace' }])
  await page.getByText(/rows saved as rollcall-person-1/).waitFor()
  await dialog.waitFor({ state: 'detached' })
})
