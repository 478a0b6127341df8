/** Details that the evidence does not tell: the question is about the thing, the text is too, and what is asked is missing. */
import { describe, expect, it } from 'vitest'
import { untoldDetail } from '../../../src/answer/told.ts'
import { siblingInPlace } from '../../../src/answer/siblings.ts'
import { asked, candidatesFor, corpusOf, document } from '../../helpers/asked.ts'

function untold(question: string, lines: string[]): string | undefined {
  const corpus = corpusOf([document(lines)], [], ['2024-03-01'])
  const understanding = asked(corpus, question)
  const drawn = candidatesFor(corpus, understanding, 0.6)
  return untoldDetail(understanding, { drawn, telling: drawn })
}

describe('a detail that is not told', () => {
  it.each([
    ['农贸市场改造由哪家公司施工', '农贸市场改造由县住建局负责。', 'builder'],
    ['为什么要拆除收费站', '拆除收费站后新建连接线。', 'reason'],
    ['没有按时评估会有什么后果', '承办单位应当按时评估。', 'consequence'],
    ['跨街线缆离路面要多高', '主干道每50米不得有两道线缆。', 'height'],
    ['第一季度要签约多少个项目', '全年签约项目80个。', 'quarter'],
    ['上半年投放贷款多少亿元', '全年投放贷款36亿元。', 'first half'],
    ['新造林任务分给青山镇多少亩', '新造林1.5万亩。', 'share'],
    ['指挥中心设几个车位', '指挥中心选址临街办公楼二楼，面积300平方米。', 'counted'],
    ['基础养老金一个月发多少钱', '参加养老保险的每年补贴不超过5000元。', 'month'],
    ['剑桥郡要交多少套房', '确保剑桥郡、临湖苑交楼；公租房130套。', 'another item'],
    ['安防园公租房一共多少套', '同意将茶园片区共328套公租房、安防园公租房、飞地园楼栋作为人才公寓。', 'another item'],
    ['新建的公厕分别建在哪些村', '新建农村公厕8座。', 'spot'],
    ['除了路口桥，另外几座危桥叫什么', '对路口桥等4座危桥拆除重建。', 'the others'],
    ['要改建的城市道路是哪两条', '改建城市道路2条。', 'names'],
    ['省级补助资金什么时候到位', '市、县两级补助资金于7月底前到位。', 'level'],
    ['县交警大队的值班电话是多少', '联系人：张三，联系电话：0730-1234567。', 'owner of the telephone'],
  ])('%s / %s: %s', (question, line, name) => expect(untold(question, [line])).toBe(name))
})

describe('a detail that is told', () => {
  it.each([
    ['农贸市场改造由哪家公司施工', '农贸市场改造由青山城建有限公司施工。'],
    ['为什么要拆除收费站', '因道路拓宽，拆除收费站后新建连接线。'],
    ['没有按时评估会有什么后果', '没有按时评估的，给予通报批评。'],
    ['跨街线缆离路面要多高', '跨街线缆距路面净空不低于5米。'],
    ['新造林任务分给青山镇多少亩', '青山镇新造林300亩。'],
    ['安防园公租房一共多少套', '茶园公租房328套、安防园公租房120套。'],
    ['新建的公厕分别建在哪些村', '新建公厕8座，分别位于石桥村、柳林村。'],
    ['要改建的城市道路是哪两条', '改建城市道路2条，分别是青桐大道和人民路。'],
    ['张三被任命为什么职务', '张三任县财政局局长。'],
    ['省级补助资金什么时候到位', '中央和省级补助资金于6月底前到位。'],
  ])('%s / %s', (question, line) => expect(untold(question, [line])).toBeUndefined())
})

describe('siblings', () => {
  const sibling = (question: string, line: string): string | undefined => {
    const corpus = corpusOf([document([line, '生育保险另有规定。'])], [], ['2024-03-01'])
    const understanding = asked(corpus, question)
    return siblingInPlace(understanding, candidatesFor(corpus, understanding, 0.6).filter(one => one.text.startsWith(line.slice(0, 4))))
  }
  it('中稻 is not 早稻', () => expect(sibling('中稻集中育秧一亩补多少钱', '对早稻集中育秧每亩补贴160元。')).toContain('早稻'))
  it('the thing itself stands there', () => expect(sibling('早稻集中育秧一亩补多少钱', '对早稻集中育秧每亩补贴160元。')).toBeUndefined())
  it('another kind of insurance', () => expect(sibling('生育保险参保要达到多少人', '失业保险参保人数达到4.5万人。')).toContain('失业'))
})
