import { describeFinding, type Finding, type FindingWords } from '../../../main/contract/checks.ts'
import type { Notice } from '../../../main/contract/notices.ts'
import { keyPlaceText } from '../../components/key-place-text.ts'
import type { Messages } from '../../messages/en/index.ts'
import type { Format } from '../../messages/format.ts'
import { noticeText } from '../../messages/notice-text.ts'

/** Says what a check has found; findings that are also notices have the notice's words. */
export function findingText(words: Messages, format: Format, finding: Finding): string {
  const { settings, errors } = words
  const { findings } = settings
  const notice = (code: Notice['code'], details?: Notice['details']) => noticeText(words, code, details) ?? code
  const sentences: FindingWords = {
    'models-whole': ({ files, pack }) => findings.modelsWhole(files, pack),
    'models-wrong': ({ files }) => findings.modelsWrong(files.map(({ file }) => file).join(', ')),
    'native-whole': ({ files }) => findings.nativeWhole(files),
    'native-wrong': ({ files }) => findings.nativeWrong(files.map(({ file }) => file).join(', ')),
    'native-unlisted': () => findings.nativeUnlisted,
    provider: ({ name, available }) => `${name} · ${settings.available(available.join(', '))}`,
    'provider-fell-back': ({ wanted, fallBack }) => settings.fellBack(wanted, settings.fallBacks[fallBack.kind]),
    'database-whole': ({ events, schema }) => findings.databaseWhole(events, schema),
    'database-damaged': () => notice('database-damaged'),
    'log-whole': () => findings.logWhole,
    'log-short': (gone) => notice('entries-gone', gone),
    'file-same': () => findings.fileSame,
    'file-changed': () => notice('database-changed'),
    'audit-whole': ({ entries }) => findings.auditWhole(entries),
    'audit-broken': ({ entry }) => notice('audit-broken', { entry }),
    'records-proved': ({ rows, since, waiting }) =>
      findings.recordsProved(rows, since === null ? null : format.dayAndTime(since), waiting),
    'records-changed': ({ faults, total }) =>
      notice('records-changed', {
        rows: faults.map(({ table, key }) => (key === null ? table : `${table} ${key}`)).join(', '),
        total,
      }),
    'heads-none': () => findings.headsNone,
    'heads-same': ({ heads, newest }) => findings.headsSame(heads, format.dayAndTime(newest)),
    'heads-unlike': ({ made, verdict }) =>
      verdict === 'foreign'
        ? findings.headForeign(format.dayAndTime(made))
        : notice(verdict === 'older' ? 'records-older' : 'records-differ', { made: format.dayAndTime(made) }),
    'values-whole': () => findings.valuesWhole,
    'values-damaged': ({ damages }) => notice('data-damaged', { damages }),
    'index-whole': ({ templates, search }) => findings.indexWhole(templates, settings.searches[search]),
    'index-partial': ({ indexed, templates }) => findings.indexPartial(indexed, templates),
    key: ({ place, besideData }) =>
      besideData ? `${keyPlaceText(words, place)} · ${settings.keyBesideData}` : keyPlaceText(words, place),
    'key-interrupted': ({ since }) => findings.keyInterrupted(format.dayAndTime(since)),
    'folder-closed': () => findings.folderClosed,
    'folder-open': ({ folder, mode }) => findings.folderOpen(folder, mode),
    'diagnostic-log': ({ file }) => file ?? findings.noLog,
    disk: ({ bytes }) => findings.disk(format.bytes(bytes)),
    'disk-nearly-full': ({ bytes }) => findings.diskNearlyFull(format.bytes(bytes)),
    'not-checked': ({ code }) => errors[code],
  }
  return describeFinding(sentences, finding)
}
