import type { MethodName, Output } from '../../main/contract/api.ts'
import type { FrameResult } from '../../main/contract/frame-result.ts'
import type { Message, TopicName } from '../../main/contract/topics.ts'
import { type Client, engineStoppedError, type Printed, type Reply, unwrap } from './client.ts'

/** What the preload script provides as `window.rollcall`. */
export interface Bridge {
  call(method: string, input: unknown): Promise<Reply>
  subscribe(topic: string, listener: (message: unknown) => void): () => void
  sendFrame(buffer: Uint8Array): Promise<Reply>
  openKiosk(name: string): Promise<Reply>
  savePdf(fileName: string): Promise<Reply>
  keepAwake(awake: boolean): void
  onLocked(listener: (locked: boolean) => void): () => void
  onLeaving(listener: () => void): () => void
  leaveKiosk(proof: unknown): Promise<Reply>
}

declare global {
  interface Window {
    readonly rollcall?: Bridge
  }
}

/** Creates the client over Electron's preload bridge. */
export function electronClient(bridge: Bridge): Client {
  async function answer(reply: Promise<Reply>): Promise<unknown> {
    return unwrap(
      await reply.catch((error: unknown) => {
        throw engineStoppedError(error)
      }),
    )
  }
  return {
    call: (method, input) => answer(bridge.call(method, input)) as Promise<Output<MethodName>> as Promise<never>,
    subscribe: (topic, listener) =>
      bridge.subscribe(topic, (message) => listener(message as Message<TopicName> as never)),
    sendFrame: (buffer) => answer(bridge.sendFrame(buffer)) as Promise<FrameResult>,
    openKiosk: async (name) => void (await answer(bridge.openKiosk(name))),
    keepAwake() {
      bridge.keepAwake(true)
      return () => bridge.keepAwake(false)
    },
    lock: {
      watch: bridge.onLocked,
      onLeaving: bridge.onLeaving,
      leave: (proof) => answer(bridge.leaveKiosk(proof)) as Promise<Output<'accounts.permitLeaving'>>,
    },
    print: (fileName) => answer(bridge.savePdf(fileName)) as Promise<Printed>,
  }
}
