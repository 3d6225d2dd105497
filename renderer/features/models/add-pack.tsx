import { useState } from 'react'
import type { Input } from '../../../main/contract/api.ts'
import { needsAcceptance } from '../../../main/contract/model-labels.ts'
import { termsOf } from '../../../main/contract/model-terms.ts'
import type { ListedPack } from '../../../main/contract/models.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { useSay } from '../../components/notices.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'

/** A button that downloads a pack, once somebody has read where it comes from and, where there are any, its terms. */
export function AddPack({ pack, isBusy }: { pack: ListedPack; isBusy: boolean }) {
  const { words } = useWords()
  const text = words.models
  const [asking, setAsking] = useState(false)
  if (pack.hosts.length === 0) return null
  return (
    <>
      <Button aria-label={text.add(pack.title)} isDisabled={isBusy} onPress={() => setAsking(true)}>
        {pack.downloaded > 0 ? text.goOn : text.addShort}
      </Button>
      {asking ? <AskToAdd pack={pack} from={{ kind: 'download' }} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

/** Asks before a pack is installed, with the very terms that the audit log will keep. */
export function AskToAdd(props: { pack: ListedPack; from: Input<'models.add'>['from']; onClose: () => void }) {
  const { words, language } = useWords()
  const { pack, from, onClose } = props
  const text = words.models
  const say = useSay()
  const add = useChange('models.add', { done: () => say('info', text.installed(pack.title)) })
  const isRed = needsAcceptance(pack.labels)
  return (
    <Confirmation
      title={text.addTitle(pack.title)}
      text={from.kind === 'download' ? text.addText(pack.hosts.join(', ')) : text.fromFileText}
      action={isRed ? text.accept : text.addShort}
      busy={add.isPending}
      onConfirm={() => {
        add.mutate({ name: pack.name, from, accepted: isRed ? language : null, task: 'models' })
        onClose()
      }}
      onClose={onClose}
    >
      {isRed ? (
        <>
          <p>{text.terms}</p>
          <blockquote>{termsOf(pack.title, pack.labels, language)}</blockquote>
        </>
      ) : null}
    </Confirmation>
  )
}
