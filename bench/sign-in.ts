/**
 * How long somebody waits who signs in, from the press of the button to the office's screens being theirs, and how long
 * whoever gives a wrong passphrase.
 *
 *   npm run bench sign-in [-- --json]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../main/app.ts'
import { modelsFolder } from './office.ts'

export const name = 'sign-in'

const passphrase = 'copper lantern over seven'
const times = 20
const maxMilliseconds = 500

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
  const app = await createApp({
    ...{ dataFolder: folder, modelsFolder, shell: 'test', caller: { actor: 'bench', via: 'command', role: 'owner' } },
    key: { kind: 'file', path: join(folder, 'key') },
  })
  try {
    await app.call('accounts.begin', { mode: 'accounts', name: 'Ada', passphrase })
    const right: number[] = []
    const wrong: number[] = []
    for (let time = 0; time < times; time++) {
      const window = app.connect({ via: 'window' })
      // A right passphrase after each wrong one, or the name would be locked.
      for (const [given, into] of [
        ['not this one at all', wrong],
        [passphrase, right],
      ] as const) {
        const began = performance.now()
        await window.call('accounts.signIn', { name: 'Ada', passphrase: given }).catch(() => undefined)
        into.push(performance.now() - began)
      }
      window.close()
    }
    for (const [what, all] of Object.entries({ right, wrong })) {
      const sorted = all.toSorted((a, b) => a - b)
      const [median, worst] = [sorted[sorted.length >> 1]!, sorted.at(-1)!]
      const text = `a ${what} passphrase: ${median.toFixed(0)} ms, at most ${worst.toFixed(0)} (wanted: at most ${maxMilliseconds})`
      console.log(json ? JSON.stringify({ what, median, worst }) : text)
    }
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
