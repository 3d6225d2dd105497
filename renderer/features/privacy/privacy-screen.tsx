import { SubScreen } from '../../components/sub-screen.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { CountryPart } from './country-part.tsx'
import { DocumentsPart } from './documents-part.tsx'

/** What people are told about the use of their faces, and the rules of the country that the office is in. */
export function PrivacyScreen() {
  const { words } = useWords()
  return (
    <SubScreen title={words.privacy.title} text={words.privacy.text}>
      <DocumentsPart />
      <CountryPart />
    </SubScreen>
  )
}
