/**
 * A field for a folder, saved on leaving it or by Enter; a folder that is refused is replaced by the former one.
 * @param props.folder in use; empty for none
 * @param props.onSave called with another folder; with an empty text only where there may be none
 */
export function FolderField(props: {
  label: string
  hint: string
  folder: string
  optional?: boolean
  onSave: (folder: string) => void
}) {
  const { label, hint, folder, optional = false, onSave } = props
  const save = (input: HTMLInputElement) => {
    const path = input.value.trim()
    if (path === '' && !optional) input.value = folder
    else if (path !== folder) onSave(path)
  }
  return (
    <label className="field">
      <span className="field-label">{label}</span>
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
      <span className="field-hint">{hint}</span>
    </label>
  )
}
