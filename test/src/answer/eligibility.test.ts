/** Citizens' questions over an invented document: verdicts, who qualifies, how to apply. */
import { describe, expect, it } from 'vitest'
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Candidate } from '../../../src/answer/candidates.ts'
import { composeEligibility } from '../../../src/answer/compose/eligibility.ts'
import { Corpus } from '../../../src/answer/corpus.ts'
import type { Draft } from '../../../src/answer/draft.ts'
import { coverage } from '../../../src/answer/match.ts'
import { understand } from '../../../src/understand/question.ts'
import { givenGazette, memoryReader, type GivenDocument } from '../../helpers/memory-reader.ts'

const HOUSING: GivenDocument = {
  title: '关于印发《青桐县公共租赁住房管理办法》的通知',
  docNumber: '青政办发〔2024〕7号',
  region: '青桐县',
  lines: [
    '第六条 申请公租房，应当同时符合下列条件：',
    '（一）申请人年满18周岁；',
    '（二）家庭人均年收入低于28000元；',
    '（三）家庭在县城规划区内无自有住房。',
    '第七条 外来务工人员申请公租房，家庭人均年收入低于32000元。',
    '第八条 有下列情形之一的，不得申请公租房：',
    '（一）正在享受其他住房保障政策的；',
    '（二）隐瞒家庭财产的。',
    '第九条 申请公租房，由申请人向居住地社区居民委员会提出书面申请，并提交下列材料：',
    '（一）公租房申请审批表；',
    '（二）收入证明。',
    '第十条 政策咨询电话：0999-5550417。',
  ],
  facts: [
    { kind: 'condition', line: 1, subject: '公租房', polarity: 'includes', text: '申请人年满18周岁', among: 'all', rule: 'condition.list.requirement' },
    { kind: 'condition', line: 2, subject: '公租房', polarity: 'includes', text: '家庭人均年收入低于28000元', among: 'all', rule: 'condition.list.requirement' },
    { kind: 'condition', line: 3, subject: '公租房', polarity: 'includes', text: '家庭在县城规划区内无自有住房', among: 'all', rule: 'condition.list.requirement' },
    { kind: 'condition', line: 4, subject: '公租房', polarity: 'includes', text: '外来务工人员申请公租房，家庭人均年收入低于32000元', rule: 'condition.applicant' },
    { kind: 'condition', line: 6, subject: '公租房', polarity: 'excludes', text: '正在享受其他住房保障政策的', among: 'any', rule: 'condition.list.exclusion' },
    { kind: 'condition', line: 7, subject: '公租房', polarity: 'excludes', text: '隐瞒家庭财产的', among: 'any', rule: 'condition.list.exclusion' },
    { kind: 'papers', line: 9, purpose: '公租房', papers: ['公租房申请审批表'] },
    { kind: 'papers', line: 10, purpose: '公租房', papers: ['收入证明'] },
    { kind: 'contact', line: 11, unit: '', purpose: '政策咨询', phones: ['0999-5550417'] },
  ],
}

const corpus = new Corpus(memoryReader([givenGazette('a.txt', [HOUSING])]))

function ask(question: string): Draft | undefined {
  const understanding = understand(question, { regions: ['青桐县'], documents: corpus.documents, passageCount: 1000, documentFrequency: () => 4 })
  const document = corpus.documents[0]!
  const candidates: Candidate[] = corpus.reader.blocks(document.id).map(block => {
    const key = normalise(block.text)
    const covered = coverage(understanding.words, key, normalise(document.title))
    return { document, block, range: [0, block.text.length] as [number, number], text: block.text, key, context: '', heading: '', own: covered.own, total: covered.total, semantic: 0.6, retrieved: 1, values: 0, score: 0.3 + covered.total }
  })
  return composeEligibility(corpus, understanding, candidates.sort((left, right) => right.score - left.score))
}

const said = (draft: Draft | undefined): string => draft === undefined ? '' : (draft.lead ?? '') + draft.statements.map(one => one.text).join('|') + (draft.tail ?? '')

describe('eligibility', () => {
  it('a number outside a bound is told first, with the rule for others that it would fit', () => {
    expect(said(ask('我17岁，能申请公租房吗？'))).toMatch(/^不符合这一条件：申请人年满18周岁/)
    expect(said(ask('我家人均年收入3万元，能申请公租房吗？'))).toMatch(/^不符合这一条件：家庭人均年收入低于28000元；?\|外来务工人员申请公租房/)
  })
  it('a number inside one of several bounds promises nothing', () => {
    const text = said(ask('我家人均年收入2万元，能申请公租房吗？'))
    expect(text).toMatch(/^所说情况符合这一条件：家庭人均年收入低于28000元/)
    expect(text).toMatch(/还须符合其他条件，以主管部门审核为准。$/)
  })
  it('an exclusion that the question tells forbids, one that it denies does not', () => {
    expect(said(ask('我正在享受其他住房保障政策，还能申请公租房吗？'))).toBe('不能：有下列情形之一的，不得申请公租房：正在享受其他住房保障政策的')
    expect(said(ask('我没有享受其他住房保障政策，能申请公租房吗？'))).not.toContain('不能')
  })
  it('who may: all conditions that stand together, then who may not', () => {
    const text = said(ask('谁能申请公租房？'))
    expect(text).toMatch(/^须同时符合：申请人年满18周岁/)
    expect(text).toContain('无自有住房')
    expect(text).toContain('不得申请公租房：正在享受其他住房保障政策的')
  })
  it('how to apply: where, all papers, whom to ask, each with its proof', () => {
    const draft = ask('公租房怎么申请？')
    expect(said(draft)).toBe('申请公租房，由申请人向居住地社区居民委员会提出书面申请|材料：公租房申请审批表、收入证明|政策咨询电话：0999-5550417。')
    expect(draft?.statements.every(one => one.proofs.length > 0)).toBe(true)
  })
  it('leaves other questions to other composers', () => {
    expect(ask('公租房由哪个单位负责？')).toBeUndefined()
    expect(ask('能申请公租房吗？')).toBeUndefined()
    expect(ask('公租房管理办法还有效吗？')).toBeUndefined()
  })
})
