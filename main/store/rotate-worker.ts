import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Instant } from '../contract/entities.ts'
import type { Work } from '../threads/methods.ts'
import { serveThread } from '../threads/serve.ts'
import { backupCounts, checkCopy } from './backup-check.ts'
import { dataKeyOf, sealFingerprint } from './data-key.ts'
import { type Database, openDatabase } from './database.ts'
import { createSigner } from './head-signature.ts'
import { renewHighWater } from './high-water.ts'
import { waitingPhotoContext } from './import-files.ts'
import { readKeyRecord, writeKeyRecord } from './key-record.ts'
import { openStore } from './open.ts'
import { readStanding, renewSeals } from './renew-seals.ts'
import { renewValues, sealAnew } from './renew-values.ts'
import type { RotateOrder } from './rotate-key.ts'
import { makeOneFile } from './swap.ts'
import { keyCheckContext, type Vault, vaultOfKey } from './vault.ts'

/** Copies the data and seals the copy with another key, then opens it as the app would. */
function reseal(order: RotateOrder, { progress }: Work<number>): { readonly number: number } {
  const { file, to, time, wrapping, caller } = order
  const original = openDatabase(file, { readonly: true })
  const before = backupCounts(original)
  try {
    original.prepare('vacuum into @to').run({ to })
  } finally {
    original.close()
  }
  const copy = openDatabase(to)
  try {
    const record = readKeyRecord(copy)
    const was = dataKeyOf(order.key, record.fingerprint)
    const fingerprint = sealFingerprint(was, order.next)
    const [from, next] = [vaultOfKey(was), vaultOfKey(dataKeyOf(order.next, fingerprint))]
    // Nobody else opens this file, and it is flushed to the disk when it is complete.
    copy.exec('pragma journal_mode = off; pragma synchronous = off; pragma secure_delete = on')
    const total = before.templates + before.photos + before.events + before.audit + 1
    let done = 0
    withoutTriggers(copy, () => {
      const standing = readStanding(copy, from)
      for (const steps of [() => renewValues(copy, from, next), () => renewSeals(copy, standing, from, next)]) {
        for (const rows of steps()) {
          done += rows
          progress(Math.min(1, done / total))
        }
      }
    })
    const number = record.number + 1
    writeKeyRecord(copy, {
      check: next.seal(Buffer.from(keyCheckContext), keyCheckContext),
      ...{ current: wrapping, next: null, fingerprint, number, since: time as Instant, rotating: null },
    })
    copy.close()
    checkCopy(to, before, true)
    renewPhotos(join(dirname(file), 'imports'), join(dirname(to), 'imports'), from, next)
    const store = openStore({ file: to, vault: vaultOfKey(dataKeyOf(order.next, fingerprint)), now: () => time })
    try {
      // Heads of the records that were kept outside are signed by the key of before.
      const details = { number, signedBefore: createSigner(from).office }
      store.audit.append({ actor: caller.actor, via: caller.via, action: 'key.rotate', subject: 'key', details })
    } finally {
      store.close()
    }
    renewHighWater([dirname(file), dirname(to)], [from, next])
    makeOneFile(to)
    return { number }
  } finally {
    copy.close()
  }
}

/** Runs work that changes what triggers forbid, or would note as changes of the data. */
function withoutTriggers(database: Database, work: () => void): void {
  const triggers = database.prepare<{ name: string; sql: string }>(
    "select name, sql from sqlite_schema where type = 'trigger'",
  )
  const found = triggers.all()
  for (const { name } of found) database.exec(`drop trigger "${name}"`)
  work()
  for (const { sql } of found) database.exec(sql)
}

/** Photos that wait in an import; those that do not open are taken along as they are. */
function renewPhotos(folder: string, to: string, from: Vault, next: Vault): void {
  if (!existsSync(folder)) return
  mkdirSync(to, { mode: 0o700 })
  for (const name of readdirSync(folder)) {
    const id = /^(\d+)\.sealed$/.exec(name)?.[1]
    if (id === undefined) continue
    const sealed = readFileSync(join(folder, name))
    const renewed = sealAnew(sealed, waitingPhotoContext(Number(id)), from, next) ?? sealed
    writeFileSync(join(to, name), renewed, { mode: 0o600, flush: true })
  }
}

const methods = { reseal }
export type RotateMethods = typeof methods
serveThread(methods)
