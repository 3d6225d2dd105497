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
  /** Encoded Argon2id hashes. */
  readonly passphrase: string
  readonly recovery: string
  /** The shared secret of the authenticator app (RFC 4226), base 32; null without one. */
  readonly secondStep: string | null
  readonly lastCodeStep: number
}

export interface AccountDraft extends Pick<StoredAccount, 'name' | 'role' | 'groups' | 'passphrase' | 'recovery'> {}

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
  /** @throws AppError `account-name-taken` */
  create(draft: AccountDraft): StoredAccount
  /** @throws AppError `account-gone` */
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
}

const Groups = z.array(z.string())
const toKey = (name: string) => name.normalize('NFKC').toLowerCase()

export const secondStepContext = (id: number) => `second step of account ${id}`

export function openAccounts(database: Database, vault: Pick<Vault, 'seal' | 'open'>, now: () => number): Accounts {
  const byId = database.prepare<Row>('select * from accounts where id = @id')
  const byKey = database.prepare<Row>('select * from accounts where key = @key')
  const all = database.prepare<Row>('select * from accounts order by key')
  const any = database.prepare<{ id: number }>('select id from accounts limit 1')
  const insert = database.prepare(`
    insert into accounts (name, key, role, groups, passphrase, recovery, created_at)
    values (@name, @key, @role, @groups, @passphrase, @recovery, @at)`)
  const write = database.prepare(`
    update accounts set role = @role, groups = @groups, passphrase = @passphrase, recovery = @recovery,
      second_step = @secondStep, last_code_step = @lastCodeStep where id = @id`)
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
      ...{ id: row.id as AccountId, name: row.name, passphrase: row.passphrase, recovery: row.recovery },
      role: AccountRole.catch('reception').parse(row.role),
      groups: readJson(row.groups, Groups) ?? [],
      secondStep: secret === null ? null : Buffer.from(secret).toString(),
      lastCodeStep: row.last_code_step,
      createdAt: row.created_at as Instant,
      lastSignInAt: row.last_sign_in_at as Instant | null,
    }
  }

  function find(id: AccountId): StoredAccount | null {
    const row = byId.get({ id })
    return row === undefined || !database.proof.holds('accounts', row.id) ? null : accountOf(row)
  }

  function get(id: AccountId): StoredAccount {
    const account = find(id)
    if (account === null) throw new AppError('account-gone', 'There is no such account any more.')
    return account
  }

  function byName(name: string): StoredAccount | null {
    const row = byKey.get({ key: toKey(name) })
    return row === undefined || !database.proof.holds('accounts', row.id) ? null : accountOf(row)
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
    create: ({ groups, ...draft }) =>
      database.transaction(() => {
        if (byName(draft.name) !== null) {
          throw new AppError('account-name-taken', `There is an account named ${draft.name}. Choose another name.`)
        }
        const { id } = insert.run({ ...draft, groups: JSON.stringify(groups), key: toKey(draft.name), at: now() })
        writeAccess('accounts')
        return get(id as AccountId)
      }),
    update: (id, change) =>
      database.transaction(() => {
        const { role, groups, passphrase, recovery, secondStep, lastCodeStep } = { ...get(id), ...change }
        write.run({
          ...{ id, role, passphrase, recovery, lastCodeStep },
          groups: JSON.stringify(groups),
          secondStep: secondStep === null ? null : blob(vault.seal(Buffer.from(secondStep), secondStepContext(id))),
        })
        return get(id)
      }),
    noteSignIn: (id) => void signedIn.run({ id, at: now() }),
    remove: (id) => void remove.run({ id }),
  }
}
