import type { WebhookDelivery, WebhookId } from '../../../main/contract/webhooks.ts'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { Loaded } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './connections.module.css'
import { useFailureWords } from './use-failure-words.ts'

/** Lists the entries that a receiver has not accepted yet, with the result of each attempt. */
export function DeliveriesWindow(props: { id: WebhookId; onClose: () => void }) {
  const { words } = useWords()
  const { connections } = words
  return (
    <Window title={connections.listTitle} wide onClose={props.onClose}>
      <Loaded query={useCall('webhooks.deliveries', { id: props.id })}>
        {({ deliveries }) =>
          deliveries.length === 0 ? (
            <p className="soft">{connections.listEmpty}</p>
          ) : (
            <ul className={css.deliveryList}>
              {deliveries.map((delivery) => (
                <Delivery key={delivery.event} delivery={delivery} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <div className="actions">
        <Button onPress={props.onClose}>{words.common.close}</Button>
      </div>
    </Window>
  )
}

function Delivery({ delivery }: { delivery: WebhookDelivery }) {
  const { words, format } = useWords()
  const failureWords = useFailureWords()
  const { connections } = words
  const { attempts, nextAt, stopped } = delivery
  const state =
    stopped !== null
      ? connections.stops[stopped]
      : nextAt !== null && attempts > 0
        ? connections.nextTry(`${format.date(nextAt)}, ${format.time(nextAt)}`)
        : connections.notTried
  return (
    <li>
      <span>{connections.entry(delivery.event)}</span>
      <span className="soft small">{attempts === 0 ? null : connections.attempts(attempts)}</span>
      <span>
        {state}
        {attempts === 0 ? null : (
          <span className="soft small">{failureWords({ status: delivery.lastStatus, error: delivery.lastError })}</span>
        )}
      </span>
    </li>
  )
}
