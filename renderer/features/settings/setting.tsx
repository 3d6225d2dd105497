import type { ReactNode } from 'react'
import css from './settings.module.css'

/** One thing that can be set: its name, what it means, and its field. */
export function Setting(props: { name: string; hint?: string; children: ReactNode }) {
  return (
    <div className={css.setting}>
      <div className={css.settingName}>
        {props.name}
        {props.hint === undefined ? null : <p className="soft small">{props.hint}</p>}
      </div>
      {props.children}
    </div>
  )
}
