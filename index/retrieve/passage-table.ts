/**
 * What the search keeps in memory of every passage: key, document, a number for its text, its vector. One slot a passage.
 */
import type { GazetteDocument } from '../../ingest/types.ts'
import type { StoreReader } from '../store/read.ts'
import type { SearchFilter } from '../types.ts'
import { slotOf } from '../vectors/hnsw.ts'
import type { VectorMatrix } from '../vectors/types.ts'

export class PassageTable {
  /** passage keys, ascending */
  readonly keys: Float64Array
  /** position of the passage's document in `documents` */
  readonly documentOf: Int32Array
  /** passages with the same normalised text have the same number */
  readonly textOf: Int32Array
  readonly matrix: VectorMatrix
  readonly embedded: number
  readonly documents: readonly GazetteDocument[]
  readonly #years: ReadonlyMap<string, number | undefined>
  readonly #regions: ReadonlyMap<string, string | undefined>

  constructor(store: StoreReader, dimensions: number) {
    this.documents = store.documents()
    const gazettes = new Map(store.sources().map(source => [source.gazette.id, source.gazette]))
    this.#years = new Map([...gazettes].map(([id, gazette]) => [id, gazette.year]))
    this.#regions = new Map([...gazettes].map(([id, gazette]) => [id, gazette.region]))
    const count = store.count('passages')
    this.keys = new Float64Array(count)
    this.documentOf = new Int32Array(count)
    this.textOf = new Int32Array(count)
    const numbers = new Float32Array(count * dimensions)
    const present = new Uint8Array(count)
    const documentSlots = new Map(this.documents.map((document, slot) => [store.documentKey(document.id) ?? -1, slot]))
    const texts = new Map<string, number>()
    let slot = 0
    let embedded = 0
    for (const row of store.passageRows()) {
      this.keys[slot] = row.key
      this.documentOf[slot] = documentSlots.get(row.documentKey) ?? -1
      const hash = row.textHash.toString('latin1')
      const text = texts.get(hash) ?? texts.size
      texts.set(hash, text)
      this.textOf[slot] = text
      if (row.vector !== undefined && row.vector.length === dimensions && dimensions > 0) {
        numbers.set(row.vector, slot * dimensions)
        present[slot] = 1
        embedded += 1
      }
      slot += 1
    }
    this.embedded = embedded
    this.matrix = { dimensions, count, numbers, present }
  }

  get count(): number {
    return this.keys.length
  }

  slotOfKey(key: number): number {
    return slotOf(this.keys, key)
  }

  /** Mask of the slots a filter allows; undefined when it allows all. */
  allowed(filter: SearchFilter | undefined): Uint8Array | undefined {
    const regions = filter?.regions === undefined || filter.regions.length === 0 ? undefined : new Set(filter.regions)
    const years = filter?.years === undefined || filter.years.length === 0 ? undefined : new Set(filter.years)
    const ids = filter?.documentIds === undefined ? undefined : new Set(filter.documentIds)
    if (regions === undefined && years === undefined && ids === undefined) return undefined
    const documents = this.documents.map(document => {
      const region = document.region ?? this.#regions.get(document.gazetteId)
      if (regions !== undefined && (region === undefined || !regions.has(region))) return 0
      if (ids !== undefined && !ids.has(document.id)) return 0
      if (years === undefined) return 1
      const printed = document.date === undefined ? undefined : Number(document.date.slice(0, 4))
      const issued = this.#years.get(document.gazetteId)
      return (printed !== undefined && years.has(printed)) || (issued !== undefined && years.has(issued)) ? 1 : 0
    })
    const mask = new Uint8Array(this.count)
    for (let slot = 0; slot < mask.length; slot++) mask[slot] = documents[this.documentOf[slot] as number] ?? 0
    return mask
  }
}
