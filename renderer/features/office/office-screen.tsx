import { assertNever } from '../../../main/contract/errors.ts'
import type { OfficeStatus } from '../../../main/contract/office.ts'
import { Loaded } from '../../components/states.tsx'
import { SubScreen } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import { Alone } from './alone.tsx'
import { Joined } from './joined.tsx'
import { Joining } from './joining.tsx'

/** The screen of an office of several stations: how it stands, who belongs to it, and how one joins or leaves. */
export function OfficeScreen() {
  const { words } = useWords()
  return (
    <SubScreen title={words.office.title} text={words.office.text}>
      <Loaded query={useCall('office.status', {})}>{(status) => <Part status={status} />}</Loaded>
    </SubScreen>
  )
}

function Part({ status }: { status: OfficeStatus }) {
  switch (status.kind) {
    case 'alone':
      return <Alone />
    case 'joining':
      return <Joining status={status} />
    case 'joined':
      return <Joined status={status} />
    default:
      return assertNever(status)
  }
}
