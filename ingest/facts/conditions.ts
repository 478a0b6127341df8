/**
 * Conditions: whom a rule covers and whom it leaves out.
 *
 * In: the blocks of a document. Out: one fact for each condition, item of a list or table cell, word for word.
 * The families stand in files of their own:
 *
 *   condition-lists.ts     应当符合下列条件：（一）…   有下列情形之一的，不予受理：1.…   二、补贴对象 with items below
 *   condition-clauses.ts   本办法适用于…   补贴对象为…   除…外，一律…   …的，不得申请…
 *   condition-tables.ts    rows with a column 申请条件, 补贴对象, 适用范围
 */
import { conditionsInClauses } from './condition-clauses.ts'
import { conditionsInLists } from './condition-lists.ts'
import { conditionsInTables } from './condition-tables.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'

/** Conditions of a document; a clause that already is an item of a list is not read again. */
export function conditionFacts(input: DocumentBlocks): DraftOf<'condition'>[] {
  const lists = conditionsInLists(input)
  const taken = new Map<string, { start: number; end: number }[]>()
  for (const { evidence } of lists) {
    const ranges = taken.get(evidence.blockId)
    if (ranges === undefined) taken.set(evidence.blockId, [evidence])
    else ranges.push(evidence)
  }
  const clauses = conditionsInClauses(input).filter(
    ({ evidence }) =>
      !(taken.get(evidence.blockId) ?? []).some(range => evidence.start < range.end && evidence.end > range.start),
  )
  return [...lists, ...clauses, ...conditionsInTables(input)]
}
