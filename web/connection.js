/**
 * The connection to the server: one WebSocket (sub-protocol gongbao.v1) that reconnects by itself, and fetch for records.
 * A token, when the server asks for one, is kept for this tab only.
 */
const TOKEN_KEY = 'gongbao.token'
const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 15_000
const LAST_TYPES = new Set(['answer.completed', 'search.completed', 'feedback.accepted', 'pong', 'error'])

export const token = {
  get: () => sessionStorage.getItem(TOKEN_KEY) ?? undefined,
  set: (value) => sessionStorage.setItem(TOKEN_KEY, value),
}

/** GET as JSON. @throws {{ code: string, message: string, hint?: string }} */
export async function getJson(path) {
  const headers = token.get() ? { authorization: `Bearer ${token.get()}` } : {}
  const response = await fetch(path, { headers }).catch(() => {
    throw { code: 'offline', message: '连不上服务，请确认它还在运行' }
  })
  const body = await response.json().catch(() => ({ code: 'internal', message: '服务没有正确回答' }))
  if (!response.ok) throw body
  return body
}

export class Connection {
  #socket
  #waiting = new Map()
  #next = 1
  #retryMs = FIRST_RETRY_MS
  #onState

  /** @param {(state: 'connecting' | 'open' | 'closed') => void} onState */
  constructor(onState) {
    this.#onState = onState
    this.#connect()
    // the network is back: do not wait for the next attempt
    addEventListener('online', () => this.#socket.readyState === WebSocket.CLOSED && this.#connect())
  }

  /** Sends a message with an id of its own; `onMessage` gets everything about it. Returns the id, or undefined when offline. */
  send(message, onMessage) {
    if (this.#socket.readyState !== WebSocket.OPEN) return undefined
    const id = `m${this.#next++}`
    if (onMessage) this.#waiting.set(id, onMessage)
    this.#socket.send(JSON.stringify({ ...message, id }))
    return id
  }

  cancel(id) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ type: 'cancel', id }))
  }

  #connect() {
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
    const protocols = token.get() ? ['gongbao.v1', `bearer.${token.get()}`] : ['gongbao.v1']
    const socket = new WebSocket(`${scheme}//${location.host}/ws`, protocols)
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#retryMs = FIRST_RETRY_MS
      this.#onState('open')
    })
    socket.addEventListener('message', (event) => this.#receive(event.data))
    socket.addEventListener('close', () => {
      if (socket !== this.#socket) return
      this.#onState('closed')
      const waiting = [...this.#waiting]
      this.#waiting.clear()
      for (const [id, listener] of waiting) listener({ type: 'error', id, code: 'closed', message: '连接断开了，这个问题没有答完', retryable: true })
      setTimeout(() => socket === this.#socket && this.#connect(), this.#retryMs)
      this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2)
    })
  }

  #receive(data) {
    const message = JSON.parse(data)
    const listener = this.#waiting.get(message.id)
    if (!listener) return
    if (LAST_TYPES.has(message.type)) this.#waiting.delete(message.id)
    listener(message)
  }
}
