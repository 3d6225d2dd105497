import { useState } from 'react'
import type { Backup } from '../../../main/contract/backups.ts'
import { IconButton } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'

/** A button that deletes one backup, after a question. */
export function RemoveBackup(props: { backup: Backup; moment: string }) {
  const { words } = useWords()
  const [asking, setAsking] = useState(false)
  const remove = useChange('backups.remove', { ended: () => setAsking(false) })
  const text = words.backups
  return (
    <>
      <IconButton label={text.remove(props.moment)} icon="erase" onPress={() => setAsking(true)} />
      {asking ? (
        <Confirmation
          title={text.removeTitle}
          text={text.removeText(props.moment)}
          action={text.removeAction}
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ file: props.backup.file })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
