/**
 * Rows asked for by their number: 任务分解表第57项, 目录的第53项.
 * In: a question with 第N项 and the documents it names. Out: the row's candidate range, or the word that there is none.
 */
import type { Block } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import { chineseNumber } from '../../../ingest/text/dates.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Corpus } from '../corpus.ts'
import { coverage } from '../match.ts'

export interface NumberedRow {
  number: number
  /** the row; undefined when the list has no such number */
  block?: Block
  /** highest number of that list */
  last: number
}

const ASKED = /第\s*(\d{1,3}|[一二三四五六七八九十百]{1,5})\s*(?:项|号任务|行|条任务|个任务|件)/

/** Undefined when no number is asked for or no document with a numbered table is named. */
export function numberedRow(corpus: Corpus, understanding: Understanding, documentIds: readonly string[]): NumberedRow | undefined {
  const match = ASKED.exec(understanding.question)
  if (match === null) return undefined
  const number = chineseNumber(match[1] ?? '')
  if (!Number.isInteger(number)) return undefined
  const lists = new Map<string, { rows: Map<number, Block>; score: number }>()
  for (const id of documentIds) {
    for (const block of corpus.reader.blocks(id)) {
      if (block.kind !== 'row' || block.tableId === undefined) continue
      const serial = serialOf(block)
      if (serial === undefined) continue
      const list = lists.get(block.tableId) ?? { rows: new Map<number, Block>(), score: coverage(understanding.words, normalise(block.path.join(' ')), normalise(corpus.reader.document(id)?.title ?? '')).total }
      list.rows.set(serial, block)
      lists.set(block.tableId, list)
    }
  }
  const best = [...lists.values()].sort((left, right) => right.score - left.score || right.rows.size - left.rows.size)[0]
  if (best === undefined) return undefined
  const block = best.rows.get(number)
  return { number, last: Math.max(...best.rows.keys()), ...(block === undefined ? {} : { block }) }
}

function serialOf(block: Block): number | undefined {
  const cell = block.cells?.find(one => /序\s*号|编号|项次/.test(one.column ?? ''))
  const value = Number((cell?.text ?? '').trim())
  return Number.isInteger(value) && value > 0 ? value : undefined
}
