import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { ErrorBody } from '../../contract/errors.ts'
import type { Reply } from '../../dispatch.ts'
import { channels, type EngineMessage, type EngineRequest } from './messages.ts'

/**
 * The page's only way out of its sandbox. Runs sandboxed itself and before the page; holds the port to the engine, so
 * that the page sees nine functions and nothing of Electron. Calls made while the engine starts wait for it; calls
 * it was working on when it died are answered `engine-stopped`, because nobody knows how far they came.
 */
type Listener = (message: unknown) => void
type Question = EngineRequest extends infer R ? (R extends EngineRequest ? Omit<R, 'id'> : never) : never

/** The browser's MessagePort, as far as it is used. */
interface Port {
  postMessage(message: EngineRequest): void
  onmessage: ((event: { readonly data: EngineMessage }) => void) | null
}

const stopped: ErrorBody = {
  code: 'engine-stopped',
  message: 'The recognition engine stopped while it was working on this. It is starting again: try once more.',
  details: {},
}

const pending = new Map<number, (reply: Reply) => void>()
const listeners = new Map<string, Set<Listener>>()
let lastId = 0
let port = Promise.withResolvers<Port>()

ipcRenderer.on(channels.port, (event: IpcRendererEvent) => {
  const received: Port | undefined = event.ports[0]
  if (received === undefined) return
  received.onmessage = ({ data }) => receive(data)
  port.resolve(received)
})
ipcRenderer.on(channels.stopped, () => {
  port = Promise.withResolvers()
  for (const resolve of pending.values()) resolve({ ok: false, error: stopped })
  pending.clear()
})
ipcRenderer.on(channels.notice, (_event, notice: unknown) => announce('notice', notice))
ipcRenderer.send(channels.connect)

function receive(message: EngineMessage): void {
  if (message.kind === 'announcement') announce(message.topic, message.message)
  else {
    pending.get(message.id)?.(message.reply)
    pending.delete(message.id)
  }
}

function announce(topic: string, message: unknown): void {
  for (const listener of listeners.get(topic) ?? []) listener(message)
}

async function ask(question: Question): Promise<Reply> {
  const engine = await port.promise
  const id = ++lastId
  const { promise, resolve } = Promise.withResolvers<Reply>()
  pending.set(id, resolve)
  engine.postMessage({ ...question, id })
  return promise
}

const lockListeners = new Set<(locked: boolean) => void>()
const leaveListeners = new Set<() => void>()
ipcRenderer.on(channels.locked, (_event, locked: unknown) => {
  for (const listener of lockListeners) listener(locked === true)
})
ipcRenderer.on(channels.leaving, () => {
  for (const listener of leaveListeners) listener()
})

contextBridge.exposeInMainWorld('rollcall', {
  onLocked(listener: (locked: boolean) => void): () => void {
    const own = (locked: boolean) => listener(locked)
    lockListeners.add(own)
    ipcRenderer.send(channels.askLocked)
    return () => void lockListeners.delete(own)
  },
  onLeaving(listener: () => void): () => void {
    const own = () => listener()
    leaveListeners.add(own)
    return () => void leaveListeners.delete(own)
  },
  leaveKiosk: (secret: unknown): Promise<Reply> => ipcRenderer.invoke(channels.leave, secret),
  call: (method: string, input: unknown) => ask({ kind: 'call', method, input }),
  sendFrame: (buffer: Uint8Array) => ask({ kind: 'frame', buffer }),
  subscribe(topic: string, listener: Listener): () => void {
    const own: Listener = (message) => listener(message)
    const set = listeners.get(topic) ?? new Set()
    listeners.set(topic, set.add(own))
    return () => void set.delete(own)
  },
  openKiosk: (name: string): Promise<Reply> => ipcRenderer.invoke(channels.openKiosk, name),
  savePdf: (fileName: string): Promise<Reply> => ipcRenderer.invoke(channels.savePdf, fileName),
  keepAwake: (awake: boolean): void => ipcRenderer.send(channels.keepAwake, awake),
})
