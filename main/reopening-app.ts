import { type App, type AppOptions, createApp, type Listener } from './app.ts'
import { createClosedApp } from './closed-app.ts'
import { keepsDataClosed } from './contract/closed.ts'
import { errorBody } from './contract/errors.ts'
import type { Message, TopicName } from './contract/topics.ts'

type Notice = Message<'notice'>

/**
 * Creates an app whose data can be replaced while it is open: it is closed, a backup takes the place of the data, and
 * it is opened again. Calls made meanwhile wait, and subscriptions stay. When the data cannot be opened, it can still
 * restore a backup, and answers other calls with the reason.
 * @throws AppError like `createApp`, but for `keepsDataClosed`
 */
export async function createReopeningApp(options: AppOptions): Promise<App> {
  const listeners = new Set<Listener>()
  let address: Parameters<App['setRestAddress']> | null = null
  let { key } = options
  let current = open(options)

  async function open(opened: AppOptions): Promise<App> {
    const app = await createApp({ ...opened, replaceData }).catch((error: unknown) => {
      const reason = errorBody(error)
      if (!keepsDataClosed(reason.code)) throw error
      opened.logger?.error('open-failed', { code: reason.code, error })
      return createClosedApp({ ...opened, key, reason, replaceData, reopen })
    })
    app.subscribe(announce)
    if (address !== null) app.setRestAddress(...address)
    return app
  }

  function announce<T extends TopicName>(topic: T, message: Message<T>): void {
    for (const listener of listeners) listener(topic, message)
  }

  /** Closes the app, does the work, and opens it with the new key. */
  async function reopenAround<T>(work: () => T, nextKey: AppOptions['key'], notice: Notice): Promise<T> {
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
    announce('settings.changed', settings)
    announce('notice', notice)
    return result
  }

  function replaceData<T>(work: () => T, nextKey: AppOptions['key']): Promise<T> {
    return reopenAround(work, nextKey, restored)
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
    pushFrame: async (buffer) => (await current).pushFrame(buffer),
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
