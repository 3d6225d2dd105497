import { type Command, InvalidArgumentError } from 'commander'
import { Country } from '../../../contract/countries.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'

interface CountryOptions {
  readonly choose?: boolean
}

export function defineCountry(program: Command, perform: Perform): void {
  program
    .command('country')
    .description('the rules of a country for faces at work, and how far the settings keep them; not legal advice')
    .argument('[country]', `one of ${Country.options.join(', ')} (default: the chosen one), or none`, readCountry)
    .option('--choose', 'make the changes that are listed, and hold the settings against its rules from now on')
    .action((country: Country | 'none' | undefined, options: CountryOptions, command: Command) =>
      perform(command, (session) => showRules(session, country, options)),
    )
}

function readCountry(text: string): Country | 'none' {
  if (text === 'none') return text
  const { data } = Country.safeParse(text.toUpperCase())
  if (data === undefined) throw new InvalidArgumentError(`It must be one of ${Country.options.join(', ')}, or none.`)
  return data
}

async function showRules(
  session: Session,
  asked: Country | 'none' | undefined,
  { choose }: CountryOptions,
): Promise<Outcome> {
  const app = await session.app({ takesOut: choose !== true })
  const country = asked === 'none' ? null : (asked ?? null)
  if (choose === true) {
    const { version } = await app.call('privacy.rules', { country })
    await app.call('privacy.choose', { country, version })
  }
  const { rules, changes, chosen, country: shown } = await app.call('privacy.rules', { country })
  const value = { country: shown, chosen, rules, changes }
  if (shown === null) return { value, text: 'No country is chosen.\n' }
  const lines = rules.map(({ title, state, source }) => [state, title, source])
  const wanted = changes.map(({ setting, before, after }) => `${setting}: ${before} → ${after}\n`)
  return {
    value,
    text: `${table(['', 'rule', 'source'], lines)}${wanted.length === 0 ? '' : `Choosing ${shown} changes ${count(wanted.length, 'setting')}:\n${wanted.join('')}`}This is not legal advice.\n`,
    failed: chosen === shown && rules.some(({ state }) => state === 'broken'),
  }
}
