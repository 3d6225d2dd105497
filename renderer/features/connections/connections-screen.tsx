import { SwitchInput } from '../../components/fields.tsx'
import { Loaded } from '../../components/states.tsx'
import { SubPart, SubScreen } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './connections.module.css'
import { Tokens } from './tokens.tsx'
import { Webhooks } from './webhooks.tsx'

/** The screen of connections: webhooks, and the local API with its tokens. */
export function ConnectionsScreen() {
  const { words } = useWords()
  const { connections } = words
  return (
    <SubScreen title={connections.title} text={connections.text}>
      <SubPart title={connections.webhooks} text={connections.webhooksText}>
        <Webhooks />
      </SubPart>
      <SubPart title={connections.interface} text={connections.interfaceText}>
        <InterfaceStatus />
      </SubPart>
      <SubPart title={connections.tokens} text={connections.tokensText}>
        <Tokens />
      </SubPart>
    </SubScreen>
  )
}

/** Port of the local API when nobody chose one. */
const defaultPort = 8765

/** Shows whether and where the local API answers; its switch also holds for later starts. */
function InterfaceStatus() {
  const { words } = useWords()
  const { connections } = words
  const { restPort } = useSettings()
  const change = useChangeSettings()
  return (
    <Loaded query={useCall('rest.status', {})}>
      {({ address: running, takenPort }) => (
        <div className={css.connection}>
          <SwitchInput
            label={connections.answer}
            value={restPort !== null}
            onChange={(on) => change({ restPort: on ? defaultPort : null })}
          />
          {restPort === null ? null : (
            <PortInput key={restPort} port={restPort} onChange={(port) => change({ restPort: port })} />
          )}
          {running === null ? (
            <p>{takenPort === null ? connections.off : connections.portTaken(takenPort)}</p>
          ) : (
            <>
              <p>{connections.on}</p>
              <code>{running}</code>
              <p className="soft small">{connections.document}</p>
              <a className={css.connectionLink} href={`${running}/openapi.json`} target="_blank" rel="noreferrer">
                {running}/openapi.json
              </a>
            </>
          )}
        </div>
      )}
    </Loaded>
  )
}

/** A field for the port, saved on leaving it or by Enter; an invalid port is replaced by the former one. */
function PortInput(props: { port: number; onChange: (port: number) => void }) {
  const { words } = useWords()
  const save = (input: HTMLInputElement) => {
    const port = Number(input.value)
    if (!Number.isInteger(port) || port < 1024 || port > 65_535) input.value = String(props.port)
    else if (port !== props.port) props.onChange(port)
  }
  return (
    <label className={css.connectionPort}>
      {words.connections.port}
      <input
        className="input"
        inputMode="numeric"
        maxLength={5}
        defaultValue={props.port}
        onBlur={(event) => save(event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save(event.currentTarget)
        }}
      />
    </label>
  )
}
