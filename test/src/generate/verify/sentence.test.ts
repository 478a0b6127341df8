/** Sentences by hand: each line is what a model could say about a small gazette, and what becomes of it. */
import { describe, expect, it } from 'vitest'
import { Corpus } from '../../../../src/answer/corpus.ts'
import { finish } from '../../../../src/answer/finish.ts'
import { evidenceItem, type EvidenceItem } from '../../../../src/generate/evidence.ts'
import { SENTENCE_MAX_CHARS, verifySentence } from '../../../../src/generate/verify/sentence.ts'
import { givenGazette, memoryReader } from '../../../helpers/memory-reader.ts'

const AS_OF = '2024-12-01'
const lines = [
  '一、补贴标准。早稻每亩补贴100元，晚稻每亩补贴150元。',
  '二、申报。种植户应当于2024年5月31日前向村民委员会申报，逾期不予受理；享受其他补贴的，不得重复申报。',
  '三、整治黑臭水体。年底前完成12处。（牵头单位：县水利局；配合单位：县住建局、县财政局）',
  '四、改造农贸市场3家。（牵头单位：县商务局；配合单位：县市场监管局）',
  '五、年满60周岁的农民可以直接参加，村干部除外。',
  '六、启动Ⅲ级应急响应后，由县应急管理局局长到现场指挥。',
  '七、本办法自2024年9月1日起施行，有效期五年。《青桐县旧办法》（青政发〔2019〕3号）同时废止。',
  '新建公厕\t10座\t县城管局\t青石镇',
  '改造公厕\t6座\t县住建局\t云脚镇',
  '八、封顶。单户不超过3万元。',
]
const duty = (line: number, task: string, lead: string[], supporting: string[]) => ({ kind: 'duty' as const, line, task, context: '', lead, supporting, responsible: [], persons: [] })
const parsed = givenGazette('a.txt', [{
  title: '青桐县双季稻补贴办法', docNumber: '青政发〔2024〕9号', region: '青桐县', lines,
  facts: [
    duty(2, '整治黑臭水体', ['县水利局'], ['县住建局', '县财政局']),
    duty(3, '改造农贸市场3家', ['县商务局'], ['县市场监管局']),
    duty(7, '新建公厕', ['县城管局'], []),
    duty(8, '改造公厕', ['县住建局'], []),
    { kind: 'validity', line: 6, aspect: 'term', effectiveFrom: '2024-09-01', expiresOn: '2029-08-31' },
  ],
}], ['项目', '任务', '牵头单位', '地点'])
const corpus = new Corpus(memoryReader([parsed]))
const document = corpus.documents[0]
if (document === undefined) throw new Error('expected a document')
const pack: EvidenceItem[] = corpus.reader.blocks(document.id).map((block, index) => evidenceItem(corpus, index + 1, document, block, AS_OF))
const check = (sentence: string, question = '补贴多少'): ReturnType<typeof verifySentence> => verifySentence(sentence, pack, { question, corpus, asOf: AS_OF })

describe('passes', () => {
  it.each([
    '晚稻每亩补贴150元[1]。',
    '早稻每亩补贴100元，晚稻每亩补贴150元[1]。',
    '晚稻每亩补贴一百五十元[1]。',
    '晚稻每亩补贴150元，早稻每亩补贴100元[1]。',
    '单户不超过30000元[10]。',
    '**根据公报**，单户最高3万元[10]。',
    '根据《青桐县双季稻补贴办法》（青政发〔2024〕9号）规定，晚稻每亩补贴150元[1]。',
    '种植户应当于2024年5月31日前向村民委员会申报[2]。',
    '享受其他补贴的不得重复申报[2]。',
    '整治黑臭水体由县水利局牵头，县住建局、县财政局配合[3]。',
    '整治黑臭水体的牵头单位是县水利局，配合单位是县住建局和县财政局[3]。',
    '改造农贸市场3家，牵头单位是县商务局[4]。',
    '年满60周岁的农民可以直接参加，村干部除外[5]。',
    '启动三级应急响应后，由县应急管理局局长到现场指挥[6]。',
    '本办法自2024年9月1日起施行，有效期5年[7]。',
    '该办法现行有效[7]。',
    '《青桐县旧办法》（青政发〔2019〕3号）同时废止[7]。',
    '新建公厕10座由县城管局牵头，地点是青石镇[8]。',
    '晚稻每亩补贴150元。',
    '晚稻每亩补贴150元[1][99]。',
    '整治黑臭水体由县水利局牵头[3]；晚稻每亩补贴150元[1]。',
  ])('%s', sentence => {
    expect(check(sentence)).toMatchObject({ ok: true })
  })
})

describe('is refused', () => {
  it.each([
    ['晚稻每亩补贴100元[1]。', 'order'],
    ['早稻每亩补贴150元，晚稻每亩补贴100元[1]。', 'order'],
    ['晚稻，补贴100元[1]。', 'mixed'],
    ['每亩补贴100元的是晚稻[1]。', 'mixed'],
    ['晚稻每亩补贴180元[1]。', 'value'],
    ['晚稻补贴150元[1]。', 'mixed'],
    ['晚稻每户补贴150元[1]。', 'value'],
    ['晚稻每亩补贴150万元[1]。', 'value'],
    ['单户不少于3万元[10]。', 'value'],
    ['单户3万元[10]。', 'value'],
    ['玉米每亩补贴150元[1]。', 'word'],
    ['白鹤区晚稻每亩补贴150元[1]。', 'word'],
    ['晚稻每亩一定补贴150元[1]。', 'word'],
    ['晚稻每亩都补贴150元[1]。', 'logic'],
    ['仅晚稻每亩补贴150元[1]。', 'logic'],
    ['晚稻每亩不补贴150元[1]。', 'logic'],
    ['享受其他补贴的可以重复申报[2]。', 'logic'],
    ['享受其他补贴的重复申报[2]。', 'logic'],
    ['晚稻必须每亩补贴150元[1]。', 'logic'],
    ['整治黑臭水体，12处以上[3]。', 'value'],
    ['种植户应当于2025年5月31日前向村民委员会申报[2]。', 'value'],
    ['种植户应当于2024年5月31日后向村民委员会申报[2]。', 'value'],
    ['整治黑臭水体由县住建局牵头，县水利局配合[3]。', 'role'],
    ['整治黑臭水体由县教育局牵头[3]。', 'role'],
    ['整治黑臭水体由市水利局牵头[3]。', 'role'],
    ['改造农贸市场3家由县水利局牵头[4]。', 'role'],
    ['年满60周岁的农民可以直接参加，村干部也可以[5]。', 'logic'],
    ['年满60周岁的农民不可以直接参加[5]。', 'logic'],
    ['60周岁以下的农民可以直接参加[5]。', 'value'],
    ['启动Ⅱ级应急响应后，由县应急管理局局长到现场指挥[6]。', 'value'],
    ['启动Ⅲ级应急响应后，由县应急管理局副局长到现场指挥[6]。', 'word'],
    ['该办法已废止[7]。', 'validity'],
    ['《青桐县旧办法》（青政发〔2019〕3号）继续有效[7]。', 'validity'],
    ['《青桐县旧办法》（青政发〔2019〕4号）同时废止[7]。', 'value'],
    ['新建公厕6座由县城管局牵头[8]。', 'value'],
    ['新建公厕由县住建局牵头[8][9]。', 'role'],
    ['根据《青桐县新办法》，晚稻每亩补贴150元[1]。', 'value'],
    ['根据公报，[1]', 'empty'],
    ['The subsidy is 150 yuan[1].', 'value'],
    ['晚稻每亩补贴150元😀[1]', 'script'],
  ] as const)('%s (%s)', (sentence, reason) => {
    expect(check(sentence)).toMatchObject({ ok: false, reason })
  })

  it('what is longer than the limit, in no time', () => {
    expect(check(`${'晚稻每亩补贴150元，'.repeat(SENTENCE_MAX_CHARS)}[1]`)).toMatchObject({ ok: false, reason: 'too_long' })
  })

  it('what names no matter and cites another matter than the one asked about', () => {
    expect(check('由县商务局牵头[4]。', '改造农贸市场哪个单位牵头')).toMatchObject({ ok: true })
    expect(check('由县水利局牵头[3]。', '改造农贸市场哪个单位牵头')).toMatchObject({ ok: false, reason: 'topic' })
  })

  it('everything when there is no evidence', () => {
    expect(verifySentence('晚稻每亩补贴150元[1]。', [], { question: '', corpus })).toMatchObject({ ok: false, reason: 'no_evidence' })
  })
})

it('gives proofs that finish.ts turns into verified quotes', () => {
  const checked = check('晚稻每亩补贴150元[1]。')
  if (!checked.ok) throw new Error(checked.detail)
  expect(checked.text).toBe('晚稻每亩补贴150元')
  const finished = finish(corpus, { outcome: 'answered', statements: [checked], notices: [], confidence: 1 }, AS_OF)
  expect(finished?.text).toBe('晚稻每亩补贴150元[1]。')
  expect(finished?.citations[0]?.quote).toContain('晚稻每亩补贴150元')
  expect(finished?.citations[0]?.quote).not.toContain('申报')
})

it('shows a list item without its number', () => {
  expect(check('1. 晚稻每亩补贴150元[1]。')).toMatchObject({ ok: true, text: '晚稻每亩补贴150元' })
})
