import { expect, test } from 'vitest'
import { checkNames, type FallBack, type Finding, type FindingKind } from '../../../../main/contract/checks.ts'
import { damageKinds } from '../../../../main/contract/damages.ts'
import type { Instant } from '../../../../main/contract/entities.ts'
import type { KeyPlace } from '../../../../main/contract/key-place.ts'
import { type Language, languageCodes } from '../../../../main/contract/languages.ts'
import { englishFindings } from '../../../../main/services/finding-sentences.ts'
import { keyPlaceText } from '../../../../renderer/components/key-place-text.ts'
import { findingText } from '../../../../renderer/features/settings/finding-text.ts'
import { loadMessages } from '../../../../renderer/messages/catalogue.ts'
import { createFormat } from '../../../../renderer/messages/format.ts'

const detail = 'something that a library says in English'
const since = 0 as Instant

/** One of every kind, its figures such as no sentence has of its own. */
const findings: { readonly [K in FindingKind]: Extract<Finding, { kind: K }> } = {
  'models-whole': { kind: 'models-whole', files: 731, pack: 'P1' },
  'models-wrong': { kind: 'models-wrong', files: [{ file: '/m/1.onnx', problem: 'missing' }] },
  'native-whole': { kind: 'native-whole', files: 731 },
  'native-wrong': { kind: 'native-wrong', files: [{ file: 'a/b.node', problem: 'changed' }] },
  'native-unlisted': { kind: 'native-unlisted' },
  provider: { kind: 'provider', name: 'cpu', available: ['cpu', 'webgpu'] },
  'provider-fell-back': {
    kind: 'provider-fell-back',
    name: 'cpu',
    wanted: 'webgpu',
    fallBack: { kind: 'failed', detail },
  },
  'database-whole': { kind: 'database-whole', schema: 732, events: 731 },
  'database-damaged': { kind: 'database-damaged', detail },
  'log-whole': { kind: 'log-whole' },
  'log-short': { kind: 'log-short', entries: 731, audit: 732, since },
  'file-same': { kind: 'file-same' },
  'file-changed': { kind: 'file-changed', since },
  'audit-whole': { kind: 'audit-whole', entries: 731 },
  'audit-broken': { kind: 'audit-broken', entry: 731 },
  'records-proved': { kind: 'records-proved', rows: 731, since, waiting: 7 },
  'records-changed': { kind: 'records-changed', faults: [{ table: 'events', key: 731, what: 'changed' }], total: 1 },
  'heads-none': { kind: 'heads-none' },
  'heads-same': { kind: 'heads-same', heads: 731, newest: since },
  'heads-unlike': { kind: 'heads-unlike', made: since, verdict: 'older' },
  'values-whole': { kind: 'values-whole' },
  'values-damaged': { kind: 'values-damaged', damages: damageKinds.map((kind) => ({ kind, of: ['731'] })) },
  'index-whole': { kind: 'index-whole', templates: 731, search: 'exact' },
  'index-partial': { kind: 'index-partial', templates: 732, indexed: 731 },
  'key-interrupted': { kind: 'key-interrupted', since },
  key: { kind: 'key', place: { kind: 'file', path: '/d/731' }, besideData: true },
  'folder-closed': { kind: 'folder-closed' },
  'folder-open': { kind: 'folder-open', folder: '/d/731', mode: '732' },
  'diagnostic-log': { kind: 'diagnostic-log', file: null },
  disk: { kind: 'disk', bytes: 731e6 },
  'disk-nearly-full': { kind: 'disk-nearly-full', bytes: 73.1e6 },
  'not-checked': { kind: 'not-checked', code: 'database-busy', detail },
}

const places = [
  { kind: 'file', path: '/d/key' },
  { kind: 'passphrase' },
  { kind: 'keychain' },
  { kind: 'windows-protection' },
  { kind: 'key-ring' },
  { kind: 'recovery-key' },
] as const satisfies readonly KeyPlace[]

/** Names that are the same in every language, and what commands, files and tables are called. */
const names = /Rollcall|events|npm start|chmod|webgpu|cpu|onnx|Webhook|PIN|macOS|Windows|rollcall\.db|[km]B\b/gi
const shown = (finding: Finding) => JSON.stringify(finding).match(/73[12]/g) ?? []

async function textIn(language: Language) {
  const words = await loadMessages(language)
  return (finding: Finding) => findingText(words, createFormat(language), finding)
}

test.each(languageCodes)('every finding is said in %s with its figures, and no library’s English', async (language) => {
  const text = await textIn(language)
  for (const finding of Object.values(findings)) {
    const said = text(finding)
    expect(said, finding.kind).not.toContain(detail)
    if (finding.kind === 'disk-nearly-full') expect(said).toContain(createFormat(language).bytes(73.1e6))
    else for (const figure of shown(finding)) expect(said, finding.kind).toContain(figure)
  }
})

async function everyTextIn(language: Language) {
  const words = await loadMessages(language)
  const text = await textIn(language)
  const fallBacks = (['failed', 'stopped', 'crashed'] satisfies FallBack['kind'][]).map((kind) =>
    text({ kind: 'provider-fell-back', name: 'cpu', wanted: 'webgpu', fallBack: { kind, detail } }),
  )
  expect(new Set(fallBacks).size).toBe(3)
  return [
    ...Object.values(findings).map(text),
    ...fallBacks,
    ...places.map((place) => keyPlaceText(words, place)),
    ...checkNames.map((name) => words.settings.checks[name]),
  ]
}

/** What is left of a text without names and paths. */
const ownWords = (text: string) => text.replaceAll(names, '').replaceAll(/\/[\w./]+/g, '')

test.each(languageCodes.filter((code) => code !== 'en'))('nothing of doctor is English in %s', async (language) => {
  const all = await everyTextIn(language)
  const english = await everyTextIn('en')
  expect(all.filter((text, index) => text === english[index])).toEqual([])
  const isLatin = new Intl.Locale(language).maximize().script === 'Latn'
  expect(all.filter((text) => !isLatin && /[a-z]{3,}/i.test(ownWords(text)))).toEqual([])
})

test('the command line has an English sentence for every finding', () => {
  expect(Object.keys(englishFindings).toSorted()).toEqual(Object.keys(findings).toSorted())
})
