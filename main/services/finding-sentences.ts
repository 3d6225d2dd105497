import type { FindingWords } from '../contract/checks.ts'
import { describeKeyPlace } from '../contract/key-place.ts'
import { count, megabytes } from '../text/words.ts'
import { damageSentence, describeChange, describeGone } from './damages.ts'
import { describeDifferent, describeOlder, recordsSentence } from './record-sentences.ts'

const isoOf = (at: number) => new Date(at).toISOString()

const headSentences = {
  older: describeOlder,
  differs: describeDifferent,
  foreign: (made: string) =>
    `the head of ${made} was not signed by this installation: name one of its own, or look who changed the file`,
}

/** The doctor's findings in English, for the command line; windows have their own words. */
export const englishFindings: FindingWords = {
  'models-whole': ({ files, pack }) => `${files} model files of the pack ${pack} are the ones of the manifest`,
  'models-wrong': ({ files }) =>
    `${files.map(({ file, problem }) => `${file} is ${problem}`).join(', ')}: delete it if it is there, and run npm start, which makes it anew`,
  'native-whole': ({ files }) => `${count(files, 'library', 'libraries')} as installed`,
  'native-wrong': ({ files }) =>
    `${files.map(({ file, problem }) => `${file} is ${problem}`).join(', ')}: another program may have exchanged it. Reinstall Rollcall, or run npm ci and npm start`,
  'native-unlisted': () => 'not known what they were: start Rollcall once with npm start',
  provider: ({ name, available }) => `${name} is in use; available: ${available.join(', ')}`,
  'provider-fell-back': ({ name, wanted, fallBack }) => `${wanted} was wanted, ${name} is in use: ${fallBack.detail}`,
  'database-whole': ({ schema, events }) => `intact, schema version ${schema}, ${events} events`,
  'database-damaged': ({ detail }) => `damaged (${detail}): restore a backup`,
  'log-whole': () => 'reaches as far as what was stored',
  'log-short': (gone) => `${describeGone(gone)} Once you know why: dismiss the notice, or run doctor --accept-loss`,
  'file-same': () => 'is the one that was closed',
  'file-changed': ({ since }) => `${describeChange(since)} Then dismiss the notice, or run doctor --accept-loss`,
  'audit-whole': ({ entries }) => `${entries} entries, unbroken`,
  'audit-broken': ({ entry }) => `changed or shortened from entry ${entry} on: compare with a backup`,
  'values-whole': () => 'all can be read and open with the key',
  'values-damaged': ({ damages }) => damages.map(damageSentence).join(' '),
  'records-proved': ({ rows, since, waiting }) =>
    [
      `all ${rows} rows that decide something are as Rollcall wrote them`,
      ...(since === null ? [] : [`sealed since ${new Date(since).toISOString()}; nobody knows of changes before`]),
      ...(waiting === 0 ? [] : [`${waiting} older rows are still to be sealed`]),
    ].join('; '),
  'records-changed': ({ faults, total }) => recordsSentence(faults, total),
  'heads-none': () =>
    'none is kept outside the database: choose a folder under Settings, Proof for an auditor, or name a file with --head',
  'heads-same': ({ heads, newest }) =>
    `${count(heads, 'head')} ${heads === 1 ? 'agrees' : 'agree'}: no entry and no line of the audit log from before ${isoOf(newest)} was altered`,
  'heads-unlike': ({ made, verdict }) => headSentences[verdict](isoOf(made)),
  'index-whole': ({ templates, search }) => `${templates} templates, ${search} search`,
  'index-partial': ({ templates, indexed }) =>
    `${indexed} of ${templates} templates are indexed: restart Rollcall, it rebuilds the index`,
  key: ({ place, besideData }) =>
    besideData
      ? `${describeKeyPlace(place)}, beside the data: whoever copies the folder can open them`
      : describeKeyPlace(place),
  'key-interrupted': ({ since }) =>
    `giving the data another key was begun on ${isoOf(since)} and did not get to its end; nothing was changed: do it again, under Settings, Backups, or with \`rollcall key rotate\``,
  'folder-closed': () => 'for its owner alone',
  'folder-open': ({ folder, mode }) =>
    `other users of this machine can see which files are in ${folder} (mode ${mode}), though not read them: run chmod 700 on it`,
  'diagnostic-log': ({ file }) => file ?? 'nothing is taken down here',
  disk: ({ bytes }) => `${megabytes(bytes)} free`,
  'disk-nearly-full': ({ bytes }) => `only ${megabytes(bytes)} free: make room before events can no longer be stored`,
  'not-checked': ({ detail }) => detail,
}
