/** Drafts of several parts in one: what is missing is named, what is said twice is said once. */
import { describe, expect, it } from 'vitest'
import type { Block } from '../../../ingest/types.ts'
import { NOTHING, type Draft, type Statement } from '../../../src/answer/draft.ts'
import type { ValueKind } from '../../../src/understand/expectation.ts'
import { joinParts } from '../../../src/answer/parts.ts'
import { corpusOf, document } from '../../helpers/asked.ts'

const LINE = '本办法自2024年5月1日起施行，有效期五年。'
const corpus = corpusOf([document([LINE, '县农业局牵头，电话0999-5550123。', '1\t农贸市场\t300万元\t3家'])], ['序号', '名称', '投资', '数量'])
const [given] = corpus.documents
if (given === undefined) throw new Error('expected a document')
const blocks = corpus.reader.blocks(given.id)

function statement(at: number, from: number, to: number, text?: string): Statement {
  const block = blocks[at] as Block
  return { text: text ?? block.text.slice(from, to), proofs: [{ document: given as typeof corpus.documents[number], block, range: [from, to] }] }
}
const draft = (...statements: Statement[]): Draft => ({ outcome: 'answered', statements, notices: [], confidence: 0.8 })
const part = (one: Draft, asksValue = true, name = '甲？') => ({ part: name, draft: one, asksValue })

describe('joined parts', () => {
  it('one part is itself', () => {
    const only = draft(statement(0, 0, 15))
    expect(joinParts([part(only)])).toBe(only)
  })
  it('nothing at all', () => {
    expect(joinParts([])).toBe(NOTHING)
    expect(joinParts([part(NOTHING), part(NOTHING)]).outcome).toBe('no_evidence')
  })
  it('a missing part is named', () => {
    const joined = joinParts([part(draft(statement(0, 0, 15))), part(NOTHING, true, '由哪个局牵头？')])
    expect(joined.outcome).toBe('partial')
    expect(joined.tail).toContain('“由哪个局牵头”')
  })
  it('text near the thing asked does not stand in for the missing part', () => {
    expect(joinParts([part(draft(statement(0, 0, 15)), false), part(NOTHING)]).statements).toEqual([])
  })
})

describe('a wider telling', () => {
  it('takes the place of the narrow one when it brings what its part asks for', () => {
    const narrow = { ...part(draft(statement(1, 7, 21))), expectations: new Set<ValueKind>(['phone']) }
    const wide = { ...part(draft({ ...statement(1, 0, 21), text: `举报奖励200元。${blocks[1]?.text.slice(7, 21) ?? ''}` })), expectations: new Set<ValueKind>(['money']) }
    expect(joinParts([narrow, wide]).statements.map(one => one.text)).toEqual([wide.draft.statements[0]?.text])
  })
})

describe('the same said twice', () => {
  it('a longer statement of the same sentence stands for the shorter', () => {
    const joined = joinParts([part(draft(statement(0, 0, 15))), part(draft(statement(0, 0, LINE.length)))])
    expect(joined.statements.map(one => one.text)).toEqual([LINE])
  })
  it('the shorter one behind it is left out', () => {
    const joined = joinParts([part(draft(statement(0, 0, LINE.length))), part(draft(statement(0, 0, 15)))])
    expect(joined.statements.map(one => one.text)).toEqual([LINE])
  })
  it('other words stay beside it', () => {
    const joined = joinParts([part(draft(statement(0, 0, 15))), part(draft(statement(1, 0, 6)))])
    expect(joined.statements).toHaveLength(2)
  })
  it('a row is shown again for another value, and not when its numbers are there', () => {
    const size = blocks[2]?.text.length ?? 0
    expect(joinParts([part(draft(statement(2, 0, size, '投资：300万元'))), part(draft(statement(2, 0, size, '数量：3家')))]).statements).toHaveLength(1)
    expect(joinParts([part(draft(statement(2, 0, size, '数量：3家'))), part(draft(statement(2, 0, size, '投资：400万元')))]).statements).toHaveLength(2)
  })
})
