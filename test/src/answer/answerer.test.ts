/** From a question to a draft over a few lines: the document that says it is named when it is asked for. */
import { describe, expect, it } from 'vitest'
import { answerQuestion } from '../../../src/answer/answerer.ts'
import { answerParts } from '../../../src/answer/asks.ts'
import type { Draft } from '../../../src/answer/draft.ts'
import { understandParts } from '../../../src/understand/parts.ts'
import { stagesOf } from '../../../src/answer/stages.ts'
import { asked, corpusOf, document } from '../../helpers/asked.ts'

async function drafted(question: string): Promise<Draft> {
  const corpus = corpusOf([document(['双季稻每亩补贴150元。', '农贸市场改造3家。'])], [], ['2024-03-01'])
  return (await answerQuestion(corpus, asked(corpus, question), { asOf: '2024-06-01', stages: stagesOf(['words', 'vectors']), clock: () => 0 })).draft
}

describe('the source', () => {
  it('is named when it is asked for', async () => {
    expect((await drafted('什么文件规定双季稻每亩补贴多少钱')).statements[0]?.text).toContain('青政办发〔2024〕5号')
  })
  it('is left to the citation otherwise', async () => {
    const [first] = (await drafted('双季稻每亩补贴多少钱')).statements
    expect(first?.text).toContain('150元')
    expect(first?.text).not.toContain('青政办发')
  })
})

describe('several parts', () => {
  const corpus = corpusOf([document(['发现农贸市场火情拨打0999-5550120。首报火情属实的，奖励500元。', '双季稻每亩补贴150元。'])], [], ['2024-03-01'])
  it('a part that finds nothing by itself is looked for beside what another part found', async () => {
    const parts = understandParts(asked(corpus, '农贸市场火情打哪个电话？首报奖励多少钱？'))
    expect(parts).toHaveLength(2)
    const answered = await answerParts(corpus, parts, { asOf: '2024-06-01', stages: stagesOf(['words', 'vectors']), clock: () => 0 })
    expect(answered.map(one => one.draft.outcome)).toEqual(['answered', 'answered'])
  })
})

it('what no line says is not answered', async () => expect((await drafted('滑雪场索道的票价是多少')).outcome).toBe('no_evidence'))
