/**
 * An OpenAI-compatible chat endpoint on a local port that says what a script tells it: honest, lying, hostile, slow and
 * broken variants of a language model, for tests and for the evaluation. Out: its URL, and the requests it got.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Shown {
  n: number
  text: string
  /** attributes of the element: place, document, title, date, status, section */
  about: Record<string, string>
}

export interface ScriptedRequest {
  system: string
  human: string
  question: string
  evidence: Shown[]
  headers: http.IncomingHttpHeaders
  body: { model: string; stream: boolean; max_tokens?: number; temperature?: number }
  /** from 1 */
  count: number
}

export type Script =
  /** a whole answer, streamed in small pieces; `pauseMs` between them; cut: the socket is destroyed behind it */
  | { say: string; pieceChars?: number; pauseMs?: number; cut?: boolean; finish?: string; usage?: boolean; delta?: (piece: string) => object }
  | { status: number; headers?: Record<string, string>; body?: string }
  /** bytes as they are, then the end, the socket's destruction, or nothing ever */
  | { raw: string; ending: 'end' | 'destroy' | 'hang'; type?: string }
  /** no answer at all, not even headers */
  | { hang: true }

export type Variant = (request: ScriptedRequest) => Script

export interface ScriptedModel {
  /** …/v1 */
  url: string
  requests: ScriptedRequest[]
  /** connections that were closed by the client before the script was done */
  readonly leftEarly: number
  variant: Variant
  close(): Promise<void>
}

const PIECE_CHARS = 4

export async function startScriptedModel(variant: Variant): Promise<ScriptedModel> {
  const requests: ScriptedRequest[] = []
  let leftEarly = 0
  const model: ScriptedModel = { url: '', requests, variant, get leftEarly() { return leftEarly }, close }
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const asked = requestOf(request.headers, Buffer.concat(chunks).toString('utf8'), requests.length + 1)
      requests.push(asked)
      response.on('close', () => {
        if (!response.writableEnded) leftEarly++
      })
      void play(model.variant(asked), response)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  model.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return model

  async function close(): Promise<void> {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
}

function requestOf(headers: http.IncomingHttpHeaders, text: string, count: number): ScriptedRequest {
  const body = JSON.parse(text) as ScriptedRequest['body'] & { messages: { role: string; content: string }[] }
  const of = (role: string): string => body.messages.filter(message => message.role === role).map(message => message.content).join('\n')
  const human = of('user')
  return {
    system: of('system'),
    human,
    question: /<question>([\s\S]*?)<\/question>/.exec(human)?.[1] ?? '',
    evidence: [...human.matchAll(/<evidence ([^>]*)>([^<]*)<\/evidence>/g)].map(([, attributes = '', text_ = '']) => {
      const about = Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(match => [match[1] ?? '', match[2] ?? '']))
      return { n: Number(about['n']), text: text_, about }
    }),
    headers, body, count,
  }
}

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`
export const chunkOf = (delta: object, finish: string | null = null): string =>
  event({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'scripted', choices: [{ index: 0, delta, finish_reason: finish }] })
export const DONE = 'data: [DONE]\n\n'

async function play(script: Script, response: http.ServerResponse): Promise<void> {
  if ('hang' in script) return
  if ('status' in script) {
    response.writeHead(script.status, { 'content-type': 'application/json', ...script.headers })
    response.end(script.body ?? JSON.stringify({ error: { message: 'scripted' } }))
    return
  }
  response.writeHead(200, { 'content-type': 'raw' in script ? (script.type ?? 'text/event-stream') : 'text/event-stream; charset=utf-8' })
  response.flushHeaders()
  if ('raw' in script) {
    if (script.raw !== '') response.write(script.raw)
    if (script.ending === 'end') response.end()
    if (script.ending === 'destroy') setTimeout(() => response.destroy(), 20)
    return
  }
  const { say, pieceChars = PIECE_CHARS, pauseMs = 0, cut = false, finish = 'stop', usage = true, delta = (piece: string) => ({ content: piece }) } = script
  response.write(chunkOf({ role: 'assistant', content: '' }))
  const characters = [...say]
  for (let at = 0; at < characters.length && !response.destroyed; at += pieceChars) {
    if (pauseMs > 0) await new Promise(resolve => setTimeout(resolve, pauseMs))
    response.write(chunkOf(delta(characters.slice(at, at + pieceChars).join(''))))
  }
  if (cut) return void setTimeout(() => response.destroy(), 20)
  response.write(chunkOf({}, finish))
  if (usage) response.write(event({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'scripted', choices: [], usage: { prompt_tokens: 100, completion_tokens: characters.length, total_tokens: 100 + characters.length } }))
  response.end(DONE)
}
