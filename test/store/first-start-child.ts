import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { leaveFree } from '../../bench/faults/small-disk.ts'
import { errorBody } from '../../main/contract/errors.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'

/** Begins new data with less and less room on the disk; prints what came of it as JSON. */
const [folder = ''] = process.argv.slice(2)
const file = join(folder, 'rollcall.db')
const vault = openVault({ kind: 'key', key: new Uint8Array(32).fill(7), place: { kind: 'recovery-key' } })
const came: unknown[] = []
for (let kilobytes = 0; kilobytes <= 3072; kilobytes += kilobytes < 96 ? 4 : 248) {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
  leaveFree(folder, kilobytes * 1024)
  try {
    openStore({ file, vault, now: Date.now }).close()
    came.push({ kilobytes, code: 'open' })
  } catch (failure) {
    came.push({ kilobytes, ...errorBody(failure) })
  }
}
console.log(JSON.stringify(came))
