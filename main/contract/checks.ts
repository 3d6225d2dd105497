import { z } from 'zod'
import { DamagedValues } from './damages.ts'
import { Instant } from './entities.ts'
import { errorCodes } from './errors.ts'
import { KeyPlace } from './key-place.ts'
import { headVerdicts } from './record-head.ts'
import { RecordFault } from './records.ts'

/** Why another provider than the wanted one is in use. */
export const FallBack = z.object({
  /** `failed`: it could not load or run a model. `stopped`: its thread died or hung. `crashed`: so did the process. */
  kind: z.enum(['failed', 'stopped', 'crashed']),
  /** The error in English, for whoever looks for the cause. */
  detail: z.string(),
})
export type FallBack = z.infer<typeof FallBack>

export const checkNames = [
  'models',
  'native files',
  'provider',
  'database',
  'log',
  'database file',
  'audit log',
  'stored values',
  'records',
  'heads',
  'index',
  'key',
  'data folder',
  'diagnostic log',
  'disk',
] as const
export type CheckName = (typeof checkNames)[number]

/** What a check found, with everything that a sentence about it needs. */
export const Finding = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('models-whole'), files: z.number().int(), pack: z.string() }),
  z.object({
    kind: z.literal('models-wrong'),
    files: z.array(z.object({ file: z.string(), problem: z.enum(['missing', 'damaged']) })),
  }),
  z.object({ kind: z.literal('native-whole'), files: z.number().int() }),
  z.object({
    kind: z.literal('native-wrong'),
    files: z.array(z.object({ file: z.string(), problem: z.enum(['missing', 'changed']) })),
  }),
  /** Nothing is known of what they were. */
  z.object({ kind: z.literal('native-unlisted') }),
  z.object({ kind: z.literal('provider'), name: z.string(), available: z.array(z.string()) }),
  z.object({ kind: z.literal('provider-fell-back'), name: z.string(), wanted: z.string(), fallBack: FallBack }),
  z.object({ kind: z.literal('database-whole'), schema: z.number().int(), events: z.number().int() }),
  /** `detail` is SQLite's own message. */
  z.object({ kind: z.literal('database-damaged'), detail: z.string() }),
  z.object({ kind: z.literal('log-whole') }),
  z.object({ kind: z.literal('log-short'), entries: z.number().int(), audit: z.number().int(), since: Instant }),
  z.object({ kind: z.literal('file-same') }),
  z.object({ kind: z.literal('file-changed'), since: Instant }),
  z.object({ kind: z.literal('audit-whole'), entries: z.number().int() }),
  z.object({ kind: z.literal('audit-broken'), entry: z.number().int() }),
  z.object({ kind: z.literal('values-whole') }),
  z.object({ kind: z.literal('values-damaged'), damages: z.array(DamagedValues) }),
  /** `since`: since when rows are sealed, null from the beginning; `waiting`: how many are not sealed yet. */
  z.object({
    kind: z.literal('records-proved'),
    rows: z.number().int(),
    since: Instant.nullable(),
    waiting: z.number().int(),
  }),
  /** The first of them, and how many there are. */
  z.object({ kind: z.literal('records-changed'), faults: z.array(RecordFault), total: z.number().int() }),
  z.object({ kind: z.literal('heads-none') }),
  /** How many heads were compared, and when the newest of them was made. */
  z.object({ kind: z.literal('heads-same'), heads: z.number().int(), newest: Instant }),
  /** The first head that the records do not agree with. */
  z.object({
    kind: z.literal('heads-unlike'),
    made: Instant,
    verdict: z.enum(headVerdicts).exclude(['same', 'erased']),
  }),
  z.object({ kind: z.literal('index-whole'), templates: z.number().int(), search: z.enum(['exact', 'hnsw']) }),
  z.object({ kind: z.literal('index-partial'), templates: z.number().int(), indexed: z.number().int() }),
  z.object({ kind: z.literal('key'), place: KeyPlace, besideData: z.boolean() }),
  /** Giving the data another key was begun and did not get to its end. */
  z.object({ kind: z.literal('key-interrupted'), since: Instant }),
  z.object({ kind: z.literal('folder-closed') }),
  z.object({ kind: z.literal('folder-open'), folder: z.string(), mode: z.string() }),
  /** Null where nothing is logged. */
  z.object({ kind: z.literal('diagnostic-log'), file: z.string().nullable() }),
  z.object({ kind: z.literal('disk'), bytes: z.number() }),
  z.object({ kind: z.literal('disk-nearly-full'), bytes: z.number() }),
  /** The check itself failed. */
  z.object({ kind: z.literal('not-checked'), code: z.enum(errorCodes), detail: z.string() }),
])
export type Finding = z.infer<typeof Finding>
export type FindingKind = Finding['kind']

export const Check = z.object({
  name: z.enum(checkNames),
  ok: z.boolean(),
  finding: Finding,
  /** The finding in English, with what to do when it is not ok, for the command line. */
  message: z.string(),
})
export type Check = z.infer<typeof Check>

/** One sentence for every kind of finding. */
export type FindingWords = { readonly [K in FindingKind]: (finding: Extract<Finding, { kind: K }>) => string }

/** Describes a finding in the words of one language. */
export function describeFinding(words: FindingWords, finding: Finding): string {
  return (words[finding.kind] as (finding: Finding) => string)(finding)
}
