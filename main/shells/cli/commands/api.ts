import { type Command, InvalidArgumentError, Option } from 'commander'
import { Instant } from '../../../contract/entities.ts'
import { type ApiScope, ApiTokenId, apiScopes } from '../../../contract/rest.ts'
import { count } from '../../../text/words.ts'
import type { Perform } from '../command.ts'
import { table } from '../text.ts'

/** Tokens of the local API; it answers while `rollcall serve --api PORT` runs. */
export function defineApi(program: Command, perform: Perform): void {
  const token = program.command('api').description('tokens of the local API').command('token')
  token
    .command('create')
    .description('create a token; it is printed only once')
    .argument('<name>', 'what it is for')
    .addOption(
      new Option('--scope <scope...>', 'what it may do').choices(apiScopes).default(['people:read', 'events:read']),
    )
    .option('--days <n>', 'days until it expires (default: never)', wholeNumber)
    .action((name: string, { scope, days }: { scope: ApiScope[]; days?: number }, command: Command) =>
      perform(command, async (session) => {
        const app = await session.app()
        const expiresAt = days === undefined ? null : Instant.parse(Date.now() + days * 86_400_000)
        const made = await app.call('rest.createToken', { name, scopes: scope, expiresAt })
        return { value: made, text: `${made.secret}\n` }
      }),
    )
  token
    .command('list')
    .description('all tokens, without their secrets')
    .action((_options, command: Command) =>
      perform(command, async (session) => {
        const value = await (await session.app({ takesOut: true })).call('rest.tokens', {})
        const rows = value.tokens.map(({ id, name, scopes, expiresAt, lastUsedAt }) => [
          String(id),
          name,
          scopes.join(' '),
          moment(expiresAt),
          moment(lastUsedAt),
        ])
        const text = table(['id', 'name', 'scopes', 'expires', 'last used'], rows)
        return { value, text: `${text}${count(rows.length, 'token')}\n` }
      }),
    )
  token
    .command('revoke')
    .description('revoke a token at once')
    .argument('<id>', 'its number in the list', wholeNumber)
    .action((id: number, _options, command: Command) =>
      perform(command, async (session) => {
        await (await session.app()).call('rest.revokeToken', { id: ApiTokenId.parse(id) })
        return { value: { revoked: id }, text: `Token ${id} is revoked.\n` }
      }),
    )
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.')
  return number
}

function moment(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString()
}
