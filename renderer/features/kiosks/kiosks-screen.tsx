import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import { type KioskSetup, standardKiosk } from '../../../main/contract/kiosks.ts'
import { useCameraDevices } from '../../camera/use-camera.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { SubScreen } from '../../components/sub-screen.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange, useWork } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './kiosks.module.css'

const automatic = 'automatic'
const directions = ['settings', 'toggle', 'ask', 'in', 'out'] as const
const pins = ['off', 'number', 'alone'] as const
const entries = ['photos', 'names', 'none'] as const

/** The screen of further kiosks: a window for each camera, with its own name and direction. */
export function KiosksScreen() {
  const { words } = useWords()
  const query = useCall('kiosks.list', {})
  return (
    <SubScreen title={words.kiosks.title} text={words.kiosks.text}>
      <LockedKiosks />
      <Loaded query={query}>{(read) => <KioskList key={read.version} read={read} />}</Loaded>
    </SubScreen>
  )
}

/** Lists kiosks at which PINs are locked for now, because too many were wrong. */
function LockedKiosks() {
  const { words, format } = useWords()
  const { data } = useCall('pin.list', {})
  const unlock = useChange('pin.unlockKiosk')
  return data?.lockedKiosks.map(({ name, lockedUntil }) => (
    <div key={name ?? ''} className={css.kioskLocked} role="status">
      <p>
        {name === null
          ? words.kiosks.allPinsLocked(format.time(lockedUntil))
          : words.kiosks.pinsLocked(name, format.time(lockedUntil))}
      </p>
      <Button isDisabled={unlock.isPending} onPress={() => unlock.mutate({ kiosk: name })}>
        {words.pins.unlock}
      </Button>
    </div>
  ))
}

function KioskList(props: { read: Output<'kiosks.list'> }) {
  const { words } = useWords()
  const { mutate: save } = useChange('kiosks.set')
  const [name, setName] = useState('')
  const { kiosks, version } = props.read
  const { kiosks: text } = words
  return (
    <>
      {kiosks.length === 0 ? (
        <Empty icon="kiosk" title={text.emptyTitle} text={text.empty} />
      ) : (
        <ul className={css.kioskSetups}>
          {kiosks.map((kiosk) => (
            <KioskCard
              key={kiosk.name}
              kiosk={kiosk}
              onChange={(next) => save({ kiosks: kiosks.map((other) => (other === kiosk ? next : other)), version })}
              onRemove={() => save({ kiosks: kiosks.filter((other) => other !== kiosk), version })}
            />
          ))}
        </ul>
      )}
      <form
        className={css.kioskAdd}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === '') return
          save({ kiosks: [...kiosks, standardKiosk(name)], version })
        }}
      >
        <ValueInput label={text.name} type="text" value={name} onChange={setName} />
        <Button type="submit" icon="plus" isDisabled={name.trim() === ''}>
          {text.add}
        </Button>
      </form>
      <p className="soft small">{text.fullScreen}</p>
    </>
  )
}

function KioskCard(props: { kiosk: KioskSetup; onChange: (kiosk: KioskSetup) => void; onRemove: () => void }) {
  const { words } = useWords()
  const devices = useCameraDevices(false)
  const { mutate: open } = useWork((name: string, client) => client.openKiosk(name))
  const [removing, setRemoving] = useState(false)
  const { kiosk } = props
  const { kiosks: text } = words
  const change = (part: Partial<KioskSetup>) => props.onChange({ ...kiosk, ...part })
  const known = devices.some(({ id }) => id === kiosk.camera)
  return (
    <li className={css.kioskSetup}>
      <header>
        <h2>{kiosk.name}</h2>
        <Button onPress={() => open(kiosk.name)}>{text.open}</Button>
        <IconButton label={text.remove(kiosk.name)} icon="erase" onPress={() => setRemoving(true)} />
      </header>
      <div className={css.kioskChoices}>
        <Choice
          label={text.direction}
          showLabel
          options={directions.map((value) => ({ value, label: text.directions[value] }))}
          value={kiosk.direction}
          onChange={(direction) => change({ direction })}
        />
        <Choice
          label={text.pin}
          showLabel
          options={pins.map((value) => ({ value, label: text.pins[value] }))}
          value={kiosk.pin}
          onChange={(pin) => change({ pin })}
        />
        <Choice
          label={text.entries}
          showLabel
          options={entries.map((value) => ({ value, label: text.entriesShown[value] }))}
          value={kiosk.entries}
          onChange={(shown) => change({ entries: shown })}
        />
        <Choice
          label={text.camera}
          showLabel
          options={[
            { value: automatic, label: words.kiosk.cameraAutomatic },
            ...devices.map((device, index) => ({
              value: device.id,
              label: device.label || words.kiosk.cameraUnnamed(index + 1),
            })),
          ]}
          value={known && kiosk.camera !== null ? kiosk.camera : automatic}
          onChange={(camera) => change({ camera: camera === automatic ? null : camera })}
        />
      </div>
      <SwitchInput label={text.guests} value={kiosk.guests} onChange={(guests) => change({ guests })} />
      <SwitchInput label={text.requests} value={kiosk.requests} onChange={(requests) => change({ requests })} />
      <SwitchInput label={text.hours} value={kiosk.hours} onChange={(hours) => change({ hours })} />
      {removing ? (
        <Confirmation
          title={text.removeTitle(kiosk.name)}
          text={text.removeText}
          action={text.removeAction}
          busy={false}
          onConfirm={props.onRemove}
          onClose={() => setRemoving(false)}
        />
      ) : null}
    </li>
  )
}
