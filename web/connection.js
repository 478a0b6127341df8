/**
 * The connection to the server: the package's own client (src/client, served compiled below /client/) for asking, and
 * fetch for records. A token, when the server asks for one, is kept for this tab only.
 */
import { GongbaoClient } from './client/entry.js'

const TOKEN_KEY = 'gongbao.token'

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

/** @param {(state: 'connecting' | 'open' | 'waiting' | 'closed') => void} onState */
export function connectPage(onState) {
  const client = new GongbaoClient({ url: new URL('/ws', location.href), token: token.get(), onState })
  addEventListener('online', () => client.reconnectNow())
  return client
}
