import { type App, type AppOptions, type Connection, createApp, type Listener, type WindowEnd } from './app.ts'
import { createClosedApp } from './closed-app.ts'
import { keepsDataClosed } from './contract/closed.ts'
import { errorBody } from './contract/errors.ts'
import type { Message, TopicName } from './contract/topics.ts'

type Notice = Message<'notice'>

interface Window {
  readonly end: WindowEnd
  readonly listeners: Set<Listener>
  /** To the app that is open now. */
  connection: Connection | null
}

/**
 * Creates an app whose data can be replaced while it is open: it is closed, a backup takes the place of the data, and
 * it is opened again. Calls made meanwhile wait, and subscriptions stay. When the data cannot be opened, it can still
 * restore a backup, and answers other calls with the reason.
 * @throws AppError like `createApp`, but for `keepsDataClosed`
 */
export async function createReopeningApp(options: AppOptions): Promise<App> {
  const listeners = new Set<Listener>()
  const windows = new Set<Window>()
  let address: Parameters<App['setRestAddress']> | null = null
  let { key } = options
  let current = open(options)

  async function open(opened: AppOptions): Promise<App> {
    const app = await createApp({ ...opened, replaceData, changeKey, reopen: reopenAsIs }).catch((error: unknown) => {
      const reason = errorBody(error)
      if (!keepsDataClosed(reason.code)) throw error
      opened.logger?.error('open-failed', { code: reason.code, error })
      return createClosedApp({ ...opened, key, reason, replaceData, reopen })
    })
    app.subscribe(announce)
    for (const window of windows) attach(window, app)
    if (address !== null) app.setRestAddress(...address)
    return app
  }

  /** Windows stay connected; who was signed in signs in again. */
  function attach(window: Window, app: App): void {
    window.connection?.close()
    const connection = app.connect(window.end)
    connection.subscribe((topic, message) => {
      for (const listener of window.listeners) listener(topic, message)
    })
    window.connection = connection
  }

  /** What the app that was opened again cannot announce itself: everybody may hear it. */
  function announceToAll<T extends TopicName>(topic: T, message: Message<T>): void {
    announce(topic, message)
    for (const { listeners: own } of windows) for (const listener of own) listener(topic, message)
  }

  function announce<T extends TopicName>(topic: T, message: Message<T>): void {
    for (const listener of listeners) listener(topic, message)
  }

  /** Closes the app, does the work, and opens it with the new key. */
  async function reopenAround<T>(
    work: () => T | Promise<T>,
    nextKey: AppOptions['key'],
    notice: Notice | null,
  ): Promise<T> {
    const { vision: _, ...again } = options
    const before = await current
    const replacing = before.close().then(work)
    // When replacing failed, the old data are opened again.
    current = replacing.then(
      () => open({ ...again, key: nextKey }),
      () => open({ ...again, key }),
    )
    // The next call reports why it could not be opened.
    current.catch(() => undefined)
    const [result, app] = [await replacing, await current]
    const settings = await app.call('settings.get', {})
    key = nextKey
    announceToAll('settings.changed', settings)
    if (notice !== null) announceToAll('notice', notice)
    return result
  }

  function replaceData<T>(work: () => T, nextKey: AppOptions['key']): Promise<T> {
    return reopenAround(work, nextKey, restored)
  }

  /** Whoever asked says what was done. */
  function changeKey<T>(work: () => Promise<T>, nextKey: AppOptions['key']): Promise<T> {
    return reopenAround(work, nextKey, null)
  }

  /** For a change that the app reads when it opens. */
  function reopenAsIs(): Promise<void> {
    return reopenAround(() => undefined, key, opened)
  }

  function reopen(nextKey: AppOptions['key']): Promise<void> {
    return reopenAround(() => undefined, nextKey, opened)
  }

  await current
  return {
    call: async (name, input, caller) => (await current).call(name, input, caller),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    pushFrame: async (buffer, caller) => (await current).pushFrame(buffer, caller),
    connect(end) {
      const window: Window = { end, connection: null, listeners: new Set() }
      windows.add(window)
      current.then((app) => window.connection ?? attach(window, app)).catch(() => undefined)
      const open = async (): Promise<Connection> => {
        const app = await current
        if (window.connection === null) attach(window, app)
        return window.connection!
      }
      return {
        call: async (name, input) => (await open()).call(name, input),
        subscribe(listener) {
          window.listeners.add(listener)
          return () => void window.listeners.delete(listener)
        },
        pushFrame: async (buffer) => (await open()).pushFrame(buffer),
        close() {
          windows.delete(window)
          window.connection?.close()
        },
      }
    },
    setRestAddress(...told) {
      address = told
      // If it could not be opened, the next call reports that.
      current.then(
        (app) => app.setRestAddress(...told),
        () => undefined,
      )
    },
    async close() {
      const app = await current.catch(() => null)
      await app?.close()
    },
  }
}

const restored: Notice = {
  level: 'info',
  code: 'data-restored',
  message: 'A backup was restored. What is shown is read anew.',
  details: {},
}

const opened: Notice = {
  level: 'info',
  code: 'engine-restarted',
  message: 'The data are open. What is shown is read anew.',
  details: {},
}
