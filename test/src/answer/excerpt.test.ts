/** The part of a sentence that answers: contiguous, word for word; of parallel values the one asked about. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXCERPT_MAX_CHARS, excerptOf, trim } from '../../../src/answer/excerpt.ts'
import { asked, corpusOf, document } from '../../helpers/asked.ts'

function excerpt(question: string, text: string, maxChars?: number): string {
  const corpus = corpusOf([document([text])])
  return text.slice(...excerptOf(text, [0, text.length], asked(corpus, question), maxChars))
}

describe('parallel values', () => {
  const GREENHOUSES = '日光温室每亩补助1.6万元，钢架大棚每亩补助4000元。'
  it('the one that names the thing asked about', () => expect(excerpt('钢架大棚一亩补助多少钱', GREENHOUSES)).toBe('钢架大棚每亩补助4000元。'))
  it('the whole when several or all are asked', () => {
    expect(excerpt('日光温室和钢架大棚分别补助多少钱', GREENHOUSES)).toBe(GREENHOUSES.slice(0))
    expect(excerpt('大棚最高补助多少钱', GREENHOUSES)).toBe(GREENHOUSES)
  })
  it('the whole when the first is meant: it may carry the subject of all', () => expect(excerpt('日光温室一亩补助多少钱', GREENHOUSES)).toBe(GREENHOUSES))
  it('the whole when two name it', () => {
    const text = '早稻每亩补助100元，钢架大棚每亩补助4000元，钢架大棚改建每亩补助2000元。'
    expect(excerpt('钢架大棚一亩补助多少钱', text)).toBe(text)
  })
  it('the whole when no amount is asked', () => expect(excerpt('钢架大棚由谁负责', GREENHOUSES)).toBe(GREENHOUSES))
  it('of lengths of time', () => expect(excerpt('变更登记要几天办完', '设立登记5个工作日办结，变更登记3个工作日办结。')).toBe('变更登记3个工作日办结。'))
})

describe('long sentences', () => {
  const LONG = `${'推进乡村道路建设与养护工作，'.repeat(8)}双季稻每亩补贴150元，${'加强农村人居环境整治工作，'.repeat(8)}按期完成。`
  it('are cut around words and value', () => {
    const cut = excerpt('双季稻一亩补贴多少钱', LONG)
    expect(cut).toContain('双季稻每亩补贴150元')
    expect(cut.length).toBeLessThanOrEqual(EXCERPT_MAX_CHARS)
  })
  it('a part that only announces what follows is not the end', () => {
    const text = `${'推进乡村道路建设与养护工作，'.repeat(8)}光伏发电项目：每千瓦奖励200元，${'加强农村人居环境整治工作，'.repeat(4)}完成。`
    expect(excerpt('光伏发电项目奖励多少钱', text, 40)).toContain('每千瓦奖励200元')
  })
  it('any text is cut within itself, word for word', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('双季稻', '每亩补贴150元', '，', '。', '；', '加强管理', '：', '（县农业局）'), { minLength: 1, maxLength: 60 }), pieces => {
        const text = pieces.join('')
        const corpus = corpusOf([document(['双季稻每亩补贴150元。'])])
        const [from, to] = excerptOf(text, [0, text.length], asked(corpus, '双季稻一亩补贴多少钱'))
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThanOrEqual(text.length)
        expect(to - from).toBeLessThanOrEqual(Math.max(text.length > EXCERPT_MAX_CHARS ? EXCERPT_MAX_CHARS * 2 : text.length, 0))
      }),
      { numRuns: 60 },
    )
  })
})

it('blanks and dangling commas are left out', () => {
  const text = ' ，双季稻补贴，'
  expect(text.slice(...trim(text, [0, text.length]))).toBe('双季稻补贴')
})
