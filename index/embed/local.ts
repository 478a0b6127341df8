/**
 * Embedder over a model folder: a pool of worker threads with one model and one thread each, so that neither ingest nor a
 * query blocks the caller's event loop. Texts are embedded one by one, so vectors do not depend on the number of workers.
 */
import os from 'node:os'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { IndexError } from '../errors.ts'
import type { IndexErrorCode } from '../errors.ts'
import type { CountingEmbedder, EmbedderSource } from './embedder.ts'
import { checkModelFiles, modelIdOf, readModelManifest } from './model-manifest.ts'
import { spawnWorker } from './spawn.ts'
import { loadTokenCounter } from './transformers.ts'
import { isUnitVector } from './vector-check.ts'
import type { EmbedReply, EmbedTask } from './worker.ts'

export interface LocalEmbedderOptions {
  /** absolute path of the model folder */
  folder: string
  /** worker threads; default: all cores */
  workers?: number
}

/** Texts in one message to a worker: enough to keep it busy, few enough to share the work evenly. */
const TEXTS_PER_TASK = 8
/** Tasks handed to one worker ahead of its replies. */
const TASKS_AHEAD = 2
const START_TIMEOUT_MS = 60_000

/** What a model is, without starting it: reading a manifest takes a millisecond, loading weights a second. */
export function localModel(options: LocalEmbedderOptions): EmbedderSource {
  const manifest = readModelManifest(path.resolve(options.folder))
  return { modelId: modelIdOf(manifest), dimensions: manifest.dimensions, open: () => openLocalEmbedder(options) }
}

interface Waiting {
  task: EmbedTask
  resolve(result: { vectors: Float32Array[]; tokens: number }): void
  reject(error: Error): void
}
interface Slot {
  worker: Worker
  underWay: Map<number, Waiting>
}

/**
 * Checks the folder against its manifest (sums, golden tokens, golden vectors), starts the workers and resolves when all
 * are ready. Errors: `model_missing`, `model_corrupt`.
 */
export async function openLocalEmbedder(options: LocalEmbedderOptions): Promise<CountingEmbedder> {
  const folder = path.resolve(options.folder)
  const manifest = readModelManifest(folder)
  checkModelFiles(folder, manifest)
  const modelId = modelIdOf(manifest)
  const slots: Slot[] = []
  const queue: Waiting[] = []
  let nextId = 0
  let closed = false
  let broken: Error | undefined

  const pump = (): void => {
    for (;;) {
      const waiting = queue[0]
      const slot = slots.reduce<Slot | undefined>((best, one) => (best === undefined || one.underWay.size < best.underWay.size ? one : best), undefined)
      if (waiting === undefined || slot === undefined || slot.underWay.size >= TASKS_AHEAD) return
      queue.shift()
      slot.underWay.set(waiting.task.id, waiting)
      slot.worker.postMessage(waiting.task)
    }
  }

  const failAll = (error: Error): void => {
    broken ??= error
    for (const slot of slots) {
      for (const waiting of slot.underWay.values()) waiting.reject(error)
      slot.underWay.clear()
    }
    for (const waiting of queue.splice(0)) waiting.reject(error)
  }

  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = spawnWorker(import.meta.url, 'worker', { folder })
      const slot: Slot = { worker, underWay: new Map() }
      slots.push(slot)
      const timer = setTimeout(() => reject(new IndexError('embedding_failed', `expected the model to load within ${START_TIMEOUT_MS} ms`, 'check the load of the machine')), START_TIMEOUT_MS)
      worker.on('message', (reply: EmbedReply) => {
        if (reply.type === 'ready') {
          clearTimeout(timer)
          resolve()
        } else if (reply.type === 'failed') {
          clearTimeout(timer)
          reject(new IndexError((reply.code as IndexErrorCode | undefined) ?? 'embedding_failed', reply.message, 'restore the model folder'))
        } else {
          const waiting = slot.underWay.get(reply.id)
          slot.underWay.delete(reply.id)
          if (reply.type === 'done') waiting?.resolve(reply)
          else waiting?.reject(new IndexError('embedding_failed', reply.message, 'check the text and the model'))
          pump()
        }
      })
      worker.on('error', error => {
        clearTimeout(timer)
        const failure = new IndexError('embedding_failed', `an embedding worker ended: ${error.message}`, 'start again', error)
        reject(failure)
        failAll(failure)
      })
      worker.on('exit', () => {
        if (!closed) failAll(new IndexError('embedding_failed', 'an embedding worker ended', 'start again'))
      })
    })

  const close = async (): Promise<void> => {
    closed = true
    failAll(new IndexError('embedding_failed', 'the embedder is closed', 'open a new one'))
    await Promise.all(slots.map(slot => slot.worker.terminate()))
  }

  let count: (kind: 'query' | 'passage', text: string) => number
  try {
    const workers = Math.max(1, Math.floor(options.workers ?? os.availableParallelism()))
    const results = await Promise.all([loadTokenCounter(folder), ...Array.from({ length: workers }, start)])
    count = results[0]
  } catch (error) {
    await close()
    throw error
  }

  const embedCounted = async (kind: 'query' | 'passage', texts: string[]): Promise<{ vectors: Float32Array[]; tokens: number }> => {
    if (broken !== undefined) throw broken
    const parts: Promise<{ vectors: Float32Array[]; tokens: number }>[] = []
    for (let at = 0; at < texts.length; at += TEXTS_PER_TASK) {
      const task: EmbedTask = { id: nextId++, kind, texts: texts.slice(at, at + TEXTS_PER_TASK) }
      parts.push(new Promise((resolve, reject) => (kind === 'query' ? queue.unshift({ task, resolve, reject }) : queue.push({ task, resolve, reject }))))
    }
    pump()
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
    modelId,
    dimensions: manifest.dimensions,
    embed: async (kind, texts) => (await embedCounted(kind, texts)).vectors,
    embedCounted,
    countTokens: text => count('passage', text),
    close,
  }
}
