/** Rows by hand: which column, whose person, all who share a part, and what a note under the table says. */
import { describe, expect, it } from 'vitest'
import { Corpus } from '../../../../src/answer/corpus.ts'
import { evidenceItem } from '../../../../src/generate/evidence.ts'
import { verifySentence } from '../../../../src/generate/verify/sentence.ts'
import { givenGazette, memoryReader } from '../../../helpers/memory-reader.ts'

const duty = (line: number, task: string, lead: string[], supporting: string[], persons: { name: string; role: string }[]) => ({ kind: 'duty' as const, line, task, context: '', lead, supporting, responsible: [], persons })

const TABLES: readonly { columns: string[]; lines: string[]; facts: ReturnType<typeof duty>[]; cases: readonly (readonly ['+' | '-', string])[] }[] = [
  {
    columns: ['乡镇', '早稻（万亩）', '晚稻（万亩）', '集中育秧（万亩）'], lines: ['槐林乡\t0.45\t0.50\t0.30'], facts: [],
    cases: [
      ['+', '槐林乡晚稻0.50万亩'], ['+', '槐林乡早稻0.45万亩，晚稻0.50万亩'], ['-', '槐林乡早稻0.50万亩'], ['-', '槐林乡0.45万亩'], ['-', '槐林乡早稻0.50万亩，晚稻0.45万亩'], ['-', '槐林乡合计0.50万亩'],
    ],
  },
  {
    columns: ['事项', '石湖市目标任务', '青桐县目标任务', '责任单位'], lines: ['物流\t建设国家物流枢纽\t新增物流企业5家\t县发改局'], facts: [],
    cases: [['+', '青桐县新增物流企业5家'], ['+', '石湖市建设国家物流枢纽'], ['-', '青桐县建设国家物流枢纽'], ['-', '石湖市新增物流企业5家'], ['-', '建设国家物流枢纽']],
  },
  {
    columns: ['项目', '2023年完成', '2024年计划'], lines: ['公路养护\t120公里\t150公里'], facts: [],
    cases: [['+', '公路养护2024年计划150公里'], ['-', '公路养护2024年120公里'], ['-', '公路养护150公里'], ['-', '公路养护2023年完成150公里']],
  },
  {
    columns: ['项目', '牵头单位', '配合单位', '责任人'], lines: ['充电设施建设\t县发改局、县城管局\t县供电公司\t施予安、娄小满'],
    facts: [duty(0, '充电设施建设', ['县发改局', '县城管局'], ['县供电公司'], [{ name: '施予安', role: '责任人（县发改局）' }, { name: '娄小满', role: '责任人（县城管局）' }])],
    cases: [
      ['+', '充电设施建设由县发改局、县城管局牵头'], ['-', '充电设施建设由县城管局牵头'], ['-', '充电设施建设由娄小满负责'], ['-', '充电设施建设由县供电公司娄小满负责'], ['-', '充电设施建设由县城管局施予安负责'], ['-', '充电设施建设由县发改局牵头，县城管局配合'],
    ],
  },
  {
    columns: ['项目', '责任单位', '联系人'], lines: ['疾控中心建设\t县卫健局\t胡小川'], facts: [duty(0, '疾控中心建设', ['县卫健局'], [], [{ name: '胡小川', role: '联系人' }])],
    cases: [['+', '疾控中心建设由县卫健局负责'], ['-', '疾控中心建设由胡小川负责'], ['-', '疾控中心建设由县卫健局胡小川负责']],
  },
  {
    columns: ['项目', '牵头单位', '责任人', '相关责任单位'], lines: ['培育经营主体，新增企业1200户\t县市场监管局\t方虹\t各镇（街道）'], facts: [duty(0, '培育经营主体，新增企业1200户', ['县市场监管局'], ['各镇（街道）'], [{ name: '方虹', role: '责任人' }])],
    cases: [['+', '培育经营主体，新增企业1200户由县市场监管局牵头'], ['-', '培育经营主体，新增企业1200户由各镇（街道）方虹负责'], ['-', '培育经营主体，新增企业1200户由各镇方虹负责']],
  },
  {
    columns: ['工程', '进度'], lines: ['安置房\t一季度：完成打桩；二季度：完工'], facts: [],
    cases: [['-', '安置房一季度完工'], ['-', '安置房二季度完成打桩']],
  },
]

describe.each(TABLES)('$lines', ({ columns, lines, facts, cases }) => {
  const corpus = new Corpus(memoryReader([givenGazette('a.txt', [{ title: '青桐县某某方案', docNumber: '青政发〔2024〕9号', region: '青桐县', lines: [...lines], facts: [...facts] }], [...columns])]))
  const pack = corpus.documents.flatMap(document => corpus.reader.blocks(document.id).map((block, index) => evidenceItem(corpus, index + 1, document, block, '2024-12-01')))

  it.each(cases)('%s %s', (sign, text) => {
    const checked = verifySentence(`${text}[1]。`, pack, { question: '', corpus, asOf: '2024-12-01' })
    expect([checked.ok, checked.ok ? '' : checked.detail]).toEqual([sign === '+', sign === '+' ? '' : expect.any(String)])
  })
})
