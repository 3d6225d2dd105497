import type { App } from '../../app.ts'
import { errorBody } from '../../contract/errors.ts'
import { silentLogger } from '../../log/logger.ts'
import { type RestOptions, type RestServer, startRestServer } from './server.ts'

export interface RestFollower {
  /** Resolves when the present setting has taken effect. */
  whenSettled(): Promise<void>
  close(): Promise<void>
}

export interface FollowOptions extends Omit<RestOptions, 'port' | 'app'> {
  readonly app: Pick<App, 'call' | 'setRestAddress' | 'subscribe'>
  /** Writes to the terminal. */
  readonly log: (message: string) => void
}

/**
 * Runs the local API on the port of the setting `restPort`, now and whenever it changes. `rest.status` reports a port
 * that is taken.
 */
export function followRestSetting(options: FollowOptions): RestFollower {
  const { app, log, logger = silentLogger } = options
  let server: RestServer | null = null
  let followed: number | null = null
  let turn = Promise.resolve()

  async function listenOn(port: number | null): Promise<void> {
    if (port === followed) return
    await server?.close()
    server = null
    followed = port
    if (port === null) return app.setRestAddress(null)
    try {
      server = await startRestServer({ ...options, port })
    } catch (error) {
      logger.warn('api-not-started', { port, error })
      log(errorBody(error).message)
      app.setRestAddress(null, port)
    }
  }

  /** Applies a setting after the changes before it. One that cannot be read takes effect when it changes again. */
  function follow(wanted: () => Promise<number | null>): Promise<void> {
    turn = turn
      .then(wanted)
      .then(listenOn)
      .catch((error: unknown) => {
        logger.warn('task-failed', { task: 'rest', error })
        log(errorBody(error).message)
      })
    return turn
  }

  const setting = async () => (await app.call('settings.get', {})).restPort
  const unsubscribe = app.subscribe((topic) => {
    if (topic === 'settings.changed') void follow(setting)
  })
  void follow(setting)
  return {
    whenSettled: () => turn,
    close() {
      unsubscribe()
      return follow(async () => null)
    },
  }
}
