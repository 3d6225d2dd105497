import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { maxPieceBytes } from '../../../main/contract/restore.ts'
import type { Client } from '../../client/client.ts'
import { Button } from '../../components/button.tsx'
import { SubPart } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWork } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './backups.module.css'
import { RestoreDialog } from './restore-dialog.tsx'

/** A button that restores one of the listed backups. */
export function RestoreButton({ file }: { file: string }) {
  const { words } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>{words.restore.open}</Button>
      {open ? <RestoreDialog from={{ kind: 'listed', file }} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

/** Lists what earlier restores put aside, and restores a backup from any file. */
export function RestoreOther() {
  const { words, format } = useWords()
  const [share, setShare] = useState<number | null>(null)
  const [name, setName] = useState<string | null>(null)
  const kept = useCall('restore.kept', {})
  const text = words.restore

  const { mutate: hand } = useWork((file: File, client) => handOver(client, file, setShare), {
    done: (_, file) => setName(file.name),
    ended: () => setShare(null),
  })

  return (
    <>
      <SubPart card title={text.other} text={text.otherText}>
        <div role="status">
          <FileTrigger onSelect={(files) => files?.[0] && hand(files[0])}>
            <Button isDisabled={share !== null}>
              {share === null ? text.choose : text.handing(format.percent(Math.round(share * 100) / 100))}
            </Button>
          </FileTrigger>
        </div>
      </SubPart>
      {name === null ? null : <RestoreDialog from={{ kind: 'received', name }} onClose={() => setName(null)} />}
      {kept.data === undefined || kept.data.states.length === 0 ? null : (
        <SubPart title={text.kept} text={text.keptText}>
          <ul className={css.backupList}>
            {kept.data.states.map(({ file, at, bytes }) => (
              <li key={file} className={css.backup} data-part="backup">
                <div>
                  <p>{format.dayAndTime(at)}</p>
                  <p className="soft small">{format.bytes(bytes)}</p>
                  <code className="soft">{file}</code>
                </div>
                <div className={css.backupActions}>
                  <RestoreButton file={file} />
                </div>
              </li>
            ))}
          </ul>
        </SubPart>
      )}
    </>
  )
}

/** Uploads a file to the engine in pieces, so that neither side holds all of it. */
async function handOver(client: Client, file: File, onShare: (share: number) => void): Promise<void> {
  onShare(0)
  let offset = 0
  do {
    const piece = await file.slice(offset, offset + maxPieceBytes).arrayBuffer()
    await client.call('restore.receive', { offset, bytes: new Uint8Array(piece) })
    offset += maxPieceBytes
    onShare(Math.min(1, offset / file.size))
  } while (offset < file.size)
}
