/** Text of a model on its way: thinking left out, sentences whole, whatever pieces it comes in. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isChinese } from '../../../src/generate/language.ts'
import { plain, SENTENCE_MAX_CHARS, SentenceSplitter } from '../../../src/generate/split.ts'
import { ThinkingFilter } from '../../../src/generate/thinking.ts'

function split(pieces: string[], cut = false): string[] {
  const splitter = new SentenceSplitter()
  return [...pieces.flatMap(piece => splitter.push(piece)), ...splitter.end(cut)].map(({ text, whole }) => (whole ? text : `~${text}`))
}

/** A text in pieces of the given sizes, one after the other and again. */
function cutUp(text: string, sizes: number[]): string[] {
  const pieces: string[] = []
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return pieces
}

describe('sentences', () => {
  const cases: [text: string, sentences: string[]][] = [
    ['由县住建局牵头[1]。县财政局配合[2]。', ['由县住建局牵头[1]。', '县财政局配合[2]。']],
    ['由县住建局牵头。[1]县财政局配合。[2][3]', ['由县住建局牵头。[1]', '县财政局配合。[2][3]']],
    ['由县住建局牵头。 [1, 2] 县财政局配合。', ['由县住建局牵头。 [1, 2]', '县财政局配合。']],
    ['依据是《办法。试行》（见附件。一）和“有效。五年”。[1]完。', ['依据是《办法。试行》（见附件。一）和“有效。五年”。[1]', '完。']],
    ['他说“由县住建局牵头。”[1]配合的是财政局[2]。', ['他说“由县住建局牵头。”[1]配合的是财政局[2]。']],
    ['甲局牵头[1]；乙局配合[2]；丙局', ['甲局牵头[1]；', '乙局配合[2]；', '丙局']],
    ['甲局牵头；乙局配合[1]。', ['甲局牵头；乙局配合[1]。']],
    ['## 答复\n\n- **甲局**牵头[1]\n2. 乙局配合[2]\n1.5万元以下[3]\n', ['答复', '甲局牵头[1]', '乙局配合[2]', '1.5万元以下[3]']],
    ['是吗？！是[1]。', ['是吗？！', '是[1]。']],
    ['补助3.5万元。2024年起执行', ['补助3.5万元。', '2024年起执行']],
    ['（没有关上的括号。' + '甲'.repeat(220) + '。乙。', ['（没有关上的括号。' + '甲'.repeat(220) + '。', '乙。']],
    ['', []],
    ['。', ['。']],
  ]
  it.each(cases)('of %j', (text, sentences) => {
    expect(split([text])).toEqual(sentences)
    expect(split([...text])).toEqual(sentences)
  })

  it('do not depend on the pieces that the text comes in', () => {
    const word = fc.constantFrom('甲局牵头', '。', '[1]', '[12]', '；', '（', '）', '“', '”', '\n', '- ', '1. ', '！', '3.5万元', ' ', '【2】', '**')
    fc.assert(fc.property(fc.array(word, { maxLength: 30 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), (words, sizes) => {
      const text = words.join('')
      expect(split(cutUp(text, sizes))).toEqual(split([text]))
    }), { numRuns: 500 })
  })

  it('that do not end in time are given up to their end', () => {
    const [first, ...rest] = split(cutUp(`${'甲'.repeat(5000)}。乙局配合[1]。`, [7]))
    expect([first?.startsWith('~'), first?.length, rest]).toEqual([true, SENTENCE_MAX_CHARS + 1, ['乙局配合[1]。']])
  })

  it('of a stream that was cut are not whole at its end', () => {
    expect(split(['甲局牵头[1]。乙局'], true)).toEqual(['甲局牵头[1]。', '~乙局'])
  })

  it('lose signs of lists, not their numbers', () => {
    expect(['3、甲局', '（2）甲局', '① 甲局', '2024年', '12.5%', '> # 甲局', '| 甲 | 乙 |'].map(plain)).toEqual(['甲局', '甲局', '甲局', '2024年', '12.5%', '甲局', '甲 | 乙'])
  })
})

describe('thinking', () => {
  const shown = (pieces: string[]): string => {
    const filter = new ThinkingFilter()
    return pieces.map(piece => filter.push(piece)).join('') + filter.end()
  }
  const cases: [text: string, left: string][] = [
    ['<think>先看证据1</think>由县住建局牵头[1]。', '由县住建局牵头[1]。'],
    ['<THINKING>\n好\n</THINKING>\n甲<reasoning>乙</reasoning>丙', '\n甲丙'],
    ['甲</think>乙', '甲乙'],
    ['甲<think>没有关上', '甲'],
    ['5<6，甲<乙', '5<6，甲<乙'],
    ['<b>甲</b><th', '<b>甲</b><th'],
  ]
  it.each(cases)('is left out of %j', (text, left) => {
    expect(shown([text])).toBe(left)
    expect(shown([...text])).toBe(left)
    expect(shown(cutUp(text, [3, 2]))).toBe(left)
  })

  it('is held in bounded memory', () => {
    const filter = new ThinkingFilter()
    filter.push('<think>')
    for (let at = 0; at < 1000; at++) expect(filter.push('想'.repeat(1000))).toBe('')
    expect(filter.push('</think>甲')).toBe('甲')
  })
})

it('another language is told from Chinese with foreign words', () => {
  expect(['由县住建局牵头', '安装LED路灯，控制PM2.5', '咨询邮箱为abc'].map(isChinese)).toEqual([true, true, true])
  expect(['The county bureau takes the lead.', 'Le bureau 县 dirige', '1234', '[1]'].map(isChinese)).toEqual([false, false, false, false])
})
