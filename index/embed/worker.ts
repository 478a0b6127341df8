/**
 * Child process of the local embedder. In: the model folder as argument, then tasks { id, kind, texts }. Out: { ready } or
 * { failed }, then { id, vectors, tokens } or { id, error } for each task. One model, one thread, one text at a time.
 * It ends when its parent does or closes the channel.
 */
import { reasonOf } from '../errors.ts'
import { loadEncoder } from './transformers.ts'
import type { PassageEncoder } from './transformers.ts'

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

const send = (reply: EmbedReply): void => {
  if (process.connected) process.send?.(reply)
}

/** Does one task; never rejects. */
async function answer(encoder: PassageEncoder, task: EmbedTask): Promise<void> {
  try {
    const vectors: Float32Array[] = []
    let tokens = 0
    for (const text of task.texts) {
      const encoded = await encoder.encode(task.kind, text)
      vectors.push(encoded.vector)
      tokens += encoded.tokens
    }
    send({ type: 'done', id: task.id, vectors, tokens })
  } catch (error) {
    send({ type: 'error', id: task.id, message: reasonOf(error) })
  }
}

async function serve(folder: string): Promise<void> {
  // Ctrl-C reaches the whole group: the parent decides when to end
  process.on('SIGINT', () => {})
  process.on('disconnect', () => process.exit(0))
  try {
    const encoder = await loadEncoder(folder)
    let last = Promise.resolve()
    process.on('message', (task: EmbedTask) => {
      last = last.then(() => answer(encoder, task))
    })
    send({ type: 'ready' })
  } catch (error) {
    send({ type: 'failed', code: (error as { code?: string }).code, message: reasonOf(error) })
    process.disconnect?.()
  }
}

if (process.send !== undefined) await serve(process.argv[2] ?? '')
