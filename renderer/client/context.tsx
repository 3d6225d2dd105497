import { createContext, useContext, useEffect, useEffectEvent } from 'react'
import type { Message, TopicName } from '../../main/contract/topics.ts'
import type { Client } from './client.ts'

const ClientContext = createContext<Client | null>(null)

export const ClientProvider = ClientContext.Provider

/** Returns the client of the window. */
export function useClient(): Client {
  const client = useContext(ClientContext)
  if (client === null) throw new Error('This screen stands outside of its ClientProvider.')
  return client
}

/** Listens to a topic while the component is mounted. */
export function useTopic<T extends TopicName>(topic: T, listener: (message: Message<T>) => void): void {
  const client = useClient()
  const current = useEffectEvent(listener)
  useEffect(() => client.subscribe(topic, (message) => current(message)), [client, topic])
}
