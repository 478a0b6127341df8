/**
 * Embedder over a model folder: a pool of child processes with one model and one thread each, so that neither ingest nor a
 * query blocks the caller's event loop and a native crash costs a task, not the server. Texts are embedded one by one, so
 * vectors do not depend on the number of workers.
 */
import type { ChildProcess } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { IndexError } from '../errors.ts'
import type { IndexErrorCode } from '../errors.ts'
import type { CountingEmbedder, EmbedderSource } from './embedder.ts'
import { checkModelFiles, modelIdOf, readModelManifest } from './model-manifest.ts'
import { spawnModule } from './spawn.ts'
import { loadTokenCounter } from './transformers.ts'
import { isUnitVector } from './vector-check.ts'
import type { EmbedReply, EmbedTask } from './worker.ts'

export interface LocalEmbedderOptions {
  /** absolute path of the model folder */
  folder: string
  /** processes; default: all cores */
  workers?: number
}

/** Texts in one message to a worker: enough to keep it busy, few enough to share the work evenly. */
const TEXTS_PER_TASK = 8
/** Tasks handed to one worker ahead of its replies. */
const TASKS_AHEAD = 2
const START_TIMEOUT_MS = 60_000
/** Workers started again after a crash, in the life of one embedder. */
const MAX_RESTARTS = 8
/** A task whose worker died is tried once more: the text may be what killed it. */
const MAX_TRIES = 2

/** What a model is, without starting it: reading a manifest takes a millisecond, loading weights a second. */
export function localModel(options: LocalEmbedderOptions): EmbedderSource {
  const manifest = readModelManifest(path.resolve(options.folder))
  return { modelId: modelIdOf(manifest), dimensions: manifest.dimensions, open: () => openLocalEmbedder(options) }
}

/**
 * Checks the folder against its manifest (sums, golden tokens, golden vectors), starts the workers and resolves when all
 * are ready. Errors: `model_missing`, `model_corrupt`, `embedding_*`.
 */
export async function openLocalEmbedder(options: LocalEmbedderOptions): Promise<CountingEmbedder> {
  const folder = path.resolve(options.folder)
  const manifest = readModelManifest(folder)
  checkModelFiles(folder, manifest)
  const workers = Math.max(1, Math.floor(options.workers ?? os.availableParallelism()))
  const pool = new WorkerPool(folder)
  let count: (kind: 'query' | 'passage', text: string) => number
  try {
    const started = Array.from({ length: workers }, () => pool.start())
    ;[count] = await Promise.all([loadTokenCounter(folder), ...started])
  } catch (error) {
    await pool.close()
    throw error
  }

  const embedCounted: CountingEmbedder['embedCounted'] = async (kind, texts) => {
    const parts: Promise<Embedded>[] = []
    for (let at = 0; at < texts.length; at += TEXTS_PER_TASK) parts.push(pool.run(kind, texts.slice(at, at + TEXTS_PER_TASK)))
    const vectors: Float32Array[] = []
    let tokens = 0
    for (const part of await Promise.all(parts)) {
      for (const vector of part.vectors) {
        if (!isUnitVector(vector, manifest.dimensions)) {
          throw new IndexError('embedding_invalid', `expected unit vectors of ${manifest.dimensions} numbers`, 'check the model and its manifest')
        }
        vectors.push(vector)
      }
      tokens += part.tokens
    }
    return { vectors, tokens }
  }

  return {
    modelId: modelIdOf(manifest),
    dimensions: manifest.dimensions,
    embed: async (kind, texts) => (await embedCounted(kind, texts)).vectors,
    embedCounted,
    countTokens: text => count('passage', text),
    close: () => pool.close(),
  }
}

interface Embedded {
  vectors: Float32Array[]
  tokens: number
}
interface Waiting {
  task: EmbedTask
  tries: number
  resolve(result: Embedded): void
  reject(error: Error): void
}
interface Slot {
  child: ChildProcess
  ready: boolean
  underWay: Map<number, Waiting>
}

const failure = (message: string): IndexError => new IndexError('embedding_failed', message, 'start again')

class WorkerPool {
  readonly #folder: string
  readonly #slots = new Set<Slot>()
  readonly #queue: Waiting[] = []
  #nextId = 0
  #restarts = 0
  #broken: Error | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Resolves when the worker has loaded and checked its model. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawnModule(import.meta.url, 'worker', [this.#folder])
      const slot: Slot = { child, ready: false, underWay: new Map() }
      this.#slots.add(slot)
      const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS)
      child.on('message', (reply: EmbedReply) => {
        if (reply.type === 'ready') {
          clearTimeout(timer)
          slot.ready = true
          resolve()
        } else if (reply.type === 'failed') {
          reject(new IndexError((reply.code as IndexErrorCode | undefined) ?? 'embedding_failed', reply.message, 'restore the model folder'))
        } else {
          const waiting = slot.underWay.get(reply.id)
          slot.underWay.delete(reply.id)
          if (reply.type === 'done') waiting?.resolve({ vectors: reply.vectors, tokens: reply.tokens })
          else waiting?.reject(new IndexError('embedding_failed', reply.message, 'check the text and the model'))
        }
        this.#pump()
      })
      // a message to a process that has just died: its exit follows
      child.on('error', () => {})
      child.on('exit', (code, signal) => {
        clearTimeout(timer)
        this.#slots.delete(slot)
        reject(failure(`an embedding process ended before it was ready (${signal ?? code})`))
        this.#replace(slot, failure(`an embedding process ended (${signal ?? code})`))
      })
    })
  }

  run(kind: EmbedTask['kind'], texts: string[]): Promise<Embedded> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken)
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { task: { id: this.#nextId++, kind, texts }, tries: 0, resolve, reject }
      // a question does not wait behind an ingest
      if (kind === 'query') this.#queue.unshift(waiting)
      else this.#queue.push(waiting)
      this.#pump()
    })
  }

  async close(): Promise<void> {
    this.#fail(new IndexError('embedding_failed', 'the embedder is closed', 'open a new one'))
    await Promise.all(
      [...this.#slots].map(({ child }) => {
        const ended = new Promise(resolve => child.once('exit', resolve))
        child.kill('SIGKILL')
        return ended
      }),
    )
  }

  /** Gives tasks to the least busy workers. */
  #pump(): void {
    while (this.#queue.length > 0) {
      let best: Slot | undefined
      for (const slot of this.#slots) {
        if (slot.ready && slot.child.connected && slot.underWay.size < (best?.underWay.size ?? TASKS_AHEAD)) best = slot
      }
      const waiting = best === undefined ? undefined : this.#queue.shift()
      if (best === undefined || waiting === undefined) return
      best.underWay.set(waiting.task.id, waiting)
      best.child.send(waiting.task)
    }
  }

  /** After a crash: another worker takes the place, and the tasks under way are tried once more. */
  #replace(slot: Slot, reason: IndexError): void {
    if (this.#broken !== undefined) return
    for (const waiting of slot.underWay.values()) {
      waiting.tries += 1
      if (waiting.tries < MAX_TRIES) this.#queue.unshift(waiting)
      else waiting.reject(reason)
    }
    slot.underWay.clear()
    if (!slot.ready || this.#restarts >= MAX_RESTARTS) {
      if (this.#slots.size === 0) this.#fail(reason)
      return
    }
    this.#restarts += 1
    this.start().catch(() => {})
  }

  #fail(error: Error): void {
    this.#broken ??= error
    for (const slot of this.#slots) {
      for (const waiting of slot.underWay.values()) waiting.reject(error)
      slot.underWay.clear()
    }
    for (const waiting of this.#queue.splice(0)) waiting.reject(error)
  }
}
