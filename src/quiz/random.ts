/**
 * Reproducible chance: numbers that follow from a seed, and hashes of texts. The same seed gives the same questions in the
 * same order on every machine.
 */

/** FNV-1a, 32 bits, over UTF-16 code units. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  // a last mix: texts that differ in one character only must not stay neighbours
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** Numbers from 0 to below 1 that follow from the seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A new array in an order that follows from the random numbers (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const out = [...items]
  for (let at = out.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const moved = out[at] as T
    out[at] = out[other] as T
    out[other] = moved
  }
  return out
}

/** A new array in an order that follows from a name alone, whatever order it came in. */
export function orderedByHash<T>(items: readonly T[], name: string, textOf: (item: T) => string): T[] {
  return items
    .map(item => ({ item, rank: hashOf(`${name}\u0000${textOf(item)}`) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item)
}
