import type { ReactNode } from 'react'
import type { Backup } from '../../../main/contract/backups.ts'
import { startOfDay } from '../../messages/format.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './backups.module.css'
import { RestoreButton } from './restore-other.tsx'

/** A backup in a list, with a button that restores it; other buttons come before that. */
export function BackupRow({ backup, children }: { backup: Backup; children?: (moment: string) => ReactNode }) {
  const { words, format } = useWords()
  const { at, kind, bytes, file } = backup
  const text = words.backups
  const moment = format.dayAndTime(at)
  const days = Math.round((startOfDay(Date.now()) - startOfDay(at)) / 86_400_000)
  return (
    <li className={css.backup} data-part="backup">
      <div>
        <p>{moment}</p>
        <p className="soft small">{[text.age(days), text.kinds[kind], format.bytes(bytes)].join(' · ')}</p>
        <code className="soft">{file}</code>
      </div>
      <div className={css.backupActions}>
        {children?.(moment)}
        <RestoreButton file={file} />
      </div>
    </li>
  )
}
