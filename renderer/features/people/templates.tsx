import { useState } from 'react'
import type { Person, Template } from '../../../main/contract/entities.ts'
import { IconButton } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { useSay } from '../../components/notices.tsx'
import { usePhoto } from '../../components/portrait.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { useEraseTemplate } from './queries.ts'

/** The photos a person is recognised by. */
export function Templates(props: { person: Person; templates: readonly Template[] }) {
  const { words } = useWords()
  const say = useSay()
  const [erasing, setErasing] = useState<Template | null>(null)
  const erase = useEraseTemplate()
  return (
    <>
      <ul className="templates">
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
          onConfirm={() =>
            erase.mutate(erasing.id, {
              onError: (error) => say('error', errorWords(words, error)),
              onSettled: () => setErasing(null),
            })
          }
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
    <li className="template">
      <div className="template-photo">
        {photo === null ? (
          <Icon name="photo" size={32} />
        ) : (
          <img src={photo} alt={words.people.templateOf(props.person.name, date)} />
        )}
        <div className="template-erase">
          <IconButton label={words.people.eraseTemplate} icon="erase" size={18} onPress={props.onErase} />
        </div>
      </div>
      <p>{words.people.quality(format.number(template.quality))}</p>
      <p className="soft small">
        {words.people.source[template.source]} · <span className="unbroken">{date}</span>
      </p>
    </li>
  )
}
