import { z } from 'zod'
import type { AccessMode, Account, AccountId } from '../contract/accounts.ts'
import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { AccountRole } from '../contract/roles.ts'
import { blob, type Database } from './database.ts'
import { readJson } from './stored-json.ts'
import type { Vault } from './vault.ts'

/** An account with what proves that somebody is who they say. */
export interface StoredAccount extends Pick<Account, 'id' | 'name' | 'role' | 'groups' | 'createdAt' | 'lastSignInAt'> {
  /** Encoded Argon2id hash; null where one signs in at the identity provider only. */
  readonly passphrase: string | null
  /** What is kept of the recovery key; null without a passphrase. */
  readonly recovery: string | null
  readonly identity: StoredIdentity | null
  /** The shared secret of the authenticator app (RFC 4226), base 32; null without one. */
  readonly secondStep: string | null
  readonly lastCodeStep: number
}

/** Who somebody is at an identity provider: entered as an e-mail address or a subject, or an address bound to one. */
export interface StoredIdentity {
  readonly email: string | null
  /** Of the provider that the subject belongs to. */
  readonly issuer: string | null
  readonly subject: string | null
}

/** What an identity provider has said of somebody. */
export interface ProvedIdentity {
  readonly issuer: string
  readonly subject: string
  /** Null unless the provider has verified it. */
  readonly email: string | null
}

export interface AccountDraft extends Pick<StoredAccount, 'name' | 'role' | 'groups' | 'passphrase' | 'recovery'> {
  readonly identity?: StoredIdentity | null
}

/** Who may sign in. An account that another program made or changed is found by nobody. */
export interface Accounts {
  mode(): AccessMode
  /** Lets whoever is signed in to this computer do everything, until there is an account. */
  openToMachine(): void
  list(): StoredAccount[]
  /** @throws AppError `account-gone` */
  get(id: AccountId): StoredAccount
  find(id: AccountId): StoredAccount | null
  byName(name: string): StoredAccount | null
  /** Finds whose account this is: by the subject, or by an address that has no subject of this provider yet. */
  byIdentity(identity: ProvedIdentity): StoredAccount | null
  /** @throws AppError `account-name-taken`, `identity-taken` */
  create(draft: AccountDraft): StoredAccount
  /** @throws AppError `account-gone`, `identity-taken` */
  update(
    id: AccountId,
    change: Partial<Omit<StoredAccount, 'id' | 'name' | 'createdAt' | 'lastSignInAt'>>,
  ): StoredAccount
  noteSignIn(id: AccountId): void
  remove(id: AccountId): void
}

interface Row {
  id: number
  name: string
  role: string
  groups: string
  passphrase: string
  recovery: string
  second_step: Uint8Array | null
  last_code_step: number
  created_at: number
  last_sign_in_at: number | null
  email: string | null
  issuer: string | null
  subject: string | null
}

const noIdentity: StoredIdentity = { email: null, issuer: null, subject: null }
const identityOf = ({ email, issuer, subject }: Row): StoredIdentity => ({ email, issuer, subject })

/** As addresses are compared: providers write them in either case. */
export const toEmail = (text: string): string => text.normalize('NFKC').toLowerCase()

const Groups = z.array(z.string())
const toKey = (name: string) => name.normalize('NFKC').toLowerCase()
/** The column of before may not be null. */
const none = ''

export const secondStepContext = (id: number) => `second step of account ${id}`

export function openAccounts(database: Database, vault: Pick<Vault, 'seal' | 'open'>, now: () => number): Accounts {
  const byId = database.prepare<Row>('select * from accounts where id = @id')
  const byKey = database.prepare<Row>('select * from accounts where key = @key')
  const bySubject = database.prepare<Row>('select * from accounts where issuer = @issuer and subject = @subject')
  const byEmail = database.prepare<Row>(
    'select * from accounts where email = @email and (subject is null or issuer <> @issuer)',
  )
  const byAnyEmail = database.prepare<Row>('select * from accounts where email = @email')
  const all = database.prepare<Row>('select * from accounts order by key')
  const any = database.prepare<{ id: number }>('select id from accounts limit 1')
  const insert = database.prepare(`
    insert into accounts (name, key, role, groups, passphrase, recovery, created_at, email, issuer, subject)
    values (@name, @key, @role, @groups, @passphrase, @recovery, @at, @email, @issuer, @subject)`)
  const write = database.prepare(`
    update accounts set role = @role, groups = @groups, passphrase = @passphrase, recovery = @recovery,
      second_step = @secondStep, last_code_step = @lastCodeStep,
      email = @email, issuer = @issuer, subject = @subject where id = @id`)
  const signedIn = database.prepare('update accounts set last_sign_in_at = @at where id = @id')
  const remove = database.prepare('delete from accounts where id = @id')
  const readMode = database.prepare<{ value: string }>("select value from settings where key = 'access'")
  const writeMode = database.prepare(`
    insert into settings (key, value) values ('access', json_quote(@value))
    on conflict (key) do update set value = excluded.value`)

  function writeAccess(value: 'machine' | 'accounts'): void {
    database.transaction(() => {
      writeMode.run({ value })
      database.proof.renew('settings', 'access')
    })
  }

  /** A role that this version does not know may do least. */
  function accountOf(row: Row): StoredAccount {
    const secret = row.second_step === null ? null : vault.open(blob(row.second_step), secondStepContext(row.id))
    return {
      ...{ id: row.id as AccountId, name: row.name },
      passphrase: row.passphrase === none ? null : row.passphrase,
      recovery: row.recovery === none ? null : row.recovery,
      identity: row.email === null && row.subject === null ? null : identityOf(row),
      role: AccountRole.catch('reception').parse(row.role),
      groups: readJson(row.groups, Groups) ?? [],
      secondStep: secret === null ? null : Buffer.from(secret).toString(),
      lastCodeStep: row.last_code_step,
      createdAt: row.created_at as Instant,
      lastSignInAt: row.last_sign_in_at as Instant | null,
    }
  }

  const readUnchanged = (row: Row | undefined): StoredAccount | null =>
    row === undefined || !database.proof.holds('accounts', row.id) ? null : accountOf(row)

  function find(id: AccountId): StoredAccount | null {
    return readUnchanged(byId.get({ id }))
  }

  function get(id: AccountId): StoredAccount {
    const account = find(id)
    if (account === null) throw new AppError('account-gone', 'There is no such account any more.')
    return account
  }

  function byName(name: string): StoredAccount | null {
    return readUnchanged(byKey.get({ key: toKey(name) }))
  }

  function refuseTaken({ email, issuer, subject }: StoredIdentity, own: AccountId | null): void {
    const others = [
      email === null ? undefined : byAnyEmail.get({ email }),
      subject === null ? undefined : bySubject.get({ issuer, subject }),
    ].filter((row) => row !== undefined && row.id !== own)
    if (others.length === 0) return
    throw new AppError('identity-taken', 'Another account has this identity. Take it away there first.')
  }

  return {
    mode() {
      // Whoever removes all accounts by another program opens nothing by it.
      if (any.get() !== undefined || database.proof.countRows('accounts') > 0) return 'accounts'
      const isToMachine = readMode.get()?.value === '"machine"' && database.proof.holds('settings', 'access')
      return isToMachine ? 'machine' : 'undecided'
    },
    openToMachine: () => writeAccess('machine'),
    list: () => all.all().map(accountOf),
    get,
    find,
    byName,
    byIdentity({ issuer, subject, email }) {
      const bound = bySubject.get({ issuer, subject })
      if (bound !== undefined || email === null) return readUnchanged(bound)
      return readUnchanged(byEmail.get({ email: toEmail(email), issuer }))
    },
    create: ({ groups, passphrase, recovery, identity: given, name, role }) =>
      database.transaction(() => {
        const identity = given ?? noIdentity
        refuseTaken(identity, null)
        if (byName(name) !== null) {
          throw new AppError('account-name-taken', `There is an account named ${name}. Choose another name.`)
        }
        const { id } = insert.run({
          ...{ name, key: toKey(name), role, groups: JSON.stringify(groups), at: now() },
          ...{ passphrase: passphrase ?? none, recovery: recovery ?? none, ...identity },
        })
        writeAccess('accounts')
        return get(id as AccountId)
      }),
    update: (id, change) =>
      database.transaction(() => {
        const { role, groups, passphrase, recovery, secondStep, lastCodeStep, ...rest } = { ...get(id), ...change }
        const identity = rest.identity ?? noIdentity
        refuseTaken(identity, id)
        write.run({
          ...{ id, role, passphrase: passphrase ?? none, recovery: recovery ?? none, lastCodeStep, ...identity },
          groups: JSON.stringify(groups),
          secondStep: secondStep === null ? null : blob(vault.seal(Buffer.from(secondStep), secondStepContext(id))),
        })
        return get(id)
      }),
    noteSignIn: (id) => void signedIn.run({ id, at: now() }),
    remove: (id) => void remove.run({ id }),
  }
}
