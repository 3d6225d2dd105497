import { type ReactNode, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import {
  type ConsentLanguage,
  consentLanguageOf,
  ConsentLanguage as Languages,
} from '../../../main/contract/consent.ts'
import { languageCodes, languageRow } from '../../../main/contract/languages.ts'
import { IconButton } from '../../components/button.tsx'
import { Segments } from '../../components/choice.tsx'
import { useWords } from '../../messages/use-words.tsx'
import entryCss from './entry/entry.module.css'
import css from './spoken-dialog.module.css'

const languages = languageCodes.filter((code): code is ConsentLanguage => Languages.safeParse(code).success)

/** The language in which somebody reads at the kiosk: that of the window at first. Give it to `WordsIn`. */
export function useReadersLanguage(): readonly [ConsentLanguage, (language: ConsentLanguage) => void] {
  const { locale } = useWords()
  return useState<ConsentLanguage>(() => consentLanguageOf(locale))
}

/** A dialog at the kiosk that offers every language to whoever reads it. */
export function SpokenDialog(props: {
  title: string
  language: ConsentLanguage
  /** Null where the language can no longer be chosen. */
  onLanguage: ((language: ConsentLanguage) => void) | null
  /** Whether touching beside it closes it. */
  isDismissable: boolean
  onClose: () => void
  children: ReactNode
}) {
  const { words } = useWords()
  const { language } = props
  const { locale, fonts } = languageRow(language)
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={props.isDismissable}
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
    >
      <Modal className={`modal ${css.modal}`}>
        <Dialog
          className={`dialog ${entryCss.entry} ${css.spoken}`}
          lang={locale}
          style={{ '--language-fonts': fonts ?? 'sans-serif' } as React.CSSProperties}
        >
          <header className={entryCss.entryHead}>
            <Heading slot="title">{props.title}</Heading>
            <IconButton label={words.common.close} icon="close" size={26} onPress={props.onClose} />
          </header>
          {props.onLanguage === null ? null : (
            <Segments
              label={words.consentKiosk.language}
              options={languages.map((value) => ({ value, label: languageRow(value).name }))}
              value={language}
              onChange={props.onLanguage}
            />
          )}
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
