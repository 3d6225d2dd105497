import type { AppError } from '../../../main/contract/errors.ts'
import type { BackupKey } from '../../../main/contract/restore.ts'
import icon from '../../assets/icon.svg'
import { Button } from '../../components/button.tsx'
import { Loaded } from '../../components/states.tsx'
import { SubPart } from '../../components/sub-screen.tsx'
import { useAnswers, useCall } from '../../data/use-call.ts'
import { isShown, useWork } from '../../data/use-change.ts'
import type { Messages } from '../../messages/en/index.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { BackupRow } from './backup-row.tsx'
import backupsCss from './backups.module.css'
import closedCss from './closed.module.css'
import { KeyForm } from './key-form.tsx'
import { asksForKey, keyErrorWords, opensWithPassphrase } from './key-words.ts'
import { RestoreOther } from './restore-other.tsx'

/** Shown when the data cannot be opened: why, a field for the key where that helps, and backups otherwise. */
export function ClosedScreen({ reason }: { reason: AppError }) {
  const { words } = useWords()
  const answers = useAnswers()
  const installation = useCall('system.installation', {})
  const open = useWork((key: BackupKey, client) => client.call('restore.reopen', { key }), {
    failed: isShown,
    ended: () => answers.outdate(),
  })
  const text = words.closed
  const passphrase = opensWithPassphrase(reason)
  const { title, what } = text.reasons[kindOf(reason)]
  const error = open.error === null || open.isPending ? null : wordsOf(open.error, open.variables)
  function wordsOf(failure: unknown, given: BackupKey | undefined): string {
    if (given?.kind === 'own') return text.stillClosed
    return asksForKey(failure) ? keyErrorWords(words, failure) : errorWords(words, failure)
  }
  return (
    <main className={closedCss.closed}>
      <header className={closedCss.closedHead}>
        <img src={icon} alt="Rollcall" />
        <h1>{title}</h1>
        <p>{what}</p>
        {installation.data === undefined ? null : (
          <p className="soft small">
            {text.folder} <code>{installation.data.dataFolder}</code>
          </p>
        )}
      </header>
      <div role="status">{error === null ? null : <p className="field-error">{error}</p>}</div>
      {asksForKey(reason) ? (
        <SubPart card title={text.key} text={text.keyText}>
          <KeyForm passphrase={passphrase} action={text.open} busy={open.isPending} onKey={open.mutate} />
        </SubPart>
      ) : null}
      <SubPart title={text.backups} text={text.backupsText}>
        <Loaded query={useCall('backups.list', {})}>
          {({ backups, folder }) =>
            backups.length === 0 ? (
              <p className="soft">{text.noBackups(folder)}</p>
            ) : (
              <ul className={backupsCss.backupList}>
                {backups.map((backup) => (
                  <BackupRow key={backup.file} backup={backup} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </SubPart>
      <RestoreOther />
      <SubPart card title={text.again} text={text.againText}>
        <div>
          <Button isPending={open.isPending} onPress={() => open.mutate({ kind: 'own' })}>
            {words.common.retry}
          </Button>
        </div>
      </SubPart>
    </main>
  )
}

function kindOf(reason: AppError): keyof Messages['closed']['reasons'] {
  if (opensWithPassphrase(reason) === true) return 'passphrase'
  if (reason.code === 'database-missing') return 'missing'
  if (reason.code === 'database-newer') return 'newer'
  if (reason.code === 'key-missing') return 'keyMissing'
  return reason.code === 'key-wrong' ? 'keyWrong' : 'damaged'
}
