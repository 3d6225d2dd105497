import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { decode, encode } from '@msgpack/msgpack'
import { expect, onTestFinished, test } from 'vitest'
import { scratchFolder } from '../helpers/app.ts'

const root = join(import.meta.dirname, '../..')

/** @returns the address that it prints for the page */
async function startDev(): Promise<{ origin: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(root, 'scripts/dev.ts'), '--port', '0', '--data', scratchFolder()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(async () => {
    if (child.exitCode !== null) return
    child.kill()
    await once(child, 'exit')
  })
  for await (const line of createInterface({ input: child.stdout! })) {
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (origin !== undefined) return { origin, child }
  }
  throw new Error('no address was printed')
}

async function call(origin: string, method: string, from = origin): Promise<unknown> {
  const response = await fetch(`${origin}/api/call/${method}`, {
    method: 'POST',
    headers: { 'x-rollcall': '1', 'content-type': 'application/msgpack', origin: from },
    body: encode({}),
  })
  return response.ok ? decode(await response.arrayBuffer()) : response.status
}

// On Windows a process cannot be asked to end, and there is no pgrep.
test.skipIf(process.platform === 'win32')(
  'npm run dev serves the sources, lets its own page ask the engine, and starts that again when main changes',
  async () => {
    const { origin, child } = await startDev()
    expect(await (await fetch(origin)).text()).toContain('/@vite/client')
    expect(await (await fetch(`${origin}/app.tsx`)).text()).toContain('import.meta.hot')
    const info = await call(origin, 'system.info')
    expect(info).toMatchObject({ ok: true, value: { demo: true, shell: 'web' } })
    expect(await call(origin, 'system.info', 'http://evil.example')).toBe(403)

    const before = await enginePid(child)
    // Again and again: a change made before the whole folder is watched goes unnoticed.
    const touch = async () => {
      const now = new Date()
      utimesSync(join(root, 'main/machine.ts'), now, now)
      return enginePid(child)
    }
    await expect.poll(touch, { timeout: 60_000, interval: 3_000 }).not.toBe(before)
    await expect.poll(() => call(origin, 'system.info'), { timeout: 60_000 }).toMatchObject({ ok: true })
    child.kill()
    await once(child, 'exit')
    await expect(call(origin, 'system.info')).rejects.toThrow()
  },
  180_000,
)

/** Null while there is none. */
async function enginePid({ pid }: ChildProcess): Promise<string | null> {
  const list = spawn('pgrep', ['-P', String(pid), '-f', 'shells/cli/main.ts'])
  const [output] = await Promise.all([list.stdout.toArray(), once(list, 'exit')])
  return Buffer.concat(output).toString().trim() || null
}
