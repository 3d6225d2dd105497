import { useState } from 'react'
import { type ConsentLanguage, consentLanguageOf, consentLanguages } from '../../../main/contract/consent.ts'
import { languages } from '../../../main/contract/languages.ts'
import { type PrivacyDocument, privacyDocuments } from '../../../main/contract/privacy.ts'
import { useClient } from '../../client/context.tsx'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { useSay } from '../../components/notices.tsx'
import { SubPart } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWork } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './privacy.module.css'

const choices = consentLanguages.map((value) => ({ value, label: languages[value].name }))

/** Makes the documents from the settings in force, and prints them or saves them as PDF. */
export function DocumentsPart() {
  const { words, locale } = useWords()
  const text = words.privacy
  const client = useClient()
  const say = useSay()
  const [language, setLanguage] = useState<ConsentLanguage>(() => consentLanguageOf(locale))
  // The browser prints a page in its own dialog; Electron writes a PDF.
  const prints = useCall('system.installation', {}).data?.shell === 'web'
  const print = useWork(
    async (document: PrivacyDocument) => {
      const written = await client.call('privacy.write', { document, language })
      return written.kind === 'written' ? client.print(written.fileName) : written
    },
    {
      done(printed) {
        if (printed.kind === 'saved') say('info', text.saved(printed.fileName))
      },
    },
  )
  return (
    <SubPart card title={text.documents} text={text.documentsText}>
      <div>
        <Choice showLabel label={text.language} options={choices} value={language} onChange={setLanguage} />
      </div>
      <ul className={css.documents}>
        {privacyDocuments.map((document) => (
          <li key={document}>
            <div>
              <b>{text.documentNames[document].name}</b>
              <p className="soft small">{text.documentNames[document].hint}</p>
            </div>
            <Button
              aria-label={`${text.documentNames[document].name}: ${prints ? text.print : text.savePdf}`}
              isPending={print.isPending}
              onPress={() => print.mutate(document)}
            >
              {prints ? text.print : text.savePdf}
            </Button>
          </li>
        ))}
      </ul>
    </SubPart>
  )
}
