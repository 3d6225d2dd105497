import { useState } from 'react'
import { type DatedKind, datedKinds } from '../../../main/contract/retention.ts'
import { retentionNames } from '../../../main/contract/retention-names.ts'
import { Choice } from '../../components/choice.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import { Setting } from './setting.tsx'

const offered: Readonly<Record<DatedKind, readonly (number | null)[]>> = {
  leavers: [0, 7, 30, 90, 365, null],
  unseen: [90, 180, 365, 1095, null],
  guests: [1, 7, 30, 90, 365, null],
  requests: [30, 90, 365, 1095, null],
  reviews: [7, 30, 90, 365, null],
  deliveries: [1, 7, 30, 90, 365, null],
  events: [365, 730, 1095, 1460, 2190, 3650, null],
  evidence: [31, 90, 180, 365, 730, 1095, null],
  audit: [365, 730, 1095, 1460, 2190, 3650, null],
}

interface Wanted {
  readonly kind: DatedKind
  readonly days: number | null
}

/** Sets what is erased because of its age. A choice that erases something at once says what, and asks. */
export function RetentionSettings() {
  const { words, language } = useWords()
  const { retention } = useSettings()
  const change = useChangeSettings()
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const set = ({ kind, days }: Wanted) => change({ retention: { ...retention, [kind]: days } })
  return (
    <>
      {datedKinds.map((kind) => (
        <Setting key={kind} name={retentionNames[language][kind]} hint={words.retention.hints[kind]}>
          <Choice
            label={retentionNames[language][kind]}
            options={[...new Set([...offered[kind], retention[kind]])].map((days) => ({
              value: String(days),
              label: words.retention.after(days),
            }))}
            value={String(retention[kind])}
            onChange={(value) => {
              const days = value === 'null' ? null : Number(value)
              if (days === null) set({ kind, days })
              else setWanted({ kind, days })
            }}
          />
        </Setting>
      ))}
      {wanted === null ? null : (
        <WhatGoes
          key={`${wanted.kind} ${wanted.days}`}
          wanted={wanted}
          onSet={() => {
            set(wanted)
            setWanted(null)
          }}
          onClose={() => setWanted(null)}
        />
      )}
    </>
  )
}

/** Says what a choice erases at once, before it is made. */
function WhatGoes(props: { wanted: Wanted; onSet: () => void; onClose: () => void }) {
  const { words, language, format } = useWords()
  const { retention } = useSettings()
  const { kind, days } = props.wanted
  const { data } = useCall('retention.preview', { days: { ...retention, [kind]: days } })
  if (data === undefined) return null
  const found = data.findings.find((finding) => finding.kind === kind)
  const text =
    found === undefined || found.from === null || found.to === null
      ? words.retention.nothing
      : words.retention.goes(words.retention.counts[kind](found.count), format.date(found.from), format.date(found.to))
  return (
    <Confirmation
      title={words.retention.title(retentionNames[language][kind], words.retention.after(days))}
      text={data.clockTrusted ? text : `${text} ${words.retention.clock}`}
      action={words.retention.confirm}
      busy={false}
      onConfirm={props.onSet}
      onClose={props.onClose}
    />
  )
}
