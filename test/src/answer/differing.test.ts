/** Whether several sources say the same: each is shown, and differing figures are said to differ. */
import { describe, expect, it } from 'vitest'
import { asksAgreement, composeDiffering } from '../../../src/answer/compose/differing.ts'
import type { Draft } from '../../../src/answer/draft.ts'
import { asked, candidatesFor, corpusOf, document } from '../../helpers/asked.ts'

const first = document(['全年完成小型水库除险加固31座，标准化建设87座。'], { docNumber: '青政办发〔2024〕4号' })
const second = document(['力争完成小型水库除险加固30座。'], { docNumber: '青政办函〔2024〕8号', title: '关于印发《青桐县重点工作任务分解》的通知' })
const same = document(['力争完成小型水库除险加固31座。'], { docNumber: '青政办函〔2024〕9号', title: '关于印发《青桐县水利工作要点》的通知' })
const other = document(['新建公厕12座。'], { docNumber: '青政办函〔2024〕10号' })

function drafted(question: string, documents: Parameters<typeof corpusOf>[0]): Draft | undefined {
  const corpus = corpusOf(documents, [], ['2024-03-06', '2024-02-01', '2024-02-02'])
  const understanding = asked(corpus, question)
  return composeDiffering(corpus, candidatesFor(corpus, understanding), understanding)
}
const QUESTION = '小型水库除险加固到底要做多少座？几份文件数目对不上'

describe('several sources', () => {
  it('are shown by date with the finding that they differ', () => {
    const draft = drafted(QUESTION, [first, second, other])
    expect(draft?.statements.map(one => one.text)).toEqual(['青政办发〔2024〕4号（2024-03-06）：全年完成小型水库除险加固31座', '青政办函〔2024〕8号（2024-02-01）：力争完成小型水库除险加固30座'])
    expect(draft?.lead).toContain('不一致')
    expect(draft?.notices.map(one => one.code)).toEqual(['conflict'])
  })
  it('that agree are said to agree', () => {
    const draft = drafted('小型水库除险加固多少座，不同文件写得一样吗', [first, same])
    expect(draft?.lead).toBe('各处写的一致：')
    expect(draft?.notices).toEqual([])
  })
  it('one source alone is answered as usual', () => expect(drafted(QUESTION, [first, other])).toBeUndefined())
  it('nobody asked', () => expect(drafted('小型水库除险加固要做多少座', [first, second])).toBeUndefined())
})

it.each(['正文和清单写的一样吗', '两处写得一致吗', '几份文件好像对不上', '附件里两处各写的是多少'])('%s asks', question => expect(asksAgreement(question)).toBe(true))
it.each(['一样的补贴标准是多少', '由哪个局牵头'])('%s does not', question => expect(asksAgreement(question)).toBe(false))
