import { type ReactNode, useId } from 'react'
import { Icon } from '../../components/icon.tsx'
import { Loaded } from '../../components/states.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { useRestStatus } from './queries.ts'
import { Tokens } from './tokens.tsx'
import { Webhooks } from './webhooks.tsx'
import '../thresholds/thresholds.css'
import './connections.css'

/** What other programs get: entries that are sent to them, and what they may ask for. */
export function ConnectionsScreen() {
  const { words } = useWords()
  const { connections } = words
  return (
    <div className="scroller" tabIndex={-1}>
      <div className="connections">
        <div>
          <a className="back-link" href={address('settings')}>
            <Icon name="left" size={16} />
            {words.attacks.back}
          </a>
          <h1>{connections.title}</h1>
          <p className="soft">{connections.text}</p>
        </div>
        <Part title={connections.webhooks} text={connections.webhooksText}>
          <Webhooks />
        </Part>
        <Part title={connections.interface} text={connections.interfaceText}>
          <InterfaceStatus />
        </Part>
        <Part title={connections.tokens} text={connections.tokensText}>
          <Tokens />
        </Part>
      </div>
    </div>
  )
}

function Part(props: { title: string; text: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className="connection-part" aria-labelledby={id}>
      <div>
        <h2 id={id}>{props.title}</h2>
        <p className="soft small">{props.text}</p>
      </div>
      {props.children}
    </section>
  )
}

/** Whether programs are answered now, and where. */
function InterfaceStatus() {
  const { words } = useWords()
  const { connections } = words
  return (
    <Loaded query={useRestStatus()}>
      {({ address: running }) => (
        <div className="connection">
          {running === null ? (
            <>
              <p>{connections.off}</p>
              <p className="soft small">{connections.offHint}</p>
              <code>rollcall serve --api 8765</code>
            </>
          ) : (
            <>
              <p>{connections.on}</p>
              <code>{running}</code>
              <p className="soft small">{connections.document}</p>
              <a className="connection-link" href={`${running}/openapi.json`} target="_blank" rel="noreferrer">
                {running}/openapi.json
              </a>
            </>
          )}
        </div>
      )}
    </Loaded>
  )
}
