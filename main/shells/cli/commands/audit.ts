import type { Command } from 'commander'
import type { App } from '../../../app.ts'
import type { AuditEntry } from '../../../contract/audit.ts'
import { type Instant, PersonId } from '../../../contract/entities.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { upTo, withTimes } from '../filter-options.ts'
import { findPerson, personHelp } from '../find-person.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'

interface Options {
  readonly actor?: string
  readonly action?: string
  readonly person?: string
  readonly from?: Instant
  readonly to?: Instant
  readonly limit: number
}

export function defineAudit(program: Command, perform: Perform): void {
  withTimes(program.command('audit').description('list who changed what, newest first'))
    .option('--actor <name>', 'whoever is signed in to the machine, a kiosk, or the name of a token')
    .option('--action <action>', 'one action (person.erase) or all of a kind (person)')
    .option('--person <person>', `${personHelp}, which also finds people who are gone`)
    .option('--limit <n>', 'maximum number of entries', upTo(1000), 100)
    .action((options: Options, command: Command) => perform(command, (session) => list(session, options)))
}

async function list(session: Session, { actor, action, person, from, to, limit }: Options): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const value = await app.call('audit.list', {
    ...{ actor: actor ?? null, action: action ?? null, from: from ?? null, to: to ?? null, limit },
    personId: person === undefined ? null : await idOf(app, person),
  })
  const { entries, more } = value
  const text = table(['id', 'time', 'who', 'by', 'action', 'what', 'details'], entries.map(row))
  return { value, text: `${text}${count(entries.length, 'entry', 'entries')}${more ? ', and older ones' : ''}\n` }
}

/** Whoever was erased has no name any more, but entries under their id. */
async function idOf(app: App, who: string): Promise<PersonId> {
  const id = PersonId.safeParse(Number(/^#(\d{1,15})$/.exec(who.trim())?.[1]))
  return id.success ? id.data : (await findPerson(app, who)).id
}

function row({ id, at, actor, via, action, subject, details }: AuditEntry): string[] {
  const time = new Date(at).toLocaleString('sv-SE')
  const text = Object.keys(details).length === 0 ? '' : JSON.stringify(details)
  return [String(id), time, actor, via ?? '', action, subject, text]
}
