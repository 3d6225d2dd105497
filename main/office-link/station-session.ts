import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { sharedFormat } from '../contract/shared-change.ts'
import type { Connection } from './connect.ts'
import { parseCursor } from './cursor.ts'
import { checkSchema } from './fingerprint.ts'
import { fetchKeys } from './key-ring.ts'
import { type KeptMembership, keysOf, type OfficeMembership } from './membership.ts'
import { schemaVersion } from './schema/schema.ts'
import { makeError, refusalError, stateOf } from './server-errors.ts'

/** What a station says of itself whenever it connects. */
export interface StationDescription {
  readonly version: string
  readonly model: string
  /** The newest number that it knows to have been handed over; 0 before the first. */
  readonly handedOver: number
  /** How far it has read. */
  readonly cursor: string
}

/** What the office answers. */
export interface Greeting {
  /** The newest number that the office has of this station. */
  readonly lastNumber: number
  /**
   * Numbers up to this one are taken, and what they said is to be read back: this station went back to a backup. It
   * stays until `renumbered` is called.
   */
  readonly renumberAfter: number | null
  /** The server was restored from a backup and lost these numbers: whatever is here has to be handed over once more. */
  readonly forgotten: { readonly from: number; readonly to: number } | null
  /** This station has other sites than before: it has to read from the beginning. */
  readonly sitesChanged: boolean
  readonly renewalDue: boolean
}

const Answer = z.object({
  refused: z.string().optional(),
  state: z.string().optional(),
  name: z.string().optional(),
  lastNumber: z.number().optional(),
  resumed: z.boolean().optional(),
  forgotten: z.object({ from: z.number(), to: z.number() }).nullish(),
  sites: z.array(z.string()).optional(),
  manages: z.boolean().optional(),
  keyNumber: z.number().optional(),
  renewalDue: z.boolean().optional(),
})

/**
 * Says that this station is there, and makes sure that all is as it was left: the same office, the same schema, one
 * machine for one station.
 * @param resume whether to go on although this station went back to a backup
 * @throws AppError with what is not so
 */
export async function greet(
  connection: Connection,
  kept: KeptMembership,
  description: StationDescription,
  resume: boolean,
): Promise<Greeting> {
  await checkOffice(connection, kept.current)
  const next = kept.current.token.next ?? randomUUID()
  // On disk before the server knows it: whoever repeats this call after a crash says the same.
  await kept.change({ token: { now: kept.current.token.now, next } })
  const { epoch, xid } = parseCursor(description.cursor)
  const { version, model, handedOver } = description
  const values = [kept.current.token.now, next, resume, handedOver, epoch, xid, version, sharedFormat, model]
  const [row] = await connection.query<{ answer: unknown }>(
    'select rollcall.hello($1, $2, $3, $4, $5, $6, $7, $8, $9) as answer',
    values,
  )
  const answer = Answer.parse(row?.answer)
  if (answer.refused !== undefined) throw refusalError(answer.refused)
  if (answer.state !== 'active') throw refusalError('RC003')

  const sites = answer.sites as OfficeMembership['sites']
  const former = kept.current.sites
  const lastNumber = answer.lastNumber ?? 0
  await kept.change({
    ...{ token: { now: next, next: null }, sites, manages: answer.manages === true },
    ...{ officeName: answer.name ?? kept.current.officeName },
    ...(answer.resumed === true && { renumberAfter: lastNumber }),
  })
  if (kept.current.keys[String(answer.keyNumber)] === undefined) await fetchKeys(connection, kept)
  return {
    ...{ lastNumber, renumberAfter: kept.current.renumberAfter, forgotten: answer.forgotten ?? null },
    sitesChanged: sites.some((site) => !former.includes(site)),
    renewalDue: answer.renewalDue === true,
  }
}

async function checkOffice(connection: Connection, membership: OfficeMembership): Promise<void> {
  const [row] = await findSchema(connection)
  if (row?.schema.office !== membership.office) {
    const message = 'This database holds another office, or none. Check the server, or restore its backup.'
    throw makeError('office-missing', message)
  }
  if (row.schema.version > schemaVersion) throw refusalError('RC007')
  if (row.schema.version < schemaVersion) {
    const message =
      'The records of the office are of an earlier version. Have the administrator of the server update them.'
    throw makeError('office-records-older', message)
  }
  // A station that was not taken in yet has no key to check it by.
  if (Object.keys(membership.keys).length > 0) await checkSchema(connection, keysOf(membership))
}

async function findSchema(connection: Connection) {
  try {
    type Row = { schema: { office: string; version: number } }
    return await connection.query<Row>('select rollcall.schema_of() as schema')
  } catch (error) {
    // There is no such schema, or no such function in it.
    if (['3F000', '42883'].includes(stateOf(error))) return []
    throw error
  }
}
