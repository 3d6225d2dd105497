import { type ReactNode, useEffect } from 'react'
import type { BackupKey, Holdings, RestorePreview, RestoreSource } from '../../../main/contract/restore.ts'
import { useClient } from '../../client/context.tsx'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { useSay } from '../../components/notices.tsx'
import { useAnswers } from '../../data/use-call.ts'
import { isShown, useChange, useWork } from '../../data/use-change.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { KeyForm } from './key-form.tsx'
import { asksForKey, keyErrorWords, keyNumberOf, opensWithPassphrase } from './key-words.ts'
import css from './restore.module.css'

/**
 * Shows what restoring a backup would add and remove, and restores it when confirmed; asks for a key where necessary.
 */
export function RestoreDialog({ from, onClose }: { from: RestoreSource; onClose: () => void }) {
  const { words } = useWords()
  const client = useClient()
  const answers = useAnswers()
  const say = useSay()
  const text = words.restore
  const look = useWork((key: BackupKey) => client.call('restore.preview', { from, key }), { failed: isShown })
  const run = useChange('restore.run', {
    done() {
      say('info', text.done)
      onClose()
    },
    failed: isShown,
    ended: () => answers.outdate(),
  })
  const { mutate } = look
  useEffect(() => mutate({ kind: 'own' }), [mutate])
  const error = look.error ?? run.error
  const asks = look.variables !== undefined && asksForKey(look.error)
  const number = keyNumberOf(error)
  const isReady = look.data !== undefined && error === null
  function close(): void {
    // Its copy is no longer needed; failing that, the next preview removes it.
    if (!run.isSuccess) client.call('restore.discard', {}).catch(() => undefined)
    onClose()
  }
  return (
    <Window title={text.title} holds={run.isPending} onClose={close}>
      <div role="status">
        {look.isPending || look.isIdle ? <p className="soft">{text.checking}</p> : null}
        {error === null || look.isPending ? null : asks && look.variables?.kind === 'own' ? (
          <p>
            {opensWithPassphrase(error) ? text.passphraseAsked : text.keyAsked}
            {number === null ? null : ` ${text.keyNumber(number)}`}
          </p>
        ) : (
          <p className="field-error">{asks ? keyErrorWords(words, error) : errorWords(words, error)}</p>
        )}
      </div>
      {isReady ? <Preview preview={look.data} /> : null}
      {asks || (look.isPending && look.variables.kind !== 'own') ? (
        <KeyForm
          passphrase={opensWithPassphrase(look.error)}
          action={text.lookAgain}
          busy={look.isPending}
          onKey={mutate}
        />
      ) : null}
      <div className="actions">
        <Button onPress={close} isDisabled={run.isPending} autoFocus={!asks}>
          {words.common.cancel}
        </Button>
        {isReady ? (
          <Button look="danger" isPending={run.isPending} onPress={() => run.mutate({})}>
            {run.isPending ? text.running : text.run}
          </Button>
        ) : null}
      </div>
    </Window>
  )
}

function Preview({ preview }: { preview: RestorePreview }) {
  const { words, format } = useWords()
  const { writtenAt, bytes, backup, present, erased, auditIntact } = preview
  const text = words.restore
  const goes = present.kind === 'readable' ? present.goes : null
  return (
    <>
      <dl className={css.restorePreview}>
        <Row name={text.written}>
          {format.dayAndTime(writtenAt)}
          <span className="soft small">{format.bytes(bytes)}</span>
        </Row>
        <Row name={text.inBackup}>
          <Held {...backup} />
        </Row>
        {present.kind === 'missing' ? null : (
          <Row name={text.here}>{present.kind === 'readable' ? <Held {...present} /> : text.unreadable}</Row>
        )}
        {goes === null ? null : (
          <Row name={text.goes} strong={goes.people + goes.templates + goes.entries > 0}>
            {goes.people + goes.templates + goes.entries === 0
              ? text.nothingGoes
              : text.holds(goes.people, goes.entries)}
          </Row>
        )}
        {erased.people + erased.templates === 0 ? null : (
          <Row name={text.leftOut}>{text.people(erased.people, erased.templates)}</Row>
        )}
      </dl>
      {present.kind === 'readable' && present.returns > 0 ? <p>{text.returns(present.returns)}</p> : null}
      {erased.isComplete ? null : <p>{text.listMissing}</p>}
      {auditIntact ? null : <p className="field-error">{text.auditBroken}</p>}
      <p className="soft">{text.promise}</p>
    </>
  )
}

function Row(props: { name: string; strong?: boolean; children: ReactNode }) {
  return (
    <div data-strong={props.strong === true ? '' : undefined}>
      <dt className="soft small">{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

function Held({ people, entries, newestEntry }: Holdings) {
  const { words, format } = useWords()
  return (
    <>
      {words.restore.holds(people, entries)}
      {newestEntry === null ? null : (
        <span className="soft small">{words.restore.newest(format.dayAndTime(newestEntry))}</span>
      )}
    </>
  )
}
