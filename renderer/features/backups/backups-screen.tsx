import type { Output } from '../../../main/contract/api.ts'
import { Button } from '../../components/button.tsx'
import { useSay } from '../../components/notices.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { SubPart, SubScreen } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useSession } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import { BackupRow } from './backup-row.tsx'
import { Schedule } from './backup-schedule.tsx'
import css from './backups.module.css'
import { KeyKeeper } from './key-keeper.tsx'
import { RecoveryKey } from './recovery-key.tsx'
import { RemoveBackup } from './remove-backup.tsx'
import { RestoreOther } from './restore-other.tsx'

/** The screen of backups: the list, the schedule, and the key that opens them elsewhere. */
export function BackupsScreen() {
  const { words } = useWords()
  const session = useSession()
  const text = words.backups
  return (
    <SubScreen title={text.title} text={text.text}>
      <Loaded query={useCall('backups.list', {})}>
        {(read) => (
          <>
            <SubPart card title={text.schedule} text={text.scheduleText}>
              <Schedule read={read} />
            </SubPart>
            <SubPart title={text.list} text={text.listText}>
              <BackupList read={read} />
            </SubPart>
            <RestoreOther />
            <SubPart card title={text.key} text={text.keyText}>
              <RecoveryKey />
            </SubPart>
            {session.role === 'owner' ? <KeyKeeper /> : null}
          </>
        )}
      </Loaded>
    </SubScreen>
  )
}

function BackupList({ read }: { read: Output<'backups.list'> }) {
  const { words } = useWords()
  const text = words.backups
  const say = useSay()
  const backUp = useChange('system.backup', { done: () => say('info', text.made) })
  return (
    <>
      <div>
        <Button look="primary" isPending={backUp.isPending} onPress={() => backUp.mutate({})}>
          {backUp.isPending ? text.making : text.make}
        </Button>
      </div>
      {read.backups.length === 0 ? (
        <Empty icon="save" title={text.noneTitle} text={text.none} />
      ) : (
        <ul className={css.backupList}>
          {read.backups.map((backup) => (
            <BackupRow key={backup.file} backup={backup}>
              {(moment) => <RemoveBackup backup={backup} moment={moment} />}
            </BackupRow>
          ))}
        </ul>
      )}
    </>
  )
}
