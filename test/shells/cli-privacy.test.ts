import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { runRollcall } from '../helpers/rollcall-command.ts'

async function office() {
  const data = scratchFolder()
  await (await openApp({ dataFolder: data })).close()
  return (...words: string[]) => runRollcall(data, ...words)
}

test('the notice is written into the file that is named, in a language, with what was entered', async () => {
  const rollcall = await office()
  const basis = ['consent', 'basis', 'consent', '--operator', 'Acme GmbH', '--address', 'Hauptstraße 1']
  expect(
    (await rollcall(...basis, '--contact', 'dsb@acme.example', '--notice-url', 'https://acme.example')).out,
  ).toContain('Full notice: https://acme.example\n')
  const file = join(scratchFolder(), 'notice.html')
  const { code, out } = await rollcall('notice', '--out', file, '--language', 'de', '--json')
  expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, file, document: 'notice', language: 'de' })
  const html = readFileSync(file, 'utf8')
  for (const said of [
    '<h1>Datenschutzhinweise',
    'Acme GmbH',
    'Hauptstraße 1',
    'dsb@acme.example',
    'https://acme.example',
  ])
    expect(html).toContain(said)
  expect((await rollcall('notice', '--out', file, '--retention', '--language', 'zh')).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toContain('<h1>个人信息的保存期限与删除规则</h1>')
  expect((await rollcall('consent', 'basis', '--notice-url', '')).out).not.toContain('Full notice')
  expect((await rollcall('consent', 'basis', '--notice-url', 'acme')).code).toBe(2)
})

test('a country is looked at, then chosen; broken rules end with exit code 1', async () => {
  const rollcall = await office()
  expect((await rollcall('country')).out).toBe('No country is chosen.\n')
  const looked = await rollcall('country', 'us-il')
  expect(looked).toMatchObject({ code: 0 })
  expect(looked.out).toContain('Legal basis: Not decided → Consent\n')
  expect(looked.out).toContain('This is not legal advice.')
  expect(JSON.parse((await rollcall('country', '--json')).out)).toMatchObject({ chosen: null })
  const chosen = await rollcall('country', 'US-IL', '--choose')
  expect(chosen).toMatchObject({ code: 1, out: expect.stringMatching(/^broken +Publish the policy +740 ILCS/m) })
  expect(chosen.out).not.toContain('→')
  await rollcall('consent', 'basis', '--notice-url', 'https://acme.example')
  expect((await rollcall('country')).code).toBe(0)
  expect((await rollcall('country', 'none', '--choose')).out).toBe('No country is chosen.\n')
  expect((await rollcall('country', 'Atlantis')).code).toBe(2)
})

test('the papers for the works council are made from this installation', async () => {
  const rollcall = await office()
  const file = join(scratchFolder(), 'dpia.html')
  expect(await rollcall('dpia', '--out', file, '--language', 'en')).toMatchObject({ code: 0 })
  const html = readFileSync(file, 'utf8')
  for (const said of [
    'There are too few people or photos here',
    'The key is in the same folder',
    'Nothing is sent to the maker',
  ])
    expect(html).toContain(said)
})
