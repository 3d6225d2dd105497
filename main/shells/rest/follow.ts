import type { App } from '../../app.ts'
import { errorBody } from '../../contract/errors.ts'
import { type RestOptions, type RestServer, startRestServer } from './server.ts'

export interface RestFollower {
  /** Resolves when the setting as it is has been followed. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Answers programs as the setting `restPort` says, now and whenever it changes. A port that is taken is told by `rest.status`. */
export function followRestSetting(
  options: Omit<RestOptions, 'port' | 'app'> & { readonly app: Pick<App, 'call' | 'answersAt' | 'subscribe'> },
): RestFollower {
  const { app, log } = options
  let server: RestServer | null = null
  let followed: number | null = null
  let turn = Promise.resolve()

  async function become(port: number | null): Promise<void> {
    if (port === followed) return
    await server?.close()
    server = null
    followed = port
    if (port === null) return app.answersAt(null)
    try {
      server = await startRestServer({ ...options, port })
    } catch (error) {
      log(errorBody(error).message)
      app.answersAt(null, port)
    }
  }

  /** A setting that cannot be read now is followed when it changes again. */
  function follow(wanted: () => Promise<number | null>): Promise<void> {
    turn = turn
      .then(wanted)
      .then(become)
      .catch((error: unknown) => log(errorBody(error).message))
    return turn
  }

  const setting = async () => (await app.call('settings.get', {})).restPort
  const unsubscribe = app.subscribe((topic) => {
    if (topic === 'settings.changed') void follow(setting)
  })
  void follow(setting)
  return {
    settled: () => turn,
    close() {
      unsubscribe()
      return follow(async () => null)
    },
  }
}
