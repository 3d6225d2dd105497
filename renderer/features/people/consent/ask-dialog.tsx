import { useEffect } from 'react'
import type { Person } from '../../../../main/contract/people.ts'
import { Button } from '../../../components/button.tsx'
import { Window } from '../../../components/dialog.tsx'
import { useChange } from '../../../data/use-change.ts'
import { useWords } from '../../../messages/use-words.tsx'
import pinCardCss from '../pin-card.module.css'

/** Shows the code with which somebody signs at a kiosk. */
export function AskDialog(props: { person: Person; onClose: () => void }) {
  const { person, onClose } = props
  const { words, format } = useWords()
  const text = words.consent
  const { mutate, data } = useChange('consent.ask', { failed: () => (onClose(), false) })
  useEffect(() => mutate({ personId: person.id }), [mutate, person.id])
  if (data === undefined) return null
  return (
    <Window title={text.askTitle(person.name)} holds onClose={onClose}>
      <p className={pinCardCss.pinGiven} data-part="consent-code">
        {data.code}
      </p>
      <p className="soft">{text.askText(format.dayAndTime(data.until))}</p>
      <div className="actions">
        <Button look="primary" onPress={onClose}>
          {words.common.done}
        </Button>
      </div>
    </Window>
  )
}
