import type { OfficeStatus } from '../../../main/contract/office.ts'
import { Button } from '../../components/button.tsx'
import { useChange } from '../../data/use-change.ts'
import { useMay } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import { CompareWords } from './compare-words.tsx'
import { LinkTrouble } from './link-state.tsx'
import css from './office.module.css'

/** The words that this station shows until they are confirmed at another one. */
export function Joining({ status }: { status: Extract<OfficeStatus, { kind: 'joining' }> }) {
  const { words } = useWords()
  const leave = useChange('office.leave')
  const may = useMay()
  const text = words.office
  return (
    <section className={css.card} aria-live="polite">
      <h2>{text.joiningTitle(status.name)}</h2>
      <CompareWords words={status.words} />
      <p className="soft">{text.joiningText}</p>
      <LinkTrouble link={status.link} />
      {may('office.leave') ? (
        <div>
          <Button isPending={leave.isPending} onPress={() => leave.mutate({})}>
            {text.cancelJoining}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
