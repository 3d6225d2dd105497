import { useDeferredValue, useMemo, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { PersonRef } from '../../../main/contract/entities.ts'
import type { Person } from '../../../main/contract/people.ts'
import type { Visitor } from '../../../main/contract/visitors.ts'
import { blobAddress } from '../../components/blob-address.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation, Window } from '../../components/dialog.tsx'
import { SearchInput } from '../../components/fields.tsx'
import { Needs } from '../../components/needs.tsx'
import { useSay } from '../../components/notices.tsx'
import { PersonName, useFullName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { isShown, useChange, useWork } from '../../data/use-change.ts'
import { usePeople, usePortraits } from '../../data/use-people.ts'
import { useSettings } from '../../data/use-settings.ts'
import { kioskLabel } from '../../messages/kiosk-label.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import css from './people.module.css'
import { PersonForm } from './person-form.tsx'

/** Milliseconds between two readings, because new visitors are not announced. */
const lookAgainMs = 30_000

/** Lists unknown visitors, who can be assigned to somebody, enrolled or erased. */
export function VisitorsPart() {
  const { words } = useWords()
  const { visitorDays } = useSettings()
  const visitors = useCall('visitors.list', {}, { refetchInterval: lookAgainMs })
  if (visitorDays === 0) {
    return (
      <Empty icon="people" title={words.visitors.off} text={words.visitors.offText}>
        <a className="button" href={address('settings')}>
          {words.visitors.toSettings}
        </a>
      </Empty>
    )
  }
  return (
    <Loaded query={visitors}>
      {(data) =>
        data.visitors.length === 0 ? (
          <Empty icon="people" title={words.visitors.emptyTitle} text={words.visitors.empty} />
        ) : (
          <div className={css.visitors}>
            <div>
              <h2>{words.visitors.title}</h2>
              <p className="soft">{words.visitors.text(visitorDays)}</p>
            </div>
            <ul className={css.visitorGrid}>
              {data.visitors.map((visitor) => (
                <VisitorCard key={visitor.id} visitor={visitor} />
              ))}
            </ul>
          </div>
        )
      }
    </Loaded>
  )
}

function VisitorCard(props: { visitor: Visitor }) {
  const { visitor } = props
  const { words, format } = useWords()
  const [open, setOpen] = useState<'assign' | 'create' | 'erase' | null>(null)
  const [unlike, setUnlike] = useState<{ person: PersonRef; similarity: number } | null>(null)
  // A less similar person is no better suggestion than anybody else.
  const { threshold } = useSettings()
  const say = useSay()
  const portraits = usePortraits()
  const fullName = useFullName()
  const picture = blobAddress(
    useMemo(() => new Blob([new Uint8Array(visitor.photo)], { type: 'image/jpeg' }), [visitor.photo]),
  )
  const when = `${format.date(visitor.seenAt)}, ${format.time(visitor.seenAt)}`
  const close = () => {
    setOpen(null)
    setUnlike(null)
  }
  const fail = (error: unknown) => {
    close()
    say('error', errorWords(words, error))
  }
  const assign = useWork(
    async ({ person, allowUnlike }: { person: PersonRef; allowUnlike: boolean }, client) => {
      const answer = await client.call('visitors.assign', { id: visitor.id, personId: person.id, allowUnlike })
      if (answer.kind === 'refused') setUnlike({ person, similarity: answer.refusal.own?.similarity ?? 0 })
      else say('info', words.visitors.assigned(fullName(person)))
    },
    { failed: fail },
  )
  const give = (person: PersonRef, allowUnlike = false) => assign.mutate({ person, allowUnlike })
  const create = useChange('people.create', { done: (person) => give(person), failed: isShown })
  const erase = useChange('visitors.erase', { failed: fail })

  return (
    <li className={css.visitor}>
      <div className={css.visitorHead}>
        {picture === null ? null : <img className={css.visitorPhoto} src={picture} alt={words.visitors.photo(when)} />}
        <div>
          <p>{when}</p>
          <p className="soft small">{kioskLabel(visitor.kiosk, words)}</p>
          {visitor.nearest === null || visitor.nearest.similarity < threshold / 2 ? null : (
            <p className="soft small">
              {words.visitors.nearest(fullName(visitor.nearest.person), format.similarity(visitor.nearest.similarity))}
            </p>
          )}
        </div>
      </div>
      <Needs method="visitors.assign">
        <div className={css.visitorActions}>
          <Button onPress={() => setOpen('create')}>{words.visitors.create}</Button>
          <Button onPress={() => setOpen('assign')}>{words.visitors.assign}</Button>
          <Button look="quiet warn" onPress={() => setOpen('erase')}>
            {words.visitors.erase}
          </Button>
        </div>
      </Needs>
      {open === 'assign' ? (
        <PickPerson busy={assign.isPending} onPick={(person) => give(person)} onClose={close} />
      ) : null}
      {open === 'create' ? (
        <PersonForm
          title={words.visitors.create}
          person={null}
          busy={create.isPending || assign.isPending}
          error={create.error}
          onSave={(details) => create.mutate(details)}
          onClose={close}
        />
      ) : null}
      {unlike === null ? null : (
        <Confirmation
          title={words.visitors.unlikeTitle(fullName(unlike.person))}
          text={words.visitors.unlikeText(format.similarity(unlike.similarity))}
          action={words.visitors.unlikeConfirm}
          busy={assign.isPending}
          onConfirm={() => give(unlike.person, true)}
          onClose={() => setUnlike(null)}
        >
          <div className={css.duplicatePair}>
            <figure>
              <span className={css.duplicatePhoto}>{picture === null ? null : <img src={picture} alt="" />}</span>
              <figcaption className="soft small">{words.duplicate.newPhoto}</figcaption>
            </figure>
            <figure>
              <Portrait name={unlike.person.name} template={portraits.get(unlike.person.id) ?? null} size={120} />
              <figcaption className="soft small">
                <PersonName person={unlike.person} />
              </figcaption>
            </figure>
          </div>
        </Confirmation>
      )}
      {open === 'erase' ? (
        <Confirmation
          title={words.people.eraseTemplateTitle}
          text={words.people.eraseTemplateText}
          action={words.people.eraseConfirm}
          busy={erase.isPending}
          onConfirm={() => erase.mutate({ id: visitor.id })}
          onClose={close}
        />
      ) : null}
    </li>
  )
}

function PickPerson(props: { busy: boolean; onPick: (person: Person) => void; onClose: () => void }) {
  const { words } = useWords()
  const [query, setQuery] = useState('')
  const people = usePeople(useDeferredValue(query).trim())
  return (
    <Window title={words.visitors.assignTitle} onClose={props.onClose}>
      <SearchInput label={words.people.search} value={query} onChange={setQuery} />
      <Loaded query={people}>
        {(data) => (
          <ul className={css.pickList}>
            {data.people.slice(0, 100).map((person) => (
              <li key={person.id}>
                <AriaButton className={css.pick!} isDisabled={props.busy} onPress={() => props.onPick(person)}>
                  <Portrait name={person.name} template={person.portrait} size={36} />
                  <span>
                    <PersonName person={person} />
                  </span>
                </AriaButton>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Window>
  )
}
