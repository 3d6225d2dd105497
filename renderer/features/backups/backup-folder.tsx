import { Button } from '../../components/button.tsx'
import { FolderField } from '../../components/folder-field.tsx'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './backups.module.css'

/** Where backups go. @param props.folder in use */
export function Folder(props: { folder: string }) {
  const { words } = useWords()
  const { backupFolder } = useSettings()
  const change = useChangeSettings()
  const text = words.backups
  return (
    <div className={css.backupFolder}>
      <FolderField
        label={text.folder}
        hint={text.folderHint}
        folder={backupFolder ?? props.folder}
        onSave={(path) => change({ backupFolder: path })}
      />
      {backupFolder === null ? null : <Button onPress={() => change({ backupFolder: null })}>{text.ownFolder}</Button>}
    </div>
  )
}
