import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach } from 'vitest'
import type { Input, MethodName, Output } from '../../main/contract/api.ts'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { PersonId, PersonRef } from '../../main/contract/entities.ts'
import { AppError } from '../../main/contract/errors.ts'
import { defaultSettings } from '../../main/contract/settings.ts'
import type { Message, TopicName } from '../../main/contract/topics.ts'
import type { Client } from '../../renderer/client/client.ts'
import { ClientProvider } from '../../renderer/client/context.tsx'
import { Notices } from '../../renderer/components/notices.tsx'
import { Freshness } from '../../renderer/data/freshness.ts'
import { useCall } from '../../renderer/data/use-call.ts'
import { WordsProvider } from '../../renderer/messages/use-words.tsx'

/** What an engine of a test answers; a method that is left out fails. */
export type Answers = { readonly [M in MethodName]?: (input: Input<M>) => Output<M> | Promise<Output<M>> }

type Call = { readonly [M in MethodName]: readonly [method: M, input: Input<M>] }[MethodName]

export interface Shown {
  readonly user: ReturnType<typeof userEvent.setup>
  /** What was called, without what was only read to be shown. */
  changes(): readonly Call[]
  /** Has the engine announce something. */
  announce<T extends TopicName>(topic: T, message: Message<T>): void
}

// Testing Library waits for React by itself where it knows that it is a test.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
// What the browser of the tests has no picture of.
Object.assign(URL, { createObjectURL: () => 'blob:photo', revokeObjectURL: () => undefined })
Element.prototype.scrollIntoView = () => undefined

afterEach(() => {
  cleanup()
  location.hash = ''
})

/** What changes nothing. */
const reads =
  /^people\.photo$|\.(calibrate|discard|get|list|lookAlikes|merges|missing|policy|preview|session|similarity|state|status|timesheet)$/

/** Shows part of a screen in English, over an engine that answers as it is told to. */
export async function show(part: ReactNode, answers: Answers): Promise<Shown> {
  const calls: Call[] = []
  const listeners = new Map<TopicName, Set<(message: never) => void>>()
  const known: Answers = {
    'settings.get': () => ({ ...defaultSettings, language: 'en' }),
    'accounts.session': () => ({
      mode: 'machine',
      role: 'owner',
      account: null,
      idleMinutes: null,
      identityProvider: null,
    }),
    'people.list': () => ({ people: [], total: 0, today: '2026-06-01' as LocalDate }),
    'notices.list': () => ({ notices: [] }),
    ...answers,
  }
  const client: Client = {
    async call(method, input) {
      calls.push([method, input] as unknown as Call)
      const answer = known[method]
      if (answer === undefined) throw new AppError('unknown-method', `The test has no answer to ${method}.`)
      return answer(input)
    },
    subscribe(topic, listener) {
      const own = listeners.get(topic) ?? new Set()
      listeners.set(topic, own.add(listener))
      return () => own.delete(listener)
    },
    sendFrame: () => Promise.reject(new AppError('camera-missing', '')),
    openKiosk: () => Promise.resolve(),
    keepAwake: () => () => undefined,
    lock: null,
    print: () => Promise.resolve({ kind: 'cancelled' }),
  }
  render(
    <ClientProvider value={client}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <WordsProvider language="en" clock="24" opening={null}>
          <Notices>
            <Freshness />
            <Ready>{part}</Ready>
          </Notices>
        </WordsProvider>
      </QueryClientProvider>
    </ClientProvider>,
  )
  await screen.findByTestId('ready')
  return {
    user: userEvent.setup(),
    changes: () => calls.filter(([method]) => !reads.test(method)),
    announce(topic, message) {
      for (const listener of listeners.get(topic) ?? []) listener(message as never)
    },
  }
}

/** A screen is shown once the settings and the session have been read. */
function Ready({ children }: { children: ReactNode }) {
  const settings = useCall('settings.get', {}).data
  const session = useCall('accounts.session', {}).data
  return settings === undefined || session === undefined ? null : <div data-testid="ready">{children}</div>
}

export function personOf(id: number, name: string): PersonRef {
  return { id: id as PersonId, name }
}
