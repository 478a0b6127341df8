/**
 * Ratings of answers, one JSON object a line in DATA/feedback.jsonl. Ingest never touches this file.
 *
 *   {"at":"2024-05-06T07:08:09.000Z","answer":"a1b2","rating":"down","comment":"文号不对"}
 */
import { appendFile, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '../errors.ts'

export interface Feedback {
  answer: string
  rating: 'up' | 'down'
  comment?: string
}

export interface FeedbackStore {
  /** Resolves when the line is written. @throws CodedError `feedback_full`, or an error of the file system */
  add(feedback: Feedback): Promise<void>
  /** waits for what is being written */
  close(): Promise<void>
}

export function openFeedbackStore(dataDir: string, maxBytes: number, clock: () => Date = () => new Date()): FeedbackStore {
  const file = path.join(dataDir, 'feedback.jsonl')
  let last: Promise<void> = Promise.resolve()
  const write = async (line: string) => {
    await mkdir(dataDir, { recursive: true })
    const size = await stat(file).then((found) => found.size, () => 0)
    if (size + Buffer.byteLength(line) > maxBytes) throw new CodedError('feedback_full')
    await appendFile(file, line, 'utf8')
  }
  return {
    add(feedback) {
      const { answer, rating, comment } = feedback
      const line = `${JSON.stringify({ at: clock().toISOString(), answer, rating, ...(comment ? { comment } : {}) })}\n`
      // one after the other, so that lines never mix; one failure does not stop the next
      const turn = last.then(() => write(line))
      last = turn.catch(() => {})
      return turn
    },
    close: () => last,
  }
}
