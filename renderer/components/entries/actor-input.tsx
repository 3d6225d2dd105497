import { useSession } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import { ValueInput } from '../value-input.tsx'

/** Asks who corrects, or says it where somebody is signed in. */
export function ActorInput(props: { value: string; onChange: (name: string) => void; autoFocus?: boolean }) {
  const { words } = useWords()
  const { account } = useSession()
  if (account !== null) return <p className="soft small">{words.corrections.underAccount(account.name)}</p>
  return (
    <ValueInput
      label={words.corrections.actor}
      type="text"
      value={props.value}
      onChange={props.onChange}
      required={words.corrections.actorRequired}
      autoFocus={props.autoFocus ?? false}
    />
  )
}
