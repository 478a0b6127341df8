/** What lifts one piece of evidence above its like. */
import { describe, expect, it } from 'vitest'
import { asked, candidatesFor, corpusOf, document } from '../../helpers/asked.ts'

function best(question: string, lines: string[]): string | undefined {
  const corpus = corpusOf([document(lines)])
  return candidatesFor(corpus, asked(corpus, question))[0]?.text
}

describe('goes first', () => {
  it.each([
    ['the sentence, not the heading', '双季稻补贴多少钱', ['一、双季稻补贴', '双季稻补贴每亩150元。']],
    ['money received when that is asked', '双季稻一亩补多少钱', ['双季稻保险每亩缴纳18元，缴费标准由县定。', '双季稻每亩补贴150元。']],
    ['the level asked for', '防汛三级响应什么时候启动', ['二级响应在防汛水位达到32米时启动。', '三级响应在防汛水位达到31米时启动。']],
    ['the year asked for', '2025年双季稻任务多少亩', ['2024年双季稻任务3万亩。', '2025年双季稻任务4万亩。']],
    ['the range that holds the number', '考核得75分的单位算什么等次', ['考核90分以上的单位为优秀等次。', '考核60分至80分的单位为一般等次。']],
    ['the sentence that says what it means', '双季稻包括什么', ['双季稻种植面积要扩大。', '双季稻包括早稻和晚稻。']],
    ['a prohibition when leave is asked', '林缘焚烧杂草行不行', ['林缘焚烧杂草由林业站巡查。', '禁止在林缘焚烧杂草。']],
    ['an answer, not a question', '双季稻补贴发给谁', ['双季稻补贴发给谁？', '双季稻补贴发给实际种植的农户。']],
    ['what enumerates as many', '双季稻补贴的三个镇是哪些', ['双季稻补贴覆盖东山镇和西河镇。', '双季稻补贴覆盖东山镇、西河镇、城关镇。']],
    ['the office that is asked for', '双季稻领导小组办公室设在哪', ['双季稻领导小组每月开会。', '双季稻领导小组办公室设在县农业局。']],
  ] as const)('%s', (_rule, question, lines) => expect(best(question, [...lines])).toBe(lines[1]))
})

describe('says nothing by itself', () => {
  it.each(['2024年7月12日', '青政办发〔2024〕5号'])('%s on a line of its own', line => {
    const corpus = corpusOf([document(['双季稻每亩补贴150元。', line])])
    expect(candidatesFor(corpus, asked(corpus, '2024年7月双季稻补贴多少钱')).map(one => one.text)).toEqual(['双季稻每亩补贴150元。'])
  })
})

describe('cut', () => {
  it('sentence by sentence, each once, with what stands before it as context', () => {
    const corpus = corpusOf([document(['双季稻每亩补贴150元。晚稻每亩补贴60元。'])])
    const found = candidatesFor(corpus, asked(corpus, '晚稻补贴多少钱'))
    expect(found.map(one => one.text)).toEqual(['晚稻每亩补贴60元。', '双季稻每亩补贴150元。'])
    expect(found[0]?.context).toContain('双季稻每亩补贴150元')
    expect(found[0]?.heading).not.toContain('双季稻每亩补贴150元')
  })
  it('a row is whole and named by its columns', () => {
    const corpus = corpusOf([document(['1\t农贸市场\t300'])], ['序号', '名称', '总投资（万元）'])
    const [row] = candidatesFor(corpus, asked(corpus, '农贸市场总投资多少'))
    expect(row?.key).toContain('总投资')
    expect(row?.text).toBe('1\t农贸市场\t300')
  })
})
