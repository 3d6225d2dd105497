import type { ReactNode } from 'react'
import { errorWords, useWords } from '../messages/use-words.tsx'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

/** Shown where a list or screen is empty, with what to do about it. */
export function Empty(props: { icon: IconName; title: string; text: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={props.icon} />
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  )
}

export function Loading(props: { label?: string }) {
  const { words } = useWords()
  return (
    <div className="empty" role="status">
      <span className="loading-dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span className={props.label === undefined ? 'visually-hidden' : 'soft'}>
        {props.label ?? words.common.loading}
      </span>
    </div>
  )
}

export function Failed(props: { error: unknown; onRetry: () => void }) {
  const { words } = useWords()
  return (
    <div role="alert" className="empty">
      <Icon name="warning" />
      <h2>{words.common.failed}</h2>
      <p>{errorWords(words, props.error)}</p>
      <Button onPress={props.onRetry}>{words.common.retry}</Button>
    </div>
  )
}

/** Shows the data of a query, that it is loading, or why it failed. */
export function Loaded<T>(props: {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  children: (data: T) => ReactNode
}) {
  const { data, error, refetch } = props.query
  if (data !== undefined) return props.children(data)
  return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />
}
