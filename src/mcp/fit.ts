/**
 * Cuts results to what a model can take in. In: items, where to begin, how many. Out: as many of them as fit, and a sentence
 * that says what was left out and how to get it. Nothing is cut silently, and no item is cut in the middle.
 */

/** Characters of one result as JSON; the same content stands in its text once more. */
export const MAX_RESULT_CHARS = 40_000

export interface Fitted<T> {
  items: T[]
  total: number
  nextOffset?: number
  note?: string
}

/** At least one item, however long it is: without it the caller could not get past it. */
export function fit<T>(all: readonly T[], { offset, limit, unit }: { offset: number; limit: number; unit: string }, maxChars = MAX_RESULT_CHARS): Fitted<T> {
  const items: T[] = []
  let chars = 0
  for (const item of all.slice(offset, offset + limit)) {
    chars += JSON.stringify(item).length
    if (items.length > 0 && chars > maxChars) break
    items.push(item)
  }
  const next = offset + items.length
  const total = all.length
  if (next >= total) return { items, total, ...(offset >= total && total > 0 ? { note: `共 ${total} ${unit}，offset=${offset} 已超出。` } : {}) }
  const note = `结果没有给全：共 ${total} ${unit}，这里是第 ${offset + 1} 至 ${next} ${unit}；用 offset=${next} 取后面的，或缩小范围。`
  return { items, total, nextOffset: next, note }
}
