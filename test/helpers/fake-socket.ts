/** A WebSocket without a network: tests open it, speak for the server and cut it. */
import type { SocketLike } from '../../src/client/link.ts'
import type { ServerMessage } from '../../src/client/messages.ts'

type Listener = (event: Record<string, unknown>) => void

export class FakeSocket implements SocketLike {
  /** every socket that was made, in order */
  static made: FakeSocket[] = []
  /** opens, and so on, by itself as soon as it is made */
  static onMade: (socket: FakeSocket) => void = () => {}

  readyState = 0
  bufferedAmount = 0
  readonly sent: { type: string; id: string; [field: string]: unknown }[] = []
  readonly url: string
  readonly protocols: string[]
  readonly #listeners = new Map<string, Listener[]>()

  constructor(url: string, protocols: string[]) {
    this.url = url
    this.protocols = protocols
    FakeSocket.made.push(this)
    queueMicrotask(() => FakeSocket.onMade(this))
  }

  static reset(onMade: (socket: FakeSocket) => void = (socket) => socket.open()): void {
    FakeSocket.made = []
    FakeSocket.onMade = onMade
  }

  static get last(): FakeSocket {
    const last = FakeSocket.made.at(-1)
    if (last === undefined) throw new Error('no socket was made')
    return last
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  send(text: string): void {
    if (this.readyState !== 1) throw new Error('not open')
    this.sent.push(JSON.parse(text) as FakeSocket['sent'][number])
  }

  close(): void {
    if (this.readyState < 2) this.cut(1000)
  }

  open(): void {
    this.readyState = 1
    this.#emit('open', {})
  }

  /** The server says something. */
  tell(message: ServerMessage): void {
    this.#emit('message', { data: JSON.stringify(message) })
  }

  tellText(data: unknown): void {
    this.#emit('message', { data })
  }

  /** The connection is gone; `message` is what the package ws would say of a refusal. */
  cut(code = 1006, message?: string): void {
    this.readyState = 3
    if (message !== undefined) this.#emit('error', { message })
    this.#emit('close', { code })
  }

  #emit(type: string, event: Record<string, unknown>): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event)
  }
}

/** Resolves when a condition holds; the test's own time-out ends it otherwise. */
export async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1))
}
