import { dayOfHead } from '../../../main/contract/record-head.ts'
import { readExport } from '../../client/read-export.ts'
import { Button } from '../../components/button.tsx'
import { saveBytes } from '../../components/files.ts'
import { FolderField } from '../../components/folder-field.tsx'
import { useSay } from '../../components/notices.tsx'
import { SubScreen } from '../../components/sub-screen.tsx'
import { useWork } from '../../data/use-change.ts'
import { useSession } from '../../data/use-session.ts'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './audit.module.css'

/** What proves the records to somebody outside: all of them in a file, a small signed file, and one kept every day. */
export function ProofScreen() {
  const { words } = useWords()
  const { audit } = words
  const say = useSay()
  const head = useWork(async (_: undefined, client) => {
    const head = await client.call('records.head', {})
    const fileName = `rollcall-head-${dayOfHead(head)}.json`
    saveBytes(fileName, [new TextEncoder().encode(`${JSON.stringify(head, null, 2)}\n`)])
    say('info', audit.proofSaved(fileName))
  })
  const records = useWork(async (_: undefined, client) => {
    const written = await client.call('records.export', { task: `export ${crypto.randomUUID()}` })
    if (written.kind !== 'written') return
    saveBytes(written.fileName, await readExport(client, written.fileName))
    say('info', audit.recordsExported(written.entries, written.audit, written.fileName))
  })
  return (
    <SubScreen title={audit.proof} text={audit.proofText}>
      <ProofFolder />
      <div className={css.exports}>
        <Button icon="save" isPending={head.isPending} onPress={() => head.mutate(undefined)}>
          {audit.saveProof}
        </Button>
        <Button icon="save" isPending={records.isPending} onPress={() => records.mutate(undefined)}>
          {audit.exportRecords}
        </Button>
      </div>
    </SubScreen>
  )
}

/** Where a proof is kept every day; only an owner chooses it. */
function ProofFolder() {
  const { words } = useWords()
  const { role } = useSession()
  const { headFolder } = useSettings()
  const change = useChangeSettings()
  if (role !== 'owner') return null
  return (
    <FolderField
      label={words.audit.proofFolder}
      hint={words.audit.proofFolderHint}
      folder={headFolder ?? ''}
      optional
      onSave={(path) => change({ headFolder: path === '' ? null : path })}
    />
  )
}
