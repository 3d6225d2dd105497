import { useState } from 'react'
import { type ConsentLanguage, consentLanguages } from '../../../main/contract/consent.ts'
import { languages } from '../../../main/contract/languages.ts'
import type { Person } from '../../../main/contract/people.ts'
import { useClient } from '../../client/context.tsx'
import { readExport } from '../../client/read-export.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { saveBytes } from '../../components/files.ts'
import { FormWindow } from '../../components/form-window.tsx'
import { useSay } from '../../components/notices.tsx'
import { useWork } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'

/** Leads to the dialog that hands out everything that is held about a person. */
export function ExportData(props: { person: Person }) {
  const { words } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" icon="save" onPress={() => setOpen(true)}>
        {words.rights.open}
      </Button>
      {isOpen ? <ExportDataDialog person={props.person} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const choices = consentLanguages.map((value) => ({ value, label: languages[value].name }))

/** Asks for the person's language, has the engine write their ZIP, and saves it. Closing it ends the work. */
function ExportDataDialog(props: { person: Person; onClose: () => void }) {
  const { words, locale } = useWords()
  const { id, name } = props.person
  const client = useClient()
  const say = useSay()
  const [task] = useState(() => `export ${crypto.randomUUID()}`)
  const [language, setLanguage] = useState<ConsentLanguage>(
    () => consentLanguages.find((code) => locale.startsWith(code)) ?? 'en',
  )
  const write = useWork(
    async () => {
      const written = await client.call('people.exportData', { id, language, task })
      if (written.kind === 'cancelled') return
      saveBytes(written.fileName, await readExport(client, written.fileName))
      say('info', words.rights.saved(written.rows, written.fileName))
    },
    { done: props.onClose },
  )
  return (
    <FormWindow
      title={words.rights.title(name)}
      action={words.rights.save}
      busy={write.isPending}
      onSubmit={() => write.mutate()}
      onClose={() => {
        if (write.isPending) void client.call('attendance.cancelExport', { task })
        props.onClose()
      }}
    >
      <p>{words.rights.text}</p>
      <Choice showLabel label={words.rights.language} options={choices} value={language} onChange={setLanguage} />
    </FormWindow>
  )
}
