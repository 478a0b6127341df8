/**
 * Worker thread of the local embedder. In: { folder } as workerData, then tasks { id, kind, texts }. Out: { ready } or
 * { failed }, then { id, vectors, tokens } or { id, error } for each task. One model, one thread, one text at a time.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { reasonOf } from '../errors.ts'
import { loadEncoder } from './transformers.ts'

export interface EmbedTask {
  id: number
  kind: 'query' | 'passage'
  texts: string[]
}
export type EmbedReply =
  | { type: 'ready' }
  | { type: 'failed'; code: string | undefined; message: string }
  | { type: 'done'; id: number; vectors: Float32Array[]; tokens: number }
  | { type: 'error'; id: number; message: string }

const port = parentPort
const { folder } = workerData as { folder: string }

if (port !== null) {
  const send = (reply: EmbedReply, transfer: ArrayBuffer[] = []): void => port.postMessage(reply, transfer)
  try {
    const encoder = await loadEncoder(folder)
    port.on('message', (task: EmbedTask) => {
      void (async () => {
        try {
          const vectors: Float32Array[] = []
          let tokens = 0
          for (const text of task.texts) {
            const encoded = await encoder.encode(task.kind, text)
            vectors.push(encoded.vector)
            tokens += encoded.tokens
          }
          send({ type: 'done', id: task.id, vectors, tokens }, vectors.map(vector => vector.buffer as ArrayBuffer))
        } catch (error) {
          send({ type: 'error', id: task.id, message: reasonOf(error) })
        }
      })()
    })
    send({ type: 'ready' })
  } catch (error) {
    send({ type: 'failed', code: (error as { code?: string }).code, message: reasonOf(error) })
  }
}
