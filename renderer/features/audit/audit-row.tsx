import { type ReactNode, useState } from 'react'
import type { AuditEntry } from '../../../main/contract/audit.ts'
import { Icon } from '../../components/icon.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './audit.module.css'
import { countOf, detailText, type KnownNames, sentenceOf } from './audit-sentence.ts'

/** One entry as a sentence; opened, everything that is stored of it. */
export function AuditRow({ entry, names }: { entry: AuditEntry; names: KnownNames }) {
  const { words, format } = useWords()
  const { audit } = words
  const { at, via, action, subject, id, details } = entry
  const count = countOf(entry)
  const way = via === null ? null : audit.vias[via]
  const [open, setOpen] = useState(false)
  return (
    <li>
      <details className={css.entry} open={open}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is pressed by mouse and keyboard alike */}
        <summary
          onClick={(event) => {
            event.preventDefault()
            setOpen(!open)
          }}
        >
          <time dateTime={new Date(at).toISOString()} className="soft">
            {format.date(at)}, {format.time(at)}
          </time>
          <span>{sentenceOf(entry, words, names)}</span>
          <span className="soft small">
            {[way, ...(count === null ? [] : [audit.times(count)])].filter((part) => part !== null).join(' · ')}
          </span>
          <Icon name="down" size={16} />
        </summary>
        {open ? (
          <dl>
            <Fact name={audit.time}>
              {format.date(at)}, {format.timeWithSeconds(at)}
            </Fact>
            <Fact name={audit.who}>{entry.actor}</Fact>
            {way === null ? null : <Fact name={audit.via}>{way}</Fact>}
            <Fact name={audit.action}>
              <code>{action}</code>
            </Fact>
            <Fact name={audit.subject}>
              <code>{subject}</code>
            </Fact>
            <Fact name={audit.number}>{format.number(id)}</Fact>
            {Object.entries(details).map(([key, value]) => (
              <Fact key={key} name={<code>{key}</code>}>
                {detailText(key, value, words, names)}
              </Fact>
            ))}
          </dl>
        ) : null}
      </details>
    </li>
  )
}

function Fact(props: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
