import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Progress } from '../../scripts/progress.ts'
import type { Registry } from '../../scripts/tarball.ts'

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rollcall-scripts-'))
}

/** A tarball with these files, as npm would pack it. */
export function packTarball(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const folder = temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  execFileSync('tar', ['-czf', 'packed.tgz', ...Object.keys(files)], { cwd: folder })
  return readFileSync(join(folder, 'packed.tgz'))
}

/** Serves one tarball over HTTP and notes the ranges that were asked for; npm itself can't be reached. */
export async function serveTarball(
  tarball: Uint8Array,
): Promise<Registry & { readonly ranges: readonly (string | undefined)[]; close(): void }> {
  const ranges: (string | undefined)[] = []
  const server = createServer((request, response) => {
    const { range } = request.headers
    ranges.push(range)
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
    if (start >= tarball.length) response.writeHead(416).end()
    else
      response.writeHead(range ? 206 : 200, { 'content-length': tarball.length - start }).end(tarball.subarray(start))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ranges,
    locate: async () => `http://127.0.0.1:${port}/packed.tgz`,
    pack: async () => {
      throw new Error('there is no npm here')
    },
    close: () => server.close(),
  }
}

/** Keeps what it is told. */
export function silentProgress(): Progress & { readonly said: readonly string[] } {
  const said: string[] = []
  return { said, say: (text) => void said.push(text), bytes: () => {} }
}
