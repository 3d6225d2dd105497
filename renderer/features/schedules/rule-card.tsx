import { type ReactNode, useState } from 'react'
import { IconButton } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './schedules.module.css'

/** A named part of the rules, with buttons that edit and remove it. */
export function RuleCard(props: {
  name: string
  text: string
  onEdit: () => void
  /** Null when it cannot be removed. */
  onRemove: (() => void) | null
  children?: ReactNode
}) {
  const { words } = useWords()
  const [asking, setAsking] = useState(false)
  const { schedules } = words
  return (
    <li className={css.rule}>
      <div className={css.ruleText}>
        <h2>{props.name}</h2>
        <p className="soft small">{props.text}</p>
      </div>
      {props.children}
      <div className={css.ruleActions}>
        <IconButton label={schedules.edit(props.name)} icon="edit" onPress={props.onEdit} />
        {props.onRemove === null ? null : (
          <IconButton label={schedules.removeTitle(props.name)} icon="erase" onPress={() => setAsking(true)} />
        )}
      </div>
      {asking ? (
        <Confirmation
          title={schedules.removeTitle(props.name)}
          text={schedules.removeText}
          action={schedules.remove}
          busy={false}
          onConfirm={() => {
            setAsking(false)
            props.onRemove?.()
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </li>
  )
}
