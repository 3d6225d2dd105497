import { useDeferredValue, useMemo, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Visitor } from '../../../main/contract/api/visitors.ts'
import type { Person } from '../../../main/contract/entities.ts'
import { blobAddress } from '../../components/blob-address.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation, Window } from '../../components/dialog.tsx'
import { SearchInput } from '../../components/fields.tsx'
import { useSay } from '../../components/notices.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { useSettings } from '../settings/queries.ts'
import { PersonForm } from './person-form.tsx'
import { useAssignVisitor, useCreatePerson, useEraseVisitor, usePeople, useVisitors } from './queries.ts'

/** The faces that nobody knew: assigned to somebody, enrolled as somebody new, or erased. */
export function VisitorsPart() {
  const { words } = useWords()
  const { visitorDays } = useSettings()
  const visitors = useVisitors()
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
          <div className="visitors">
            <div>
              <h2>{words.visitors.title}</h2>
              <p className="soft">{words.visitors.text(visitorDays)}</p>
            </div>
            <ul className="visitor-grid">
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
  // Whoever is further away than this is no more like the visitor than anybody else.
  const { threshold } = useSettings()
  const say = useSay()
  const assign = useAssignVisitor()
  const create = useCreatePerson()
  const erase = useEraseVisitor()
  const picture = blobAddress(
    useMemo(() => new Blob([new Uint8Array(visitor.photo)], { type: 'image/jpeg' }), [visitor.photo]),
  )
  const when = `${format.date(visitor.seenAt)}, ${format.time(visitor.seenAt)}`
  const close = () => setOpen(null)
  const fail = (error: unknown) => {
    close()
    say('error', errorWords(words, error))
  }
  const give = (person: Pick<Person, 'id' | 'name'>) =>
    assign.mutate(
      { id: visitor.id, personId: person.id },
      { onSuccess: () => say('info', words.visitors.assigned(person.name)), onError: fail },
    )

  return (
    <li className="visitor">
      <div className="visitor-head">
        {picture === null ? null : <img className="visitor-photo" src={picture} alt={words.visitors.photo(when)} />}
        <div>
          <p>{when}</p>
          <p className="soft small">{visitor.kiosk}</p>
          {visitor.nearest === null || visitor.nearest.similarity < threshold / 2 ? null : (
            <p className="soft small">
              {words.visitors.nearest(visitor.nearest.person.name, format.similarity(visitor.nearest.similarity))}
            </p>
          )}
        </div>
      </div>
      <div className="visitor-actions">
        <Button onPress={() => setOpen('create')}>{words.visitors.create}</Button>
        <Button onPress={() => setOpen('assign')}>{words.visitors.assign}</Button>
        <Button look="quiet warn" onPress={() => setOpen('erase')}>
          {words.visitors.erase}
        </Button>
      </div>
      {open === 'assign' ? <PickPerson busy={assign.isPending} onPick={give} onClose={close} /> : null}
      {open === 'create' ? (
        <PersonForm
          title={words.visitors.create}
          person={null}
          busy={create.isPending || assign.isPending}
          error={create.error}
          onSave={(details) => create.mutate(details, { onSuccess: give })}
          onClose={close}
        />
      ) : null}
      {open === 'erase' ? (
        <Confirmation
          title={words.people.eraseTemplateTitle}
          text={words.people.eraseTemplateText}
          action={words.people.eraseConfirm}
          busy={erase.isPending}
          onConfirm={() => erase.mutate(visitor.id, { onError: fail })}
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
          <ul className="pick-list">
            {data.people.slice(0, 100).map((person) => (
              <li key={person.id}>
                <AriaButton className="pick" isDisabled={props.busy} onPress={() => props.onPick(person)}>
                  <Portrait name={person.name} template={person.portrait} size={36} />
                  <span>{person.name}</span>
                </AriaButton>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Window>
  )
}
