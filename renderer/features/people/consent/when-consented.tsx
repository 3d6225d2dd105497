import type { ReactNode } from 'react'
import type { Person } from '../../../../main/contract/people.ts'
import { useCall } from '../../../data/use-call.ts'
import { useWords } from '../../../messages/use-words.tsx'

/** Shows ways to add photos of somebody only where the engine takes them; otherwise says what must come first. */
export function WhenConsented(props: { person: Person; children: ReactNode }) {
  const { words } = useWords()
  const policy = useCall('consent.policy', {}).data
  const found = useCall('consent.get', { personId: props.person.id }).data
  if (policy?.policy.basis === 'consent' && found !== undefined && found.state !== 'valid') {
    return <p className="soft">{words.consent.states[found.state].hint}</p>
  }
  return props.children
}
