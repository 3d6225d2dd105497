import { type ReactNode, useId } from 'react'
import { useWords } from '../messages/use-words.tsx'
import { address } from '../route.ts'
import { Icon } from './icon.tsx'
import css from './sub-screen.module.css'

/**
 * A page below the settings: a way back, a title, an introduction, and its parts in a column as wide as the settings;
 * `wide` for plots.
 */
export function SubScreen(props: { title: string; text?: string; wide?: boolean; children: ReactNode }) {
  const { words } = useWords()
  return (
    <div className="scroller" tabIndex={-1}>
      <div className={css.subScreen} data-wide={props.wide === true ? '' : undefined}>
        <div>
          <a className={css.backLink} href={address('settings')}>
            <Icon name="left" size={16} />
            {words.settings.title}
          </a>
          <h1>{props.title}</h1>
          {props.text === undefined ? null : <p className="soft">{props.text}</p>}
        </div>
        {props.children}
      </div>
    </div>
  )
}

/** A section of such a page with a title and an explanation. */
export function SubPart(props: { title: string; text: string; card?: boolean; children: ReactNode }) {
  const id = useId()
  return (
    <section className={props.card === true ? `${css.subPart} ${css.subCard}` : css.subPart} aria-labelledby={id}>
      <div>
        <h2 id={id}>{props.title}</h2>
        <p className="soft small">{props.text}</p>
      </div>
      {props.children}
    </section>
  )
}
