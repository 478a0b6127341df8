/**
 * Server-sent events over a fastify reply (WHATWG HTML, 9.2). The producer waits for a slow reader; one that takes nothing
 * for stallTimeoutMs is cut off. While nothing is sent, comments keep proxies from closing the connection.
 */
import type { FastifyReply } from 'fastify'

const KEEP_ALIVE_MS = 15_000

export class EventStream {
  private readonly reply: FastifyReply
  private readonly stallTimeoutMs: number
  private readonly keepAlive: NodeJS.Timeout

  /** Sends the head: from here on errors can only be events. */
  constructor(reply: FastifyReply, stallTimeoutMs: number) {
    this.reply = reply
    this.stallTimeoutMs = stallTimeoutMs
    reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' })
    handOver(reply)
    reply.raw.writeHead(200)
    reply.raw.flushHeaders()
    this.keepAlive = setInterval(() => {
      if (!reply.raw.writableNeedDrain) reply.raw.write(': keep-alive\n\n')
    }, KEEP_ALIVE_MS)
    this.keepAlive.unref()
  }

  /** Resolves when more may be sent; also when the reader has gone (its request's signal aborts then). */
  async send(data: object | '[DONE]'): Promise<void> {
    const { raw } = this.reply
    if (raw.destroyed || raw.writableEnded) return
    if (raw.write(`data: ${data === '[DONE]' ? data : JSON.stringify(data)}\n\n`)) return
    await new Promise<void>((resolve) => {
      const stalled = setTimeout(() => raw.destroy(), this.stallTimeoutMs)
      const done = () => {
        clearTimeout(stalled)
        raw.off('drain', done).off('close', done)
        resolve()
      }
      raw.once('drain', done).once('close', done)
    })
  }

  end(): void {
    clearInterval(this.keepAlive)
    this.reply.raw.end()
  }
}

/** Takes a reply out of fastify's hands, with the headers set so far. */
export function handOver(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value)
  reply.hijack()
}
