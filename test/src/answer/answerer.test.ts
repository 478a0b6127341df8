/** From a question to a draft over a few lines: the document that says it is named when it is asked for. */
import { describe, expect, it } from 'vitest'
import { answerQuestion } from '../../../src/answer/answerer.ts'
import type { Draft } from '../../../src/answer/draft.ts'
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

it('what no line says is not answered', async () => expect((await drafted('滑雪场索道的票价是多少')).outcome).toBe('no_evidence'))
