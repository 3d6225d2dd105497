import type { NewestConsent } from '../consent/consent.ts'
import type { Alternative, ConsentKind, ConsentLanguage, ConsentRecord, ConsentText } from '../contract/consent.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { blob, type Database } from './database.ts'
import type { Erased } from './erased.ts'
import { newestConsentId, newestFirst } from './sharing/shared-times.ts'
import type { Vault } from './vault.ts'

export interface ConsentDraft
  extends Pick<ConsentRecord, 'kind' | 'name' | 'guardian' | 'witness' | 'place' | 'paper' | 'alternative'> {
  readonly personId: PersonId
  readonly text: { readonly version: number; readonly language: ConsentLanguage; readonly hash: string } | null
  /** A PNG picture. */
  readonly signature: Uint8Array | null
}

/** Somebody with what their consent depends on. */
export interface ConsentStanding {
  readonly personId: PersonId
  readonly newest: NewestConsent | null
  readonly guardianSigns: boolean
}

export interface ConsentRow extends ConsentStanding {
  readonly name: string
  readonly photos: number
  /** Imported photos that wait for a consent. */
  readonly held: number
}

/** What people said about the use of their faces. Records are never changed; a changed one does not count. */
export interface Consents {
  /** @param text what was read, which is kept too; null for a withdrawal */
  add(draft: ConsentDraft, text: ConsentText | null): ConsentRecord
  /** Newest first. */
  listOf(personId: PersonId): ConsentRecord[]
  find(id: number): (ConsentRecord & { readonly personId: PersonId }) | null
  /** A PNG picture; null without one. @throws AppError `database-damaged` */
  readSignature(id: number): Uint8Array | null
  standingOf(personId: PersonId): ConsentStanding
  /** Everybody, in order of name. */
  list(): ConsentRow[]
  /**
   * Everybody with templates, as it is stored, and whether these are searched. It does not tell whether the statements
   * hold, which would take a second for ten thousand people.
   */
  listStored(): (ConsentStanding & { readonly searched: boolean })[]
  setGuardianSigns(personId: PersonId, signs: boolean): void
  /** Lets whoever has the code sign once; a later code takes the place of an earlier one. */
  keepCode(personId: PersonId, code: string, until: Instant, witness: string): void
  findByCode(code: string): { readonly personId: PersonId; readonly witness: string } | null
  forgetCode(personId: PersonId): void
}

interface Row {
  id: number
  person_id: number
  kind: ConsentKind
  at: number
  text_version: number | null
  language: ConsentLanguage | null
  text_hash: string | null
  name: string
  guardian: string | null
  witness: string
  place: string
  paper: string | null
  alternative: Alternative
  signed: number
}

interface StoredStanding {
  id: number
  searched: number
  guardian_signs: number | null
  kind: ConsentKind | null
  text_version: number | null
  guardian: string | null
}

const columns = `id, person_id, kind, at, text_version, language, text_hash, name, guardian, witness, place, paper,
  alternative, signature is not null as signed`

export const signatureContext = (id: number) => `signature of consent ${id}`

/** @param noteErased see `Erased` */
export function openConsents(
  database: Database,
  vault: Pick<Vault, 'seal' | 'open' | 'fingerprint'>,
  now: () => number,
  noteErased: Erased['note'] = () => undefined,
): Consents {
  const lastId = database.prepare<{ id: number }>(
    "select coalesce(max(seq), 0) as id from sqlite_sequence where name = 'consents'",
  )
  const insert = database.prepare(`
    insert into consents (id, person_id, kind, at, text_version, language, text_hash, name, guardian, witness, place,
      paper, alternative, signature)
    values (@id, @personId, @kind, @at, @version, @language, @hash, @name, @guardian, @witness, @place, @paper,
      @alternative, @signature)`)
  const keepText = database.prepare(
    'insert or ignore into consent_texts (hash, title, body) values (@hash, @title, @body)',
  )
  const ofPerson = database.prepare<Row>(
    `select ${columns} from consents where person_id = @personId order by ${newestFirst('consent', 'consents')}`,
  )
  const byId = database.prepare<Row>(`select ${columns} from consents where id = @id`)
  const createdAt = database.prepare<{ at: number }>('select created_at as at from people where id = @personId')
  const signature = database.prepare<{ signature: Uint8Array | null }>('select signature from consents where id = @id')
  const guardian = database.prepare<{ signs: number | null }>(
    'select guardian_signs as signs from people where id = @personId',
  )
  const setGuardian = database.prepare('update people set guardian_signs = @signs where id = @personId')
  const all = database.prepare<{ id: number; name: string; photos: number; held: number }>(`
    select id, name, (select count(*) from templates where person_id = people.id) as photos,
      (select count(*) from import_photos where person_id = people.id and state = 'held') as held
    from people order by sort_name, id`)
  const stored = database.prepare<StoredStanding>(`
    select people.id, searched, guardian_signs, kind, text_version, guardian
    from people left join consents on consents.id = (${newestConsentId})
    where exists (select 1 from templates where person_id = people.id)`)
  const putCode = database.prepare(`
    insert or replace into consent_codes (person_id, hash, until, witness) values (@personId, @hash, @until, @witness)`)
  const code = database.prepare<{ person_id: number; until: number; witness: string }>(
    'select person_id, until, witness from consent_codes where hash = @hash',
  )
  const dropCode = database.prepare('delete from consent_codes where person_id = @personId')

  const hashCode = (digits: string) => vault.fingerprint(Buffer.from(digits), 'consent code')

  const rowsOf = (personId: PersonId) =>
    ofPerson.all({ personId }).filter(({ id }) => database.proof.holds('consents', id))

  function standingOf(personId: PersonId): ConsentStanding {
    const [newest] = rowsOf(personId)
    return {
      personId,
      newest: newest ? { kind: newest.kind, textVersion: newest.text_version ?? 0, guardian: newest.guardian } : null,
      guardianSigns: guardian.get({ personId })?.signs === 1,
    }
  }

  /** Notes that what somebody has said so far allows nothing any more. */
  function noteEnded(personId: PersonId): void {
    const said = ofPerson.all({ personId })
    const person = createdAt.get({ personId })
    if (said.length === 0 && person !== undefined) noteErased({ kind: 'silence', id: personId, at: person.at })
    for (const { id, at, kind } of said) if (kind === 'given') noteErased({ kind: 'consent', id, at })
  }

  function find(id: number) {
    const row = byId.get({ id })
    return row === undefined || !database.proof.holds('consents', id)
      ? null
      : { ...recordOf(row), personId: row.person_id as PersonId }
  }

  return {
    add: ({ text: read, signature: picture, ...draft }, wording) =>
      database.transaction(() => {
        if (read !== null && wording !== null) keepText.run({ hash: read.hash, ...wording })
        if (draft.kind !== 'given') noteEnded(draft.personId)
        const id = lastId.get()!.id + 1
        const { version, language, hash } = read ?? { version: null, language: null, hash: null }
        const sealed = picture === null ? null : blob(vault.seal(picture, signatureContext(id)))
        insert.run({ ...draft, id, at: now(), version, language, hash, signature: sealed })
        return find(id)!
      }),
    listOf: (personId) => rowsOf(personId).map(recordOf),
    find,
    readSignature(id) {
      const stored = signature.get({ id })?.signature
      return stored == null ? null : vault.open(blob(stored), signatureContext(id))
    },
    standingOf,
    list: () => all.all().map(({ id, ...row }) => ({ ...row, ...standingOf(id as PersonId) })),
    listStored: () =>
      stored.all().map(({ id, searched, guardian_signs: signs, kind, text_version: textVersion, guardian }) => ({
        personId: id as PersonId,
        newest: kind === null ? null : { kind, textVersion: textVersion ?? 0, guardian },
        guardianSigns: signs === 1,
        searched: searched === 1,
      })),
    setGuardianSigns: (personId, signs) => void setGuardian.run({ personId, signs: signs ? 1 : null }),
    keepCode: (personId, digits, until, witness) =>
      void putCode.run({ personId, hash: hashCode(digits), until, witness }),
    findByCode(digits) {
      const found = code.get({ hash: hashCode(digits) })
      return found === undefined || found.until <= now()
        ? null
        : { personId: found.person_id as PersonId, witness: found.witness }
    },
    forgetCode: (personId) => void dropCode.run({ personId }),
  }
}

function recordOf(row: Row): ConsentRecord {
  const { id, kind, name, guardian, witness, place, paper, alternative } = row
  const { text_version: version, language, text_hash: hash } = row
  return {
    ...{ id, kind, name, guardian, witness, place, paper, alternative },
    at: row.at as Instant,
    text: version === null || language === null || hash === null ? null : { version, language, hash },
    hasSignature: row.signed === 1,
  }
}
