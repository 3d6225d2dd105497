import { z } from 'zod'
import { Alternative, ConsentKind, ConsentLanguage, ConsentText } from '../../contract/consent.ts'
import { Instant } from '../../contract/entities.ts'
import { Uid } from '../../contract/shared-change.ts'
import { signatureContext } from '../consents.ts'
import { blob, type Database } from '../database.ts'
import type { Vault } from '../vault.ts'
import type { Referents } from './referents.ts'
import { isVoid, known, readFields, refused, type SharedRows, taken } from './shared-row.ts'
import { openSharedTimes } from './shared-times.ts'
import type { Uids } from './uids.ts'

const SharedConsent = z.object({
  person: Uid,
  kind: ConsentKind,
  at: Instant,
  /** What was read. */
  text: ConsentText.extend({ version: z.number().int(), language: ConsentLanguage, hash: z.string() }).nullable(),
  name: z.string(),
  guardian: z.string().nullable(),
  witness: z.string(),
  place: z.string(),
  paper: z.string().nullable(),
  alternative: Alternative,
})

const SharedConfirmation = z.object({
  person: Uid,
  month: z.string(),
  digest: z.string(),
  workedMinutes: z.number().int(),
  at: Instant,
  kiosk: z.string(),
})

interface Tables {
  readonly uids: Uids
  readonly referents: Referents
}

interface ConsentRow {
  person_id: number
  kind: string
  at: number
  text_version: number | null
  language: string | null
  text_hash: string | null
  title: string | null
  body: string | null
  name: string
  guardian: string | null
  witness: string
  place: string
  paper: string | null
  alternative: string
  signature: Uint8Array | null
}

/** What people said about the use of their faces: the union, of which the last one of a person counts. */
export function openSharedConsents(
  database: Database,
  { uids, referents, vault }: Tables & { readonly vault: Pick<Vault, 'seal' | 'open'> },
): SharedRows {
  const times = openSharedTimes(database)
  const byId = database.prepare<ConsentRow>(`
    select person_id, kind, at, text_version, language, text_hash, title, body, name, guardian, witness, place, paper,
      alternative, signature
    from consents left join consent_texts on hash = text_hash where id = @id`)
  const lastId = database.prepare<{ id: number }>(
    "select coalesce(max(seq), 0) as id from sqlite_sequence where name = 'consents'",
  )
  const keepText = database.prepare(`
    insert into consent_texts (hash, title, body) values (@hash, @title, @body) on conflict (hash) do nothing`)
  const insert = database.prepare(`
    insert into consents (id, person_id, kind, at, text_version, language, text_hash, name, guardian, witness, place,
      paper, alternative, signature)
    values (@id, @personId, @kind, @at, @version, @language, @hash, @name, @guardian, @witness, @place, @paper,
      @alternative, @signature)`)
  return {
    read(id) {
      const row = byId.get({ id })
      const person = row && uids.of('person', row.person_id)
      if (row === undefined || person == null || !database.proof.holds('consents', id)) return null
      const { text_version: version, language, text_hash: hash, title, body } = row
      const { kind, at, name, guardian, witness, place, paper, alternative, signature } = row
      return {
        fields: {
          ...{ person, kind, at, name, guardian, witness, place, paper, alternative },
          text: hash === null || title === null ? null : { version, language, hash, title, body },
        },
        secret: signature && vault.open(blob(signature), signatureContext(id)),
      }
    },
    take({ uid, fields, secret, time }, touched) {
      const shared = readFields(SharedConsent, fields)
      if (shared === null) return refused
      if (uids.find('consent', uid) !== null) return known
      const at = referents.person(shared.person)
      if (at.kind === 'erased') return isVoid
      if (at.kind === 'unknown') return { kind: 'waits', for: shared.person }
      const { person: _, text, ...same } = shared
      if (text !== null) keepText.run({ hash: text.hash, title: text.title, body: text.body })
      const id = lastId.get()!.id + 1
      insert.run({
        ...same,
        ...{
          id,
          personId: at.id,
          version: text?.version ?? null,
          language: text?.language ?? null,
          hash: text?.hash ?? null,
        },
        signature: secret && vault.seal(secret, signatureContext(id)),
      })
      uids.assign('consent', id, uid)
      times.put('consent', id, time)
      touched.people.add(at.id)
      return taken
    },
  }
}

/** Months of hours that people confirmed: the union, of which the last one of a person and month counts. */
export function openSharedConfirmations(database: Database, { uids, referents }: Tables): SharedRows {
  const times = openSharedTimes(database)
  const byId = database.prepare<{
    person_id: number
    month: string
    digest: string
    worked_minutes: number
    at: number
    kiosk: string
  }>('select person_id, month, digest, worked_minutes, at, kiosk from hour_confirmations where id = @id')
  const insert = database.prepare(`
    insert into hour_confirmations (person_id, month, digest, worked_minutes, at, kiosk)
    values (@personId, @month, @digest, @workedMinutes, @at, @kiosk)`)
  return {
    read(id) {
      const row = byId.get({ id })
      const person = row && uids.of('person', row.person_id)
      if (row === undefined || person == null || !database.proof.holds('hour_confirmations', id)) return null
      const { month, digest, worked_minutes: workedMinutes, at, kiosk } = row
      return { fields: { person, month, digest, workedMinutes, at, kiosk }, secret: null }
    },
    take({ uid, fields, time }) {
      const shared = readFields(SharedConfirmation, fields)
      if (shared === null) return refused
      if (uids.find('confirmation', uid) !== null) return known
      const at = referents.person(shared.person)
      if (at.kind === 'erased') return isVoid
      if (at.kind === 'unknown') return { kind: 'waits', for: shared.person }
      const { person: _, ...same } = shared
      const { id } = insert.run({ ...same, personId: at.id })
      uids.assign('confirmation', id, uid)
      times.put('confirmation', id, time)
      return taken
    },
  }
}
