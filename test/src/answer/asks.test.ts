/** Several asks of one message: later parts lean on earlier ones, and what is shown for one is not called missing for another. */
import { describe, expect, it } from 'vitest'
import { answerParts } from '../../../src/answer/asks.ts'
import { joinParts } from '../../../src/answer/parts.ts'
import { stagesOf } from '../../../src/answer/stages.ts'
import type { Draft } from '../../../src/answer/draft.ts'
import type { Corpus } from '../../../src/answer/corpus.ts'
import { understandParts } from '../../../src/understand/parts.ts'
import { asked, corpusOf, document } from '../../helpers/asked.ts'

async function drafted(corpus: Corpus, question: string): Promise<Draft> {
  const parts = understandParts(asked(corpus, question))
  const answered = await answerParts(corpus, parts, { asOf: '2024-06-01', stages: stagesOf(['words', 'vectors']), clock: () => 0 })
  return joinParts(answered.map((one, index) => ({ part: parts[index]?.question ?? '', draft: one.draft, asksValue: true, toldElsewhere: one.toldElsewhere === true, expectations: parts[index]?.expectations ?? new Set() })))
}
const textOf = (draft: Draft): string => draft.statements.map(one => one.text).join(' ')

describe('a part that names no thing', () => {
  const corpus = corpusOf([
    document(['成立青桐县物流工作领导小组，其组成人员如下：', '组长：赵一鸣 县长', '领导小组下设办公室，办公地点设县物流中心。'], {
      title: '关于成立青桐县物流工作领导小组的通知',
      facts: [{ kind: 'duty', line: 1, task: '青桐县物流工作领导小组组长', context: '', lead: [], supporting: [], responsible: [], persons: [{ name: '赵一鸣', role: '组长' }] }],
    }),
    document(['领导小组办公室设在县林业局，领导小组办公室主任由局长兼任。'], { title: '关于成立青桐县护林领导小组的通知', docNumber: '青政办函〔2024〕9号' }),
  ])
  it('is answered from the document of the part before', async () => {
    const text = textOf(await drafted(corpus, '物流工作领导小组的组长是谁？办公室设在哪里？'))
    expect(text).toContain('赵一鸣')
    expect(text).toContain('县物流中心')
    expect(text).not.toContain('林业局')
  })
})

describe('a pronoun', () => {
  const line = '赵一鸣同志任县水利局总工程师，免去其县抗旱中心主任职务；'
  const next = '钱二朋同志任县抗旱中心主任（试用期一年）；'
  const corpus = corpusOf([document([line, next], {
    facts: [
      { kind: 'appointment', line: 0, person: '赵一鸣', action: 'appointed', post: '县水利局总工程师' },
      { kind: 'appointment', line: 0, person: '赵一鸣', action: 'removed', post: '县抗旱中心主任' },
      { kind: 'appointment', line: 1, person: '钱二朋', action: 'appointed', post: '县抗旱中心主任' },
    ],
  })])
  it('stands for the person answered before', async () => expect(textOf(await drafted(corpus, '水利局新任总工程师是谁？她腾出来的抗旱中心主任给了谁？'))).toContain('钱二朋任县抗旱中心主任'))
  it('appointed and removed in one sentence are both told', async () => {
    const text = textOf(await drafted(corpus, '赵一鸣被任命为什么职务？同时免去了什么职务？'))
    expect(text).toContain('赵一鸣任县水利局总工程师')
    expect(text).toContain('免去赵一鸣的县抗旱中心主任职务')
  })
})

describe('what stands beside the answer', () => {
  const lines = ['严格新建高耗能项目论证，能效水平须达到行业先进值。不符合要求的坚决拿下。（县发改局牵头，县科工局配合）']
  const corpus = corpusOf([document(lines, {
    facts: [{ kind: 'duty', line: 0, task: '严格新建高耗能项目论证，能效水平须达到行业先进值', context: '', lead: ['县发改局'], supporting: ['县科工局'], responsible: [], persons: [] }],
  })])
  it('units of the paragraph are told when units are asked for', async () => expect(textOf(await drafted(corpus, '新上高耗能项目能效要够到哪条线？这块工作谁牵头？'))).toContain('县发改局牵头'))
})

describe('what is shown already', () => {
  const corpus = corpusOf([document(['海水厂二期项目总投资1.86亿元，采用特许经营方式，特许经营期限25年。'])])
  it('is not called missing', async () => {
    const draft = await drafted(corpus, '海水厂二期项目总投资多少、特许经营期限多长？')
    expect(textOf(draft)).toContain('25年')
    expect(draft.tail).toBeUndefined()
  })
})

describe('a letter', () => {
  const corpus = corpusOf([document(['青桐燃气有限公司：', '为推动老旧小区改造，特商请贵公司对接配套燃气管道工作。具体事宜请与县住建局联系（联系人：赵一鸣）。'], { title: '关于商请支持老旧小区燃气改造的函', docNumber: '青政办函〔2024〕3号' })])
  it('is sent to whom its first line names; whom to ask stands at its end', async () => {
    const text = textOf(await drafted(corpus, '老旧小区燃气管道配套的函是发给哪家公司的，具体事找谁？'))
    expect(text).toContain('发给青桐燃气有限公司')
    expect(text).toContain('请与县住建局联系')
  })
})
