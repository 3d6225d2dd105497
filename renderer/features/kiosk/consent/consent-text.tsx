import { Button } from 'react-aria-components'
import type { Alternative, ConsentLanguage, ConsentText } from '../../../../main/contract/consent.ts'
import { languageRow } from '../../../../main/contract/languages.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './consent.module.css'

/** What somebody reads, and what they can choose: to agree, or one of the other ways to check in. */
export function ConsentTextStep(props: {
  name: string
  text: ConsentText
  language: ConsentLanguage
  busy: boolean
  onAgree: () => void
  onRefuse: (alternative: Alternative) => void
}) {
  const { words } = useWords()
  const { consentKiosk } = words
  return (
    <>
      <article
        className={css.text}
        lang={languageRow(props.language).locale}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
        tabIndex={0}
      >
        <p className={css.textName}>{props.name}</p>
        <h3>{props.text.title}</h3>
        {props.text.body.split(/\n\s*\n/).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </article>
      <fieldset className={css.choices} aria-label={consentKiosk.decision}>
        <Button className={css.choice!} isDisabled={props.busy} onPress={props.onAgree}>
          <b>{consentKiosk.agree}</b>
          <span>{consentKiosk.byFace}</span>
        </Button>
        {(['pin', 'badge'] as const).map((way) => (
          <Button key={way} className={css.choice!} isDisabled={props.busy} onPress={() => props.onRefuse(way)}>
            <b>{consentKiosk.disagree}</b>
            <span>{consentKiosk.by[way]}</span>
          </Button>
        ))}
      </fieldset>
    </>
  )
}
