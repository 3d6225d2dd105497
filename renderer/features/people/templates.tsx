import { useState } from 'react'
import type { Person, Template } from '../../../main/contract/people.ts'
import { IconButton } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { Needs } from '../../components/needs.tsx'
import { usePhoto } from '../../components/portrait.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './people.module.css'

/** Shows the photos that a person is recognised by. */
export function Templates(props: { person: Person; templates: readonly Template[] }) {
  const { words } = useWords()
  const [erasing, setErasing] = useState<Template | null>(null)
  const erase = useChange('people.eraseTemplate', { ended: () => setErasing(null) })
  return (
    <>
      <ul className={css.templates}>
        {props.templates.map((template) => (
          <TemplateTile
            key={template.id}
            person={props.person}
            template={template}
            onErase={() => setErasing(template)}
          />
        ))}
      </ul>
      {erasing === null ? null : (
        <Confirmation
          title={words.people.eraseTemplateTitle}
          text={words.people.eraseTemplateText}
          action={words.people.eraseConfirm}
          busy={erase.isPending}
          onClose={() => setErasing(null)}
          onConfirm={() => erase.mutate({ id: erasing.id })}
        />
      )}
    </>
  )
}

function TemplateTile(props: { person: Person; template: Template; onErase: () => void }) {
  const { words, format } = useWords()
  const { template } = props
  const photo = usePhoto(template.hasPhoto ? template.id : null)
  const date = format.date(template.createdAt)
  return (
    <li className={css.template} data-part="template">
      <div className={css.templatePhoto}>
        {photo === null ? (
          <Icon name="photo" size={32} />
        ) : (
          <img src={photo} alt={words.people.templateOf(props.person.name, date)} />
        )}
        <Needs method="people.eraseTemplate">
          <div className={css.templateErase}>
            <IconButton label={words.people.eraseTemplate} icon="erase" size={18} onPress={props.onErase} />
          </div>
        </Needs>
      </div>
      <p>{words.people.quality(format.number(template.quality))}</p>
      <p className="soft small">
        {words.people.source[template.source]} · <span className="unbroken">{date}</span>
      </p>
    </li>
  )
}
