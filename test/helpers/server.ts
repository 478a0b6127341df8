/** Starts a server around a FakeAssistant on a free port, and a small WebSocket client that collects messages. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'
import type { ClientOptions } from 'ws'
import { loadConfig } from '../../src/config.ts'
import type { SettingName } from '../../src/config.ts'
import { openFeedbackStore } from '../../src/feedback/store.ts'
import { buildApp } from '../../src/server/app.ts'
import { AssistantHolder } from '../../src/server/holder.ts'
import { listen } from '../../src/server/listen.ts'
import { serverMessage } from '../../src/server/protocol.ts'
import { FakeAssistant } from './fake-assistant.ts'
import type { FakeOptions } from './fake-assistant.ts'

type Settings = Partial<Record<SettingName, string | number | readonly string[]>>

export async function startServer(settings: Settings = {}, { clientDir, ...fake }: FakeOptions & { empty?: boolean; clientDir?: string } = {}) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gongbao-server-'))
  const config = loadConfig({}, { dataDir, logLevel: 'silent', shutdownGraceMs: 200, ...settings })
  const assistant = new FakeAssistant(fake)
  const holder = new AssistantHolder(fake.empty ? undefined : assistant)
  const feedback = openFeedbackStore(dataDir, config.maxFeedbackBytes)
  const app = await buildApp({ config, assistant: holder, feedback, webDir: path.join(import.meta.dirname, '../../web'), ...(clientDir === undefined ? {} : { clientDir }) })
  const url = await listen(app, config.host, Number(settings.port ?? 0))
  const stop = async () => {
    await app.close()
    await feedback.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { app, url, socketUrl: `${url.replace('http', 'ws')}/ws`, assistant, holder, dataDir, stop }
}

export type Message = Record<string, unknown> & { type: string; id: string | null }

/** The imitation's overlong answers, made for slow readers, are longer than the protocol allows. */
const LONGEST_CHECKED_CHARS = 50_000

export class TestClient {
  readonly messages: Message[] = []
  readonly violations: string[] = []
  readonly socket: WebSocket
  readonly closed: Promise<number>
  private readonly opened: Promise<void>

  constructor(url: string, protocols: string | string[] = 'gongbao.v1', options: ClientOptions = {}) {
    this.socket = new WebSocket(url, protocols, options)
    this.socket.on('message', (data) => this.take(String(data)))
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('open', resolve)
      this.socket.once('error', reject)
    })
    this.opened.catch(() => {})
    this.closed = new Promise((resolve) => this.socket.once('close', resolve))
    this.socket.on('error', () => {})
  }

  async open(): Promise<this> {
    await this.opened
    return this
  }

  /** Whatever a server sends in a test has the form that the protocol describes. */
  private take(text: string): void {
    const message = JSON.parse(text) as Message
    this.messages.push(message)
    if (text.length > LONGEST_CHECKED_CHARS) return
    const { error } = serverMessage.safeParse(message)
    if (error) this.violations.push(`${text.slice(0, 300)}: ${error.message}`)
  }

  send(message: unknown): void {
    this.socket.send(JSON.stringify(message))
  }

  of(id: string | null): Message[] {
    return this.messages.filter((message) => message.id === id)
  }

  /** Resolves when a condition on the messages holds. */
  async until(condition: (messages: Message[]) => boolean, limitMs = 5000): Promise<void> {
    const end = Date.now() + limitMs
    for (;;) {
      if (this.violations.length > 0) throw new Error(`not of the protocol: ${this.violations.join('\n')}`)
      if (condition(this.messages)) return
      if (Date.now() > end) throw new Error(`condition not met; got ${JSON.stringify(this.messages.slice(-5)).slice(0, 600)}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  /** The last message about an id: answered, failed or otherwise ended. */
  async ending(id: string | null): Promise<Message> {
    const ends = (message: Message) => message.id === id && /completed|error|accepted|pong/.test(message.type)
    await this.until((messages) => messages.some(ends))
    return this.messages.find(ends) as Message
  }
}

/** Status code with which an upgrade is refused, or 101. */
export function upgradeStatus(url: string, protocols: string | string[] | undefined, options: ClientOptions): Promise<number> {
  return new Promise((resolve) => {
    const socket = protocols === undefined ? new WebSocket(url, options) : new WebSocket(url, protocols, options)
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    socket.on('error', () => {})
  })
}
