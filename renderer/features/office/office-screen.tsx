import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import { assertNever } from '../../../main/contract/errors.ts'
import type { OfficeStatus } from '../../../main/contract/office.ts'
import { Loaded } from '../../components/states.tsx'
import { SubScreen } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import { Alone } from './alone.tsx'
import { Joined } from './joined.tsx'
import { Joining } from './joining.tsx'
import { RecoveryKeyWindow } from './recovery-key.tsx'

/** The screen of an office of several stations: how it stands, who belongs to it, and how one joins or leaves. */
export function OfficeScreen() {
  const { words } = useWords()
  // Here, because what is shown below becomes another part as soon as there is an office.
  const [key, setKey] = useState<Output<'office.recoveryKey'> | null>(null)
  return (
    <SubScreen title={words.office.title} text={words.office.text}>
      <Loaded query={useCall('office.status', {})}>{(status) => <Part status={status} onKey={setKey} />}</Loaded>
      {key === null ? null : <RecoveryKeyWindow {...key} onClose={() => setKey(null)} />}
    </SubScreen>
  )
}

function Part({ status, onKey }: { status: OfficeStatus; onKey: (key: Output<'office.recoveryKey'>) => void }) {
  switch (status.kind) {
    case 'alone':
      return <Alone onKey={onKey} />
    case 'joining':
      return <Joining status={status} />
    case 'joined':
      return <Joined status={status} />
    default:
      return assertNever(status)
  }
}
