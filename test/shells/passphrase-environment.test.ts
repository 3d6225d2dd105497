import { expect, test } from 'vitest'
import { openSession } from '../../main/shells/cli/session.ts'
import { scratchFolder } from '../helpers/app.ts'

test('a passphrase in the environment is forgotten once it is read', () => {
  process.env.ROLLCALL_PASSPHRASE = 'open sesame, please'
  const session = openSession({ data: scratchFolder() })
  expect(session.key()).toMatchObject({ kind: 'passphrase', passphrase: 'open sesame, please' })
  expect(process.env).not.toHaveProperty('ROLLCALL_PASSPHRASE')
})
