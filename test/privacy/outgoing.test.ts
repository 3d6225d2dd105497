import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { recipients } from './facts.ts'

const root = join(import.meta.dirname, '../..')

/** What opens a connection to somewhere else. */
const reachesOut =
  /\bfetch\(|\bhttps?\.(request|get)\(|\bnet\.connect\(|from 'openid-client'|from 'pg'|\bcreateConnection\(/

/** Each file that does, with the recipient by which the notice tells of it, or why it tells nobody anything. */
const known: Readonly<Record<string, keyof typeof recipients | { readonly sendsNothing: string }>> = {
  'main/office-link/connect.ts': 'office',
  'main/packs/download.ts': { sendsNothing: 'asks for files of models, by their address alone' },
  'main/services/webhook-sender.ts': 'webhook',
  'main/services/identity-provider.ts': 'identityProvider',
}

test('whoever is sent something is a recipient that the notice names', () => {
  const files = globSync('main/**/*.ts', { cwd: root }).filter((file) =>
    reachesOut.test(readFileSync(join(root, file), 'utf8').replace(/^\s*(\*|\/\/).*$/gm, '')),
  )
  expect(files.toSorted()).toEqual(Object.keys(known).toSorted())
})
