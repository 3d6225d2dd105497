import type { Output } from '../../../main/contract/api.ts'
import { SwitchInput } from '../../components/fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { minuteOf, timeOf } from '../../data/time-of-day.ts'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import { Folder } from './backup-folder.tsx'
import css from './backups.module.css'

/** Minutes after midnight: most offices are empty then, and most machines that run at night are on. */
const defaultMinute = 120

/** Shows when and where backups are made, and the result of the last one. */
export function Schedule({ read }: { read: Output<'backups.list'> }) {
  const { words, format } = useWords()
  const { backupMinute } = useSettings()
  const change = useChangeSettings()
  const text = words.backups
  const { last, next } = read
  return (
    <>
      <div className={css.backupSchedule}>
        <SwitchInput
          label={text.daily}
          value={backupMinute !== null}
          onChange={(daily) => change({ backupMinute: daily ? defaultMinute : null })}
        />
        {backupMinute === null ? null : (
          <ValueInput
            label={text.time}
            type="time"
            value={timeOf(backupMinute)}
            onChange={(value) => {
              const minute = minuteOf(value)
              if (minute !== null) change({ backupMinute: minute })
            }}
          />
        )}
      </div>
      <Folder folder={read.folder} />
      {backupMinute === null ? null : (
        <div role="status">
          {last?.kind === 'failed' ? (
            <p className={css.backupFailed}>
              <Icon name="warning" size={18} />
              <span>{text.lastFailed(format.dayAndTime(last.at), read.folder)}</span>
            </p>
          ) : last === null ? (
            <p className="soft small">{text.soon}</p>
          ) : (
            <p className="soft small">{text.lastMade(format.dayAndTime(last.at))}</p>
          )}
          {next === null || last?.kind === 'failed' ? null : (
            <p className="soft small">{text.next(format.dayAndTime(next))}</p>
          )}
        </div>
      )}
    </>
  )
}
