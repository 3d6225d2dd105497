import { decode, encode } from '@msgpack/msgpack'
import type { FrameResult } from '../../main/contract/frame-result.ts'
import type { Message, TopicName } from '../../main/contract/topics.ts'
import { kioskAddress } from '../route.ts'
import { type Client, engineStoppedError, type Reply, unwrap } from './client.ts'
import { readExport } from './read-export.ts'

/** The parts of the browser that the client needs; tests pass their own. */
export interface Browser {
  readonly fetch: typeof fetch
  readonly openEvents: (address: string) => EventSource
  readonly openWindow: (address: string) => void
  readonly keepAwake: () => () => void
  /** Shows the print dialog for a page of HTML. */
  readonly print: (page: string) => void
}

type Listener = (message: unknown) => void

/**
 * Creates the client over the web shell: MessagePack by POST, announcements by Server-Sent Events. The session is a
 * cookie that the shell has set. `base` is the address of the page.
 *
 * When a lost stream of announcements returns, subscribers of `notice` get `engine-restarted`: announcements were
 * missed meanwhile, so everything on screen may be old.
 */
export function httpClient(base: string, browser: Browser): Client {
  const listeners = new Map<TopicName, Set<Listener>>()
  let events: EventSource | null = null

  async function post(path: string, body: Uint8Array<ArrayBuffer>, type: string): Promise<unknown> {
    const response = await browser
      .fetch(new URL(path, base), { method: 'POST', body, headers: { 'content-type': type, 'x-rollcall': '1' } })
      .catch((error: unknown) => {
        throw engineStoppedError(error)
      })
    const bytes = await response.arrayBuffer()
    if (!response.headers.get('content-type')?.startsWith('application/msgpack')) {
      throw engineStoppedError(new Error(`The shell answered with status ${response.status}.`))
    }
    return unwrap(decode(bytes) as Reply)
  }

  function announce(topic: TopicName, message: unknown): void {
    for (const listener of listeners.get(topic) ?? []) listener(message)
  }

  function openEvents(): EventSource {
    const source = browser.openEvents(new URL('api/events', base).href)
    let lost = false
    source.addEventListener('message', (event: MessageEvent<string>) => {
      const { topic, message } = JSON.parse(event.data) as { topic: TopicName; message: unknown }
      announce(topic, message)
    })
    source.addEventListener('error', () => {
      lost = true
    })
    source.addEventListener('open', () => {
      if (lost) announce('notice', restarted)
      lost = false
    })
    return source
  }

  const call: Client['call'] = (method, input) =>
    post(`api/call/${method}`, encode(input, { ignoreUndefined: true }), 'application/msgpack') as Promise<never>

  return {
    call,
    subscribe(topic, listener) {
      if (events === null) events = openEvents()
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set)
      // A wrapper for each subscription, so that the same function may subscribe twice.
      const own: Listener = (message) => listener(message as never)
      set.add(own)
      return () => set.delete(own)
    },
    sendFrame: (buffer) => post('api/frame', buffer, 'application/octet-stream') as Promise<FrameResult>,
    async openKiosk(name) {
      browser.openWindow(new URL(kioskAddress(name), base).href)
    },
    keepAwake: browser.keepAwake,
    lock: null,
    async print(fileName) {
      const pieces = await readExport({ call }, fileName)
      browser.print(await new Blob([...pieces]).text())
      return { kind: 'shown' }
    },
  }
}

const restarted: Message<'notice'> = {
  level: 'info',
  code: 'engine-restarted',
  message: 'The recognition engine is back.',
  details: {},
}
