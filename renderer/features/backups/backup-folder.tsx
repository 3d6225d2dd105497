import { Button } from '../../components/button.tsx'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './backups.module.css'

/**
 * A field for the folder of backups, saved on leaving it or by Enter; a folder that is refused is replaced by the
 * former one.
 * @param props.folder in use
 */
export function Folder(props: { folder: string }) {
  const { words } = useWords()
  const { backupFolder } = useSettings()
  const change = useChangeSettings()
  const text = words.backups
  const folder = backupFolder ?? props.folder
  const save = (input: HTMLInputElement) => {
    const path = input.value.trim()
    if (path === '') input.value = folder
    else if (path !== folder) change({ backupFolder: path })
  }
  return (
    <div className={css.backupFolder}>
      <label className="field">
        <span>{text.folder}</span>
        <input
          key={folder}
          className="input"
          defaultValue={folder}
          spellCheck={false}
          autoComplete="off"
          onBlur={(event) => save(event.currentTarget)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save(event.currentTarget)
          }}
        />
        <span className="field-hint">{text.folderHint}</span>
      </label>
      {backupFolder === null ? null : <Button onPress={() => change({ backupFolder: null })}>{text.ownFolder}</Button>}
    </div>
  )
}
