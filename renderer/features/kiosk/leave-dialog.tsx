import { useEffect } from 'react'
import { useClient } from '../../client/context.tsx'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { type Proof, ProofForm } from '../../components/proof-form.tsx'
import { useWork } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'

/** Nobody goes on for so long: the kiosk is for others again, milliseconds. */
const abandonedTime = 60_000

/** Asks whoever wants to leave a locked kiosk to show that they may. The window is unlocked by the app. */
export function LeaveDialog(props: { onClose: () => void }) {
  const { words } = useWords()
  const { lock } = useClient()
  const { onClose } = props
  const leave = useWork(async (proof: Proof) => lock!.leave(proof))
  useEffect(() => {
    const timer = setTimeout(onClose, abandonedTime)
    return () => clearTimeout(timer)
  }, [onClose])
  const text = words.accounts
  return (
    <Window title={text.leaveTitle} holds onClose={onClose}>
      <p className="soft">{text.leaveText}</p>
      <ProofForm
        action={text.leave}
        busy={leave.isPending}
        outcome={leave.data ?? null}
        onProof={(proof) => leave.mutate(proof)}
      >
        <Button onPress={onClose}>{words.common.cancel}</Button>
      </ProofForm>
    </Window>
  )
}
