import type { Output, Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import type { RecordedStatement } from '../contract/consent.ts'
import type { PersonRef } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { type Paper, type PaperSlip, readPapers } from '../enrolment/consent-papers.ts'
import { findPerson } from '../enrolment/directory.ts'
import { tableText } from '../enrolment/import-plan.ts'
import type { Context } from './context.ts'

type Row = Output<'consent.importPapers'>['rows'][number]

const onlyLooking = new Error('Nothing is kept of a preview.')

/**
 * Records a list of signed papers, the oldest first, so that what somebody said last counts. A row that was recorded
 * before changes nothing. A preview does the same and takes it back.
 */
export function importPapers(context: Context, input: Parsed<'consent.importPapers'>, caller: Caller): Row[] {
  const { store } = context
  const { papers, slips } = readPapers(tableText(input.table, input.language), input.file)
  let rows: Row[] = []
  try {
    store.transaction(() => {
      const recorded = papers
        .toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : one.row - other.row))
        .map((paper) => recordPaper(context, paper, input, caller))
      rows = [...recorded, ...slips.map((slip) => refuse(slip, 'invalid', slip.message))]
      if (input.preview) throw onlyLooking
    })
  } catch (error) {
    if (error !== onlyLooking) throw error
  }
  return rows.toSorted((one, other) => one.row - other.row)
}

function recordPaper(
  { store, consenting }: Context,
  paper: Paper,
  { language }: Parsed<'consent.importPapers'>,
  caller: Caller,
): Row {
  const found = whoSigned(store.people, paper)
  if ('message' in found) return refuse(paper, found.code, found.message)
  const statement: RecordedStatement = {
    ...{ kind: paper.kind, guardian: paper.guardian, alternative: paper.alternative, paper: paper.date },
    ...{ name: paper.signedBy ?? found.name, language: paper.language ?? language, signature: null },
    ...(paper.textVersion !== null && { textVersion: paper.textVersion }),
  }
  const { row, name, employeeNumber } = paper
  const entry = { row, name, employeeNumber, person: found }
  if (store.consents.listOf(found.id).some((record) => isSame(record, statement)))
    return { ...entry, outcome: 'known', message: null }
  try {
    const { id, kind } = consenting.record(found.id, statement, { witness: caller.actor, place: caller.via })
    const details = { kind, consent: id, paper: true }
    store.audit.append({ ...caller, action: 'consent.record', subject: `person ${found.id}`, details })
    return { ...entry, outcome: 'recorded', message: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const outcome = error.reason === 'refused-since' ? 'refused-since' : 'invalid'
    return { ...entry, outcome, message: `Row ${row}: ${error.message}` }
  }
}

/** Everything but the text, which may have changed since the paper was recorded. */
function isSame(
  record: Omit<RecordedStatement, 'kind' | 'language' | 'signature' | 'textVersion'> & {
    kind: string
    text: { language: string } | null
  },
  statement: RecordedStatement,
): boolean {
  const of = ({ paper, name, guardian, alternative }: Omit<typeof record, 'kind' | 'text'>) =>
    JSON.stringify([paper, name, guardian, alternative])
  return of(record) === of(statement) && record.kind === statement.kind && record.text?.language === statement.language
}

function whoSigned(
  people: Context['store']['people'],
  { row, name, employeeNumber }: Paper,
): PersonRef | { readonly code: 'nobody' | 'unclear'; readonly message: string } {
  const found =
    name === ''
      ? { kind: 'found' as const, person: people.findByNumber(employeeNumber!) }
      : findPerson({ byNumber: people.findByNumber, byName: people.findByName }, { name, employeeNumber })
  if (found.kind === 'unclear') return { code: 'unclear', message: `Row ${row}: ${found.message}` }
  if (found.person !== null) return { id: found.person.id, name: found.person.name }
  const who = [name, employeeNumber].filter(Boolean).join(', ')
  return { code: 'nobody', message: `Row ${row}: nobody here is ${who}. Add them, or correct the row.` }
}

function refuse({ row, name, employeeNumber }: PaperSlip | Paper, outcome: Row['outcome'], message: string): Row {
  return { row, name, employeeNumber, person: null, outcome, message }
}
