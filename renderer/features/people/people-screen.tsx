import { useDeferredValue, useState } from 'react'
import type { PersonId } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { SearchInput } from '../../components/fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { Needs } from '../../components/needs.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { isShown, useChange } from '../../data/use-change.ts'
import { usePeople } from '../../data/use-people.ts'
import { useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address, useParameters } from '../../route.ts'
import { GroupsDialog } from './groups-dialog.tsx'
import { ImportPart } from './import/import-part.tsx'
import { useImport } from './import/use-import.ts'
import { LooksLink, LooksPart } from './looks-part.tsx'
import css from './people.module.css'
import { PeopleList } from './people-list.tsx'
import { PersonDetail } from './person-detail.tsx'
import { PersonForm } from './person-form.tsx'
import { filterByState, type ShownState, StateFilter } from './state-filter.tsx'
import { VisitorsPart } from './visitors-part.tsx'

/** The screen of people: the list, and the person who was chosen. */
export function PeopleScreen(props: { id: PersonId | null; part: string | null }) {
  const { words } = useWords()
  const { visitorDays } = useSettings()
  const [{ q: query = '' }, change] = useParameters()
  const setQuery = (q: string) => change({ q })
  const [state, setState] = useState<ShownState>('active')
  const [marked, setMarked] = useState<ReadonlySet<PersonId> | null>(null)
  const [grouping, setGrouping] = useState(false)
  const [adding, setAdding] = useState(false)
  const queued = useImport().data?.progress?.queued ?? 0
  const people = usePeople(useDeferredValue(query).trim())
  const create = useChange('people.create', {
    failed: isShown,
    done(person) {
      closeForm()
      setQuery('')
      location.hash = address('people', person.id)
    },
  })
  const shown = people.data === undefined ? [] : filterByState(people.data.people, state, people.data.today)
  const empty = people.data?.total === 0 && query.trim() === ''

  function closeForm(): void {
    create.reset()
    setAdding(false)
  }

  const chosen = props.id !== null || props.part !== null || empty
  return (
    <div className="split" data-chosen={chosen ? '' : undefined}>
      <section className="split-list" aria-label={words.people.title}>
        <div className={css.listHead}>
          <div className={css.listTitle}>
            <h1>{words.people.title}</h1>
            <Needs method="people.create">
              <Button icon="plus" onPress={() => setAdding(true)}>
                {words.people.add}
              </Button>
            </Needs>
          </div>
          <SearchInput label={words.people.search} value={query} onChange={setQuery} />
          <Needs method="imports.plan">
            <a
              className={css.listLink}
              href={address('people', 'import')}
              aria-current={props.part === 'import' ? 'page' : undefined}
            >
              <Icon name="people" />
              {words.imports.link}
              {queued === 0 ? null : <span className={css.listBadge}>{words.imports.waiting(queued)}</span>}
            </a>
          </Needs>
          <LooksLink isChosen={props.part === 'looks'} />
          {visitorDays > 0 ? (
            <a
              className={css.listLink}
              href={address('people', 'visitors')}
              aria-current={props.part === 'visitors' ? 'page' : undefined}
            >
              <Icon name="enter" />
              {words.visitors.link}
            </a>
          ) : null}
        </div>
        <Loaded query={people}>
          {(data) =>
            data.people.length > 0 ? (
              <>
                <div className={css.listFilter}>
                  <StateFilter people={data.people} today={data.today} value={state} onChange={setState} />
                </div>
                <PeopleList
                  people={shown}
                  today={data.today}
                  chosen={props.id}
                  marked={marked}
                  onMark={(id) => setMarked(toggle(marked ?? new Set(), id))}
                />
                <div className={css.listFoot} data-marking={marked === null ? undefined : ''}>
                  <p className="soft small" role="status">
                    {marked === null ? words.people.count(shown.length) : words.marking.count(marked.size)}
                  </p>
                  {marked === null ? (
                    <Needs method="people.update">
                      <Button look="quiet" onPress={() => setMarked(new Set())}>
                        {words.marking.start}
                      </Button>
                    </Needs>
                  ) : (
                    <>
                      <Button look="quiet" onPress={() => setMarked(new Set(shown.map(({ id }) => id)))}>
                        {words.marking.all}
                      </Button>
                      <Button isDisabled={marked.size === 0} onPress={() => setGrouping(true)}>
                        {words.marking.groups}
                      </Button>
                      <Button look="quiet" onPress={() => setMarked(null)}>
                        {words.common.done}
                      </Button>
                    </>
                  )}
                </div>
                {grouping && marked !== null ? (
                  <GroupsDialog
                    people={data.people.filter(({ id }) => marked.has(id))}
                    onClose={() => setGrouping(false)}
                    onDone={() => {
                      setGrouping(false)
                      setMarked(null)
                    }}
                  />
                ) : null}
              </>
            ) : empty ? null : (
              <Empty icon="search" title={words.people.noMatchTitle} text={words.people.noMatch(query.trim())} />
            )
          }
        </Loaded>
      </section>
      <section
        className="split-detail"
        aria-label={
          props.part === 'visitors'
            ? words.visitors.title
            : props.part === 'looks'
              ? words.looks.title
              : props.part === 'import'
                ? words.imports.title
                : words.people.chooseTitle
        }
      >
        {empty ? null : (
          <a className="split-back" href={address('people')}>
            <Icon name="left" size={16} />
            {words.people.title}
          </a>
        )}
        {props.part === 'visitors' ? (
          <VisitorsPart />
        ) : props.part === 'looks' ? (
          <LooksPart />
        ) : props.part === 'import' ? (
          <ImportPart />
        ) : empty ? (
          <Empty icon="people" title={words.people.emptyTitle} text={words.people.empty}>
            <Needs method="people.create">
              <Button look="primary" icon="plus" onPress={() => setAdding(true)}>
                {words.people.add}
              </Button>
              <a className="button" href={address('people', 'import')}>
                {words.imports.link}
              </a>
            </Needs>
          </Empty>
        ) : props.id === null ? (
          <Empty icon="people" title={words.people.chooseTitle} text={words.people.choose} />
        ) : (
          <PersonDetail key={props.id} id={props.id} />
        )}
      </section>
      {adding ? (
        <PersonForm
          title={words.people.add}
          person={null}
          busy={create.isPending}
          error={create.error}
          onSave={(details) => create.mutate(details)}
          onClose={closeForm}
        />
      ) : null}
    </div>
  )
}

function toggle(marked: ReadonlySet<PersonId>, id: PersonId): ReadonlySet<PersonId> {
  const next = new Set(marked)
  if (!next.delete(id)) next.add(id)
  return next
}
