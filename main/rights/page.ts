import { type Language, languageRow } from '../contract/languages.ts'
import { totalKeys } from '../contract/timesheets.ts'
import { escapeMarkup } from '../text/markup.ts'
import { pageEnd, pageHead } from '../text/printed-page.ts'
import { familyOf, type Row, type Section } from './person-data.ts'
import type { Label, Part, RightsWords } from './rights-words.ts'
import { rightsWords } from './words.ts'

/** Where the page reads from. */
export interface PageSource {
  readonly read: <S extends Section>(section: S) => Iterable<Row<S>>
  /** A JPEG picture; null without one. */
  readonly photo: (template: number) => Uint8Array | null
  /** A PNG picture; null without one. */
  readonly signature: (consent: number) => Uint8Array | null
  readonly made: number
  /** IANA name; entries have their own. */
  readonly zone: string
}

/** A cell: text, or markup that is safe already. */
type Cell = string | number | null | { readonly markup: string }

/**
 * The page on which somebody reads what is held about them, in pieces. It loads nothing and runs nothing; everything
 * that is not ours is escaped.
 */
export function* personPage(source: PageSource, language: Language): Generator<string> {
  const words = rightsWords[language]
  const { locale } = languageRow(language)
  const { read } = source
  const time = timeWriter(locale, source.zone)
  const day = dayWriter(locale)
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
  const figure = (value: number | null) => (value === null ? null : number.format(value))
  const [person] = [...read('person')]
  const title = words.title(person?.name ?? '')

  function part(name: Part, labels: readonly Label[], rows: Iterable<readonly Cell[]>): Generator<string> {
    return partOf(words, name, labels, rows)
  }

  yield pageHead({ locale, title, made: words.made(time(new Date(source.made).toISOString())) })
  yield words.intro.map((text) => `<p>${escapeMarkup(text)}</p>`).join('')

  yield* part(
    'person',
    ['name', 'number', 'groups', 'joined', 'left', 'added'],
    [...read('person')].flatMap(({ name, employeeNumber, groups, employments, createdAt }) =>
      (employments ?? [{ joined: null, left: null }]).map(({ joined, left }, index) =>
        index === 0
          ? [name, employeeNumber, groups?.join(', ') ?? null, day(joined), day(left), time(createdAt)]
          : ['', '', '', day(joined), day(left), ''],
      ),
    ),
  )
  yield* part(
    'groups',
    ['from', 'groups'],
    map(read('groups'), ({ from, groups }) => [from === null ? '–' : day(from), groups?.join(', ') || '–']),
  )
  yield* part(
    'consents',
    ['time', 'statement', 'name', 'guardian', 'witness', 'place', 'paper', 'alternative', 'signature'],
    map(read('consents'), (row) => [
      ...[
        time(row.at),
        words.statements[row.kind],
        row.name,
        row.guardian,
        row.witness,
        placeOf(row.place, words),
        day(row.paper),
      ],
      ...[
        words.alternatives[row.alternative],
        picture('png', row.hasSignature ? source.signature(row.id) : null, 'sign'),
      ],
    ]),
  )
  for (const { title, body } of read('consentTexts')) {
    yield `<blockquote><strong>${escapeMarkup(title)}</strong>\n${escapeMarkup(body)}</blockquote>`
  }
  yield heading(words, 'photos')
  let templates = 0
  for (const { id, createdAt, source: origin, quality, model } of read('templates')) {
    templates += 1
    const about = [time(createdAt), words.sources[origin], `${words.labels.quality} ${number.format(quality)}`, model]
    yield `<figure>${picture('jpeg', source.photo(id), 'photo').markup}<figcaption>${escapeMarkup(about.join(' · '))}</figcaption></figure>`
  }
  if (templates === 0) yield nothing(words)
  yield* part(
    'looks',
    ['time', 'kiosk', 'to', 'quality'],
    map(read('looks'), (row) => [...[time(row.askedAt), row.kiosk, row.until && time(row.until), figure(row.quality)]]),
  )
  const failures = [...read('pinAttempts')].reduce((sum, row) => sum + row.failures, 0)
  yield* part(
    'pin',
    ['since', 'failures'],
    map(read('pin'), ({ setAt }) => [setAt && time(setAt), failures]),
  )
  yield* part(
    'entries',
    ['entry', 'time', 'action', 'method', 'kiosk', 'similarity', 'actor', 'reason'],
    map(read('entries'), (row) => [
      ...[row.id, row.at && time(row.at, row.zone)],
      row.action === null
        ? words.directions[row.direction]
        : `${words.directions[row.direction]}, ${words.corrections[row.action]}${row.corrects === null ? '' : ` (${row.corrects})`}`,
      ...[words.methods[row.method], row.kiosk, figure(row.similarity), row.actor, row.reason],
    ]),
  )
  yield* part(
    'requests',
    ['time', 'entry', 'reason', 'state', 'actor'],
    map(read('requests'), ({ requestedAt, draft, state }) => [
      time(requestedAt),
      draft &&
        `${words.directions[draft.direction]} ${time(new Date(draft.at).toISOString(), draft.zone)}, ${words.corrections[draft.action]}`,
      ...[draft?.reason ?? null, state && words.requestStates[state.kind]],
      state === null || state.kind === 'waiting' ? null : state.by,
    ]),
  )
  yield* part(
    'disputes',
    ['time', 'entry', 'similarity', 'state'],
    map(read('disputes'), (row) => [time(row.at), row.entryId, figure(row.similarity), words.verdicts[row.verdict]]),
  )
  yield* part(
    'runnerUp',
    ['time', 'kiosk', 'similarity'],
    map(read('runnerUp'), (row) => [row.at && time(row.at, row.zone), row.kiosk, figure(row.runnerUpSimilarity)]),
  )
  yield* part(
    'guests',
    ['from', 'to', 'name', 'company', 'kiosk'],
    map(read('guests'), (row) => [
      time(row.arrivedAt),
      row.leftAt && time(row.leftAt),
      row.name,
      row.company,
      row.kiosk,
    ]),
  )
  const rules = [...read('rules')].at(-1)
  yield* part(
    'leaves',
    ['from', 'to', 'name'],
    (rules?.leaves ?? []).map((row) => [...[day(row.from ?? null), day(row.to ?? null), row.name ?? null]]),
  )
  yield* part(
    'assignments',
    ['from', 'to', 'schedule', 'policy'],
    (rules?.assignments ?? []).map((row) => [
      ...[day(row.from ?? null), day(row.to ?? null), textOf(row.schedule), textOf(row.policy)],
    ]),
  )
  yield* part(
    'months',
    ['month', 'to', 'worked'],
    map(read('months'), ({ month, through, days }) => [
      ...[month, day(through), hoursOf(days.reduce((sum, figures) => sum + (figures[workedPlace] ?? 0), 0))],
    ]),
  )
  yield* part(
    'confirmations',
    ['time', 'month', 'worked', 'kiosk'],
    map(read('confirmations'), (row) => [...[time(row.at), row.month, hoursOf(row.workedMinutes), row.kiosk]]),
  )
  yield* part(
    'merges',
    ['time', 'name', 'number'],
    map(read('merges'), (row) => [...[time(row.at), row.name, row.employeeNumber]]),
  )
  yield* part(
    'imports',
    ['file', 'name', 'number', 'state'],
    map(read('importPhotos'), (row) => [...[row.path, row.name, row.employeeNumber, words.importStates[row.state]]]),
  )
  yield* part(
    'webhooks',
    ['host', 'since', 'sent'],
    map(read('webhooks'), ({ host, createdAt, sent }) => [...[host, time(createdAt), sent]]),
  )
  yield* part(
    'audit',
    ['time', 'actor', 'way', 'action'],
    map(read('audit'), ({ at, actor, via, action }) => {
      const family = familyOf(action)
      return [
        time(at),
        actor,
        via && words.vias[via],
        family === null ? action : `${words.families[family]} (${action})`,
      ]
    }),
  )
  yield pageEnd
}

function* map<T>(rows: Iterable<T>, cells: (row: T) => readonly Cell[]): Generator<readonly Cell[]> {
  for (const row of rows) yield cells(row)
}

const workedPlace = totalKeys.indexOf('workedMinutes')

/** `7:05` for 425 minutes. */
const hoursOf = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const heading = ({ parts, notes }: RightsWords, name: Part) =>
  `<h2>${escapeMarkup(parts[name])}</h2>${notes[name] === undefined ? '' : `<p class="soft">${escapeMarkup(notes[name])}</p>`}`

/** Where something was signed: a way to call, or the name of a kiosk. */
const placeOf = (place: string, { vias }: RightsWords) =>
  Object.hasOwn(vias, place) ? vias[place as keyof typeof vias] : place

const nothing = ({ none }: RightsWords) => `<p>${escapeMarkup(none)}</p>`

function* partOf(
  words: RightsWords,
  name: Part,
  labels: readonly Label[],
  rows: Iterable<readonly Cell[]>,
): Generator<string> {
  let piece = heading(words, name)
  let isEmpty = true
  for (const row of rows) {
    if (isEmpty) {
      const head = labels.map((label) => `<th scope="col">${escapeMarkup(words.labels[label])}</th>`)
      piece += `<table><thead><tr>${head.join('')}</tr></thead><tbody>`
    }
    isEmpty = false
    piece += `<tr>${row.map((cell) => `<td>${markupOf(cell)}</td>`).join('')}</tr>`
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield piece + (isEmpty ? nothing(words) : '</tbody></table>')
}

function markupOf(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'object' ? cell.markup : escapeMarkup(String(cell))
}

/** A picture within the page; nothing without one. */
function picture(kind: 'png' | 'jpeg', bytes: Uint8Array | null, look: string): { readonly markup: string } {
  if (bytes === null) return { markup: '' }
  return {
    markup: `<img class="${look}" alt="" src="data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}">`,
  }
}

/** Writes instants on the wall clock of a zone. */
function timeWriter(locale: string, office: string): (iso: string, zone?: string) => string {
  const formats = new Map<string, Intl.DateTimeFormat>()
  function formatOf(zone: string): Intl.DateTimeFormat {
    const known = formats.get(zone) ?? formatFor(locale, zone) ?? formatFor(locale, 'UTC')!
    formats.set(zone, known)
    return known
  }
  return (iso, zone = office) => formatOf(zone).format(Date.parse(iso))
}

/** Null for a zone that there is not, as a damaged row may have it. */
function formatFor(locale: string, timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone })
  } catch {
    return null
  }
}

/** Writes dates. */
function dayWriter(locale: string): (date: string | null) => string | null {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return (date) => {
    const at = date === null ? Number.NaN : Date.parse(date)
    return Number.isNaN(at) ? date : format.format(at)
  }
}
