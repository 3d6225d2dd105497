import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { ListedPack } from '../../../main/contract/models.ts'
import { maxPieceBytes } from '../../../main/contract/restore.ts'
import type { Client } from '../../client/client.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { useSay } from '../../components/notices.tsx'
import { SubPart } from '../../components/sub-screen.tsx'
import { useChange, useWork } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import { AskToAdd } from './add-pack.tsx'
import css from './models.module.css'

/** Installs a pack from files that were brought here. */
export function FromFiles({ packs, isBusy }: { packs: readonly ListedPack[]; isBusy: boolean }) {
  const { words, format } = useWords()
  const text = words.models
  const say = useSay()
  const [name, setName] = useState('')
  const [asking, setAsking] = useState(false)
  const [share, setShare] = useState<number | null>(null)
  const add = useChange('models.add', { done: (added) => say('info', text.installed(added.name)) })
  const others = packs.filter(({ shipped }) => !shipped)
  const pack = others.find((other) => other.name === name)
  const hand = useWork((files: FileList, client) => handOver(client, [...files], setShare), {
    done() {
      if (pack !== undefined) setAsking(true)
      else add.mutate({ name: null, from: { kind: 'received' }, task: 'models' })
    },
    ended: () => setShare(null),
  })
  return (
    <SubPart card title={text.fromFileTitle} text={text.fromFileText}>
      <div className={css.fromFiles}>
        <Choice
          label={text.belongsTo}
          options={[
            { value: '', label: text.anyPack },
            ...others.map((other) => ({ value: other.name, label: other.title })),
          ]}
          value={name}
          onChange={setName}
        />
        <FileTrigger allowsMultiple onSelect={(files) => files && files.length > 0 && hand.mutate(files)}>
          <Button isDisabled={isBusy || hand.isPending}>
            {share === null ? text.fromFile : text.done(format.percent(Math.floor(share * 100) / 100))}
          </Button>
        </FileTrigger>
      </div>
      {asking && pack !== undefined ? (
        <AskToAdd pack={pack} from={{ kind: 'received' }} onClose={() => setAsking(false)} />
      ) : null}
    </SubPart>
  )
}

/** Uploads files to the engine in pieces, so that neither side holds all of one. */
async function handOver(client: Client, files: readonly File[], onShare: (share: number) => void): Promise<void> {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  let handed = 0
  for (const file of files) {
    for (let offset = 0; offset === 0 || offset < file.size; offset += maxPieceBytes) {
      const piece = await file.slice(offset, offset + maxPieceBytes).arrayBuffer()
      await client.call('models.receive', { file: file.name, offset, bytes: new Uint8Array(piece) })
      handed += piece.byteLength
      onShare(total === 0 ? 1 : handed / total)
    }
  }
}
