/**
 * Sends JSON messages over one WebSocket and makes the producer wait for a slow reader.
 * ws.send never blocks: without this a reader that takes nothing makes the server hold everything it was to send.
 *
 *   bufferedAmount  0 ───────────── half ───────── maxBufferedBytes ──▶
 *                   send at once     go on again    wait (at most stallTimeoutMs, then the connection is cut)
 */
import type { ServerMessage } from './protocol.ts'

/** The part of ws.WebSocket that is needed; tests pass an imitation. */
export interface Outlet {
  readonly readyState: number
  readonly bufferedAmount: number
  send(data: string, done: (error?: Error | null) => void): void
  terminate(): void
  pause(): void
  resume(): void
}
const OPEN = 1
const POLL_MS = 20

export class Sender {
  private readonly outlet: Outlet
  private readonly maxBufferedBytes: number
  private readonly stallTimeoutMs: number
  private draining: Promise<boolean> | undefined
  private paused = false

  constructor(outlet: Outlet, limits: { maxBufferedBytes: number; stallTimeoutMs: number }) {
    this.outlet = outlet
    this.maxBufferedBytes = limits.maxBufferedBytes
    this.stallTimeoutMs = limits.stallTimeoutMs
  }

  /** Sends and resolves when more may be sent: true, or false when the connection is gone. */
  async send(message: ServerMessage): Promise<boolean> {
    this.transmit(message)
    return this.ready()
  }

  /** Sends without waiting, for short answers; nothing more is read from the peer while too much is unsent. */
  post(message: ServerMessage): void {
    this.transmit(message)
    if (this.paused || this.outlet.readyState !== OPEN || this.outlet.bufferedAmount <= this.maxBufferedBytes) return
    this.paused = true
    this.outlet.pause()
    void this.resumeWhenReady()
  }

  private async resumeWhenReady(): Promise<void> {
    await this.ready()
    this.paused = false
    if (this.outlet.readyState === OPEN) this.outlet.resume()
  }

  /** Resolves at once while little is unsent, else when the reader has caught up, or false when it was cut off. */
  ready(): Promise<boolean> {
    if (this.outlet.readyState !== OPEN) return Promise.resolve(false)
    if (this.draining) return this.draining
    if (this.outlet.bufferedAmount <= this.maxBufferedBytes) return Promise.resolve(true)
    this.draining = this.drain().finally(() => {
      this.draining = undefined
    })
    return this.draining
  }

  private transmit(message: ServerMessage): void {
    if (this.outlet.readyState === OPEN) this.outlet.send(JSON.stringify(message), () => {})
  }

  private async drain(): Promise<boolean> {
    let lowest = this.outlet.bufferedAmount
    let progressAt = performance.now()
    while (this.outlet.readyState === OPEN) {
      const buffered = this.outlet.bufferedAmount
      if (buffered <= this.maxBufferedBytes / 2) return true
      if (buffered < lowest) {
        lowest = buffered
        progressAt = performance.now()
      } else if (performance.now() - progressAt >= this.stallTimeoutMs) {
        this.outlet.terminate()
        return false
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
    return false
  }
}
