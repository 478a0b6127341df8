/** Notes under a table and the rows they speak of; figures whose unit stands above the table. Invented. */
import { describe, expect, it } from 'vitest'
import { parseGazette } from '../../../ingest/parse.ts'
import { lineStartsOf } from '../../../ingest/text/lines.ts'
import type { Block, SourceText } from '../../../ingest/types.ts'
import { Corpus } from '../../../src/answer/corpus.ts'
import type { Draft } from '../../../src/answer/draft.ts'
import { measuredText, unitAbove } from '../../../src/answer/measures.ts'
import { noteText, notesOfRow, withNotes } from '../../../src/answer/notes.ts'
import { memoryReader } from '../../helpers/memory-reader.ts'

function corpusOf(...body: string[]): { corpus: Corpus; rows: Block[]; row: (word: string) => Block } {
  const text = ['青桐县人民政府关于公布年度任务的通知', '青政发〔2024〕5号', '', '各乡镇人民政府：', '现将任务公布如下：', '', ...body].join('\n').replaceAll('⇥', '\t')
  const source: SourceText = { file: 'a.txt', text, lineStarts: lineStartsOf(text), encoding: 'utf-8', sha256: '' }
  const parsed = parseGazette(source, {})
  const rows = parsed.blocks.filter(block => block.kind === 'row')
  const row = (word: string): Block => {
    const found = rows.find(one => one.text.includes(word))
    if (found === undefined) throw new Error(`expected a row with ${word}`)
    return found
  }
  return { corpus: new Corpus(memoryReader([{ ...parsed, source }])), rows, row }
}

const TASKS = ['序号⇥任务⇥牵头领导⇥牵头单位⇥时限', '1⇥路面修补⇥李明⇥县交通运输局⇥6月底', '2⇥排水改造⇥⇥县住建局⇥7月底', '3⇥河道清淤⇥王芳⇥县水利局⇥8月底', '4⇥桥梁加固⇥王芳⇥县交通运输局⇥9月底']
const STATIONS = ['水库名称⇥所在地⇥巡查责任人⇥联系电话', '白石水库⇥石桥镇⇥李明⇥6650011', '青龙水库⇥石桥镇⇥王芳⇥', '龙水库⇥河口镇⇥周明⇥6650033']

describe('clauses and rows', () => {
  it('by number', () => {
    const { corpus, row } = corpusOf(...TASKS, '', '注：第2项牵头领导为周明；第3项时限延至10月15日；第1、4项每季度报送。')
    expect(noteText(corpus, row('排水'))).toBe('第2项牵头领导为周明')
    expect(noteText(corpus, row('清淤'))).toBe('第3项时限延至10月15日')
    expect([row('路面'), row('桥梁')].map(one => noteText(corpus, one))).toEqual(['第1、4项每季度报送', '第1、4项每季度报送'])
  })
  it('a range of numbers', () => {
    const { corpus, rows } = corpusOf(...TASKS, '', '注：第2至4项由县政府督查室督办。')
    expect(rows.map(one => notesOfRow(corpus, one).length)).toEqual([0, 1, 1, 1])
  })
  it('by name, the longest one, with the value that 同 points to', () => {
    const { corpus, row } = corpusOf(...STATIONS, '', '注：青龙水库联系电话同白石水库。')
    expect(noteText(corpus, row('青龙'))).toBe('青龙水库联系电话同白石水库（白石水库：联系电话：6650011）')
    expect(notesOfRow(corpus, row('青龙'))[0]?.proofs).toHaveLength(2)
    expect([row('白石'), row('周明')].map(one => noteText(corpus, one))).toEqual(['', ''])
  })
  it('by a mark', () => {
    const { corpus, row } = corpusOf('学校⇥计划班数⇥学区', '第一小学⇥6⇥文昌路以西', '第二小学＊⇥8⇥文昌路以东', '', '＊表示今年有调整。')
    expect([row('第一'), row('第二')].map(one => noteText(corpus, one))).toEqual(['', '＊表示今年有调整'])
  })
  it.each(['注：本表由县政府办公室负责解释。', '以上任务第2项最重要。', '注：2024年第2季度起执行。'])('%s names no row', note => {
    const { corpus, rows } = corpusOf(...TASKS, '', note)
    expect(rows.map(one => noteText(corpus, one)).join('')).toBe('')
  })
})

describe('behind a statement', () => {
  const { corpus, row } = corpusOf(...TASKS, '', '注：第2项牵头领导为周明。')
  const draft = (block: Block, text = block.text): Draft => ({ outcome: 'answered', statements: [{ text, proofs: [{ document: corpus.documents[0] as Corpus['documents'][number], block, range: [0, block.text.length] }] }], notices: [], confidence: 1 })
  it('the clause is said and proved', () => {
    const [statement] = withNotes(corpus, draft(row('排水'), '任务：排水改造。')).statements
    expect(statement?.text).toBe('任务：排水改造；注：第2项牵头领导为周明')
    expect(statement?.proofs).toHaveLength(2)
  })
  it('not twice, and not for other rows', () => {
    const said = draft(row('排水'), '排水改造，第2项牵头领导为周明')
    expect(withNotes(corpus, said)).toBe(said)
    const other = draft(row('路面'))
    expect(withNotes(corpus, other)).toBe(other)
  })
})

describe('units above', () => {
  it('the column says it', () => {
    const { corpus, row } = corpusOf('船长（米）⇥钢质（万元/艘）', '12以上不足18⇥16', '18以上不足24⇥32')
    expect(measuredText(corpus, row('24'))).toBe('18米以上不足24米 32万元/艘')
  })
  it('the line above the table says it', () => {
    const { corpus, row } = corpusOf('单位：元/立方米', '类别⇥年用水量⇥户数⇥到户价', '第一阶梯⇥150立方米以下⇥21⇥3.30', '第二阶梯⇥240立方米以下⇥35⇥4.48')
    expect(unitAbove(corpus, row('第二'))?.unit).toBe('元/立方米')
    expect(measuredText(corpus, row('第二'))).toBe('4.48元/立方米')
  })
  it('two units above fit no cell', () => {
    const { corpus, row } = corpusOf('单位：万亩、万吨', '乡镇⇥面积⇥产量', '青石镇⇥9.5⇥4.0', '石桥镇⇥8.5⇥3.0')
    expect(measuredText(corpus, row('石桥'))).toBe('')
  })
})
