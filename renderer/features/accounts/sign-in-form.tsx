import { Button } from '../../components/button.tsx'
import { ProofForm } from '../../components/proof-form.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'

/** Name and passphrase, and the code of a second step where the account has one. */
export function SignInForm(props: { onLost: () => void }) {
  const { words } = useWords()
  const signIn = useChange('accounts.signIn')
  return (
    <ProofForm
      action={words.accounts.signIn}
      busy={signIn.isPending}
      outcome={signIn.data ?? null}
      onProof={(proof) => signIn.mutate(proof)}
    >
      <Button look="quiet" onPress={props.onLost}>
        {words.accounts.lost}
      </Button>
    </ProofForm>
  )
}
