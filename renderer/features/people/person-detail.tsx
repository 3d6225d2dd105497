import { useState } from 'react'
import { DropZone, FileTrigger } from 'react-aria-components'
import type { Membership } from '../../../main/contract/attendance-rules.ts'
import { standingOn } from '../../../main/contract/employment.ts'
import type { PersonId } from '../../../main/contract/entities.ts'
import { AppError } from '../../../main/contract/errors.ts'
import type { Person, Template } from '../../../main/contract/people.ts'
import { pickFields } from '../../../main/contract/person-fields.ts'
import { Button } from '../../components/button.tsx'
import { photoTypes, readDroppedFiles } from '../../components/files.ts'
import { Icon } from '../../components/icon.tsx'
import { Needs } from '../../components/needs.tsx'
import { useSay } from '../../components/notices.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { localDate } from '../../data/dates.ts'
import { useCall } from '../../data/use-call.ts'
import { isShown, useChange } from '../../data/use-change.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { ConsentCard } from './consent/consent-card.tsx'
import { WhenConsented } from './consent/when-consented.tsx'
import { DuplicateDialog } from './duplicate-dialog.tsx'
import { EmploymentLines } from './employment-lines.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { ExportData } from './export-data.tsx'
import { FormerGroups } from './former-groups.tsx'
import { GuidedDialog } from './guided-dialog.tsx'
import { LastDayDialog } from './last-day-dialog.tsx'
import { LookAlikes } from './look-alikes.tsx'
import { Merges } from './merges.tsx'
import css from './people.module.css'
import { PersonForm } from './person-form.tsx'
import { PinCard } from './pin-card.tsx'
import { Refusals } from './refusals.tsx'
import { SecondPhoto } from './second-photo.tsx'
import { Templates } from './templates.tsx'
import { type NotAdded, useEnrol } from './use-enrol.ts'

/** Shows one person, with ways to add photos, to edit and to erase. */
export function PersonDetail(props: { id: PersonId }) {
  const { words } = useWords()
  const query = useCall('people.get', { id: props.id })
  if (query.error instanceof AppError && query.error.code === 'person-not-found') {
    return <Empty icon="people" title={words.people.chooseTitle} text={words.people.notFound} />
  }
  return <Loaded query={query}>{(found) => <Details {...found} />}</Loaded>
}

function Details(props: { person: Person; templates: readonly Template[]; memberships: readonly Membership[] }) {
  const { person, templates } = props
  const { words, format } = useWords()
  const [open, setOpen] = useState<'camera' | 'form' | 'erase' | 'last-day' | null>(null)
  const [isLater, setLater] = useState(false)
  const [question, setQuestion] = useState<NotAdded | null>(null)
  const enrolling = useEnrol(person.id)
  const say = useSay()
  const close = () => setOpen(null)
  const hasLeft = standingOn(person.employments, localDate(Date.now())).kind === 'left'
  const update = useChange('people.update', { done: close, failed: isShown })
  const erase = useChange('people.erase', {
    done({ remains: { backups, exports } }) {
      // Erasing may take a while, and the user may have gone to another screen.
      if (location.hash.split('?')[0] === address('people', person.id)) location.hash = address('people')
      if (backups.count + exports.count > 0) {
        say('warning', words.people.copiesRemain(person.name, backups.count, exports.count))
      }
    },
    failed(error) {
      close()
      say('error', errorWords(words, error))
    },
  })

  return (
    <article className={css.person}>
      <header className={css.personHead}>
        <Portrait
          name={person.name}
          template={person.portrait}
          size={104}
          description={words.people.portraitOf(person.name)}
        />
        <div className={css.personTitle}>
          <h2>{person.name}</h2>
          <p className="soft">
            {[...Object.values(pickFields(person)), words.people.since(format.date(person.createdAt))]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p className={css.chips}>
            {person.groups.map((group) => (
              <span key={group} className="chip">
                {group}
              </span>
            ))}
          </p>
          <EmploymentLines employments={person.employments} />
          <FormerGroups memberships={props.memberships} />
        </div>
        <div className={css.personLinks}>
          <a className="button" href={address('timesheet', person.id)}>
            <Icon name="timesheet" />
            {words.navigation.timesheet}
          </a>
          <a className="button" href={address('log', null, { q: person.name, period: 'month' })}>
            <Icon name="log" />
            {words.navigation.log}
          </a>
          <Needs method="people.update">
            <Button icon="edit" onPress={() => setOpen('form')}>
              {words.people.edit}
            </Button>
          </Needs>
        </div>
      </header>

      <Needs method="consent.get">
        <ConsentCard person={person} />
      </Needs>

      <section className={css.personPhotos} aria-label={words.people.photos}>
        <div className={css.sectionHead}>
          <div>
            <h3>{words.people.photos}</h3>
            <p className="soft">{hasLeft ? words.reasons['person-left'] : words.people.photosHint}</p>
          </div>
        </div>
        {hasLeft ? (
          <Templates person={person} templates={templates} />
        ) : (
          <DropZone
            className={`drop ${css.photosDrop}`}
            aria-label={words.people.drop}
            onDrop={async (event) => enrolling.addFiles(await readDroppedFiles(event))}
          >
            {templates.length === 0 ? (
              <div className={css.photosEmpty}>
                <h4>{words.people.photosEmptyTitle(person.name)}</h4>
                <p className="soft">{words.people.photosEmpty}</p>
              </div>
            ) : (
              <Templates person={person} templates={templates} />
            )}
            {templates.length === 1 && !isLater ? (
              <Needs method="enrol.photo">
                <SecondPhoto onAdd={() => setOpen('camera')} onLater={() => setLater(true)} />
              </Needs>
            ) : null}
            <Needs method="enrol.photo">
              <WhenConsented person={person}>
                <div className={css.photosActions}>
                  <Button
                    look={templates.length === 0 ? 'primary' : 'plain'}
                    icon="camera"
                    onPress={() => setOpen('camera')}
                  >
                    {words.people.fromCamera}
                  </Button>
                  <FileTrigger
                    allowsMultiple
                    acceptedFileTypes={photoTypes}
                    onSelect={(files) => void enrolling.addFiles([...(files ?? [])])}
                  >
                    <Button icon="photo">{words.people.fromFiles}</Button>
                  </FileTrigger>
                  <p className="soft" role="status">
                    {enrolling.progress !== null
                      ? words.people.adding(enrolling.progress.done, enrolling.progress.total)
                      : enrolling.added > 0
                        ? words.people.added(enrolling.added)
                        : words.people.drop}
                  </p>
                </div>
              </WhenConsented>
            </Needs>
          </DropZone>
        )}
        {open === 'camera' ? null : <Refusals enrolling={enrolling} onQuestion={setQuestion} />}
      </section>

      <Needs method="people.lookAlikes">
        <LookAlikes person={person} />
      </Needs>

      <Needs method="pin.list">
        <PinCard person={person} />
      </Needs>

      <Needs method="people.merges">
        <Merges kept={person} />
      </Needs>

      <Needs method="people.erase">
        <footer className={css.personFoot}>
          <ExportData person={person} />
          <Button look="quiet warn" icon="erase" onPress={() => setOpen('erase')}>
            {words.people.erase}
          </Button>
        </footer>
      </Needs>

      {open === 'camera' ? <GuidedDialog person={person} enrolling={enrolling} onClose={close} /> : null}
      {question === null ? null : (
        <DuplicateDialog
          person={person}
          photo={question}
          enrolling={enrolling}
          onAdded={() => undefined}
          onClose={() => setQuestion(null)}
        />
      )}
      {open === 'form' ? (
        <PersonForm
          title={words.people.editTitle}
          person={person}
          busy={update.isPending}
          error={update.error}
          onSave={(details) => update.mutate({ id: person.id, ...details })}
          onClose={() => {
            update.reset()
            close()
          }}
        />
      ) : null}
      {open === 'erase' ? (
        <EraseDialog
          person={person}
          busy={erase.isPending}
          onErase={() => erase.mutate({ id: person.id })}
          onLastDay={() => setOpen('last-day')}
          onClose={close}
        />
      ) : null}
      {open === 'last-day' ? <LastDayDialog person={person} onClose={close} /> : null}
    </article>
  )
}
