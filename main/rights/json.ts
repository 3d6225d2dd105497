import type { Instant } from '../contract/entities.ts'
import type { PersonData, Row, Section } from './person-data.ts'
import { sections } from './person-data.ts'

/** Writes `data.json` with one row on a line, in pieces. */
export function* personJson(
  read: <S extends Section>(section: S) => Iterable<Row<S>>,
  made: Instant,
): Generator<string> {
  const head: Pick<PersonData, 'format' | 'version' | 'made'> = {
    format: 'rollcall-person',
    version: 1,
    made: new Date(made).toISOString(),
  }
  let piece = JSON.stringify(head).slice(0, -1)
  for (const section of sections) {
    piece += `,\n"${section}":[`
    let separator = '\n'
    for (const row of read(section)) {
      piece += separator + JSON.stringify(row)
      separator = ',\n'
      if (piece.length < 65_536) continue
      yield piece
      piece = ''
    }
    piece += ']'
  }
  yield `${piece}\n}\n`
}
