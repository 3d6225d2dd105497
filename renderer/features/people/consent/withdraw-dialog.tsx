import { useState } from 'react'
import type { Alternative } from '../../../../main/contract/consent.ts'
import type { Person } from '../../../../main/contract/people.ts'
import { Button } from '../../../components/button.tsx'
import { Choice } from '../../../components/choice.tsx'
import { Window } from '../../../components/dialog.tsx'
import { FormWindow } from '../../../components/form-window.tsx'
import { useChange } from '../../../data/use-change.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './consent.module.css'

/** Withdraws somebody's consent for them, and shows a receipt that can be printed. */
export function WithdrawDialog(props: { person: Person; onClose: () => void }) {
  const { person, onClose } = props
  const { words, format } = useWords()
  const text = words.consent
  const [alternative, setAlternative] = useState<Alternative>('pin')
  const withdraw = useChange('consent.withdraw')
  const { data } = withdraw
  if (data !== undefined) {
    return (
      <Window title={text.receiptTitle} holds onClose={onClose}>
        <div className={css.receipt} data-printed="">
          <p>{text.receipt(person.name, format.dayAndTime(data.record.at), data.record.id)}</p>
          <p>{text.receiptErased(data.templates, data.held)}</p>
          <p className="soft">{text.receiptStays}</p>
        </div>
        <div className="actions">
          <Button onPress={() => window.print()}>{text.print}</Button>
          <Button look="primary" onPress={onClose}>
            {words.common.done}
          </Button>
        </div>
      </Window>
    )
  }
  return (
    <FormWindow
      title={text.withdrawTitle(person.name)}
      action={text.withdrawAction}
      danger
      busy={withdraw.isPending}
      onSubmit={() => withdraw.mutate({ personId: person.id, alternative })}
      onClose={onClose}
    >
      <p>{text.withdrawText}</p>
      <Choice
        label={text.alternative}
        showLabel
        options={(['pin', 'badge', 'none'] as const).map((value) => ({ value, label: text.alternatives[value] }))}
        value={alternative}
        onChange={setAlternative}
      />
    </FormWindow>
  )
}
