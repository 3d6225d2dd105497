import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import { Button } from '../../components/button.tsx'
import { Empty } from '../../components/states.tsx'
import { useMay } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import { CreateDialog } from './create-dialog.tsx'
import { JoinDialog } from './join-dialog.tsx'
import css from './office.module.css'

/** What an office is, and the two ways into one. */
export function Alone(props: { onKey: (key: Output<'office.recoveryKey'>) => void }) {
  const { words } = useWords()
  const [asking, setAsking] = useState<'create' | 'join' | null>(null)
  const may = useMay()
  const close = () => setAsking(null)
  return (
    <>
      <Empty icon="office" title={words.office.aloneTitle} text={words.office.alone}>
        {may('office.create') ? (
          <div className={css.ways}>
            <Button look="primary" onPress={() => setAsking('create')}>
              {words.office.create}
            </Button>
            <Button onPress={() => setAsking('join')}>{words.office.join}</Button>
          </div>
        ) : null}
      </Empty>
      {asking === 'create' ? <CreateDialog onKey={props.onKey} onClose={close} /> : null}
      {asking === 'join' ? <JoinDialog onClose={close} /> : null}
    </>
  )
}
