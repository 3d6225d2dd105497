import type { PersonRef, TemplateId } from '../../../main/contract/entities.ts'
import type { ThresholdReport } from '../../../main/contract/thresholds.ts'
import { SwitchInput } from '../../components/fields.tsx'
import { SimilarityBar } from '../../components/marks.tsx'
import { PersonName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { usePortraits } from '../../data/use-people.ts'
import { useSession } from '../../data/use-session.ts'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import css from './thresholds.module.css'

const shown = 8

/** Lists the pairs of people who are most alike, with their most similar photos. */
export function LookAlikes(props: { report: ThresholdReport; threshold: number }) {
  const { words, format } = useWords()
  const text = words.thresholds
  const pairs = props.report.lookAlikes.slice(0, shown)
  if (pairs.length === 0) return <p className="soft">{text.noLookAlikes}</p>
  return (
    <ul className={css.pairs}>
      {pairs.map(({ people: [first, second], templates, similarity }) => (
        <li key={templates.join(' ')} className={css.pair}>
          <PersonLink person={first} template={templates[0]} />
          <PersonLink person={second} template={templates[1]} />
          <div className={css.pairScore}>
            <SimilarityBar similarity={similarity} threshold={props.threshold} label={text.similarity} />
            <p className="small">
              {format.similarity(similarity)}
              {similarity >= props.threshold ? <span className={css.pairAbove}> · {text.above}</span> : null}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

function PersonLink(props: { person: PersonRef; template: TemplateId | null }) {
  return (
    <a className={css.pairPerson} href={address('people', props.person.id)}>
      <Portrait name={props.person.name} template={props.template} size={56} />
      <span>
        <PersonName person={props.person} />
      </span>
    </a>
  )
}

/** Lists people whose own photos are least alike, each with a link to add others. */
export function Hardest(props: { report: ThresholdReport; threshold: number }) {
  const { words, format } = useWords()
  const portraits = usePortraits()
  const text = words.thresholds
  const people = props.report.hardest.slice(0, shown)
  if (people.length === 0) return <p className="soft">{text.noHardest}</p>
  return (
    <ul className={css.pairs}>
      {people.map(({ person, similarity }) => (
        <li key={person.id} className={`${css.pair} ${css.single}`}>
          <PersonLink person={person} template={portraits.get(person.id) ?? null} />
          <div className={css.pairScore}>
            <SimilarityBar similarity={similarity} threshold={props.threshold} label={text.similarity} />
            <p className="small">{format.similarity(similarity)}</p>
          </div>
          <a className="button" href={address('people', person.id)}>
            {text.newPhotos}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Whether the kiosk asks those people to keep a second look. */
export function AskForLooks() {
  const { words } = useWords()
  const { asksForLooks } = useSettings()
  const change = useChangeSettings()
  const { role } = useSession()
  if (role !== 'owner') return null
  return (
    <SwitchInput
      label={words.looks.setting}
      value={asksForLooks}
      onChange={(value) => change({ asksForLooks: value })}
    />
  )
}

/** Lists people whom one photo has to recognise, the poorest photos first, each with a link to add a second. */
export function Singles(props: { report: ThresholdReport }) {
  const { words, format } = useWords()
  const text = words.thresholds
  const { poorest } = props.report.singles
  if (poorest.length === 0) return <p className="soft">{text.noSingles}</p>
  return (
    <ul className={css.pairs}>
      {poorest.map(({ person, template, quality }) => (
        <li key={person.id} className={`${css.pair} ${css.single}`}>
          <PersonLink person={person} template={template} />
          <p className={`small ${css.pairScore}`}>{text.photoQuality(format.number(Math.round(quality)))}</p>
          <a className="button" href={address('people', person.id)}>
            {text.secondPhoto}
          </a>
        </li>
      ))}
    </ul>
  )
}
