/** The sets of everyday and official words: well formed, of every field of life, longest word first. */
import { describe, expect, it } from 'vitest'
import { expand, lexiconWords } from '../../../src/understand/lexicon.ts'
import { ASKING } from '../../../src/understand/lexicon/asking.ts'
import { BUSINESS } from '../../../src/understand/lexicon/business.ts'
import { COUNTRYSIDE } from '../../../src/understand/lexicon/countryside.ts'
import { PEOPLE } from '../../../src/understand/lexicon/people.ts'
import { SAFETY } from '../../../src/understand/lexicon/safety.ts'
import { TOWN } from '../../../src/understand/lexicon/town.ts'
import { UNITS } from '../../../src/understand/lexicon/units.ts'

const FILES = { ASKING, BUSINESS, COUNTRYSIDE, PEOPLE, SAFETY, TOWN, UNITS }

describe.each(Object.entries(FILES))('%s', (_name, sets) => {
  it('holds sets of at least two words, one space between', () => {
    for (const line of sets) expect(line).toMatch(/^\S+(?: \S+)+$/)
  })
  it('names no word twice in a set', () => {
    for (const line of sets) expect(new Set(line.split(' ')).size, line).toBe(line.split(' ').length)
  })
})

describe('expanding a question', () => {
  const others = (question: string): string[] => expand(question).flatMap(one => one.others)
  it.each([
    ['村里烧稻草', '秸秆'],
    ['菜市场归谁管', '农贸市场'],
  ])('%s adds %s', (question, official) => expect(others(question)).toContain(official))
  it('takes the longest word, and nothing inside it again', () => {
    const words = expand('菜市场改造').map(one => one.word)
    expect(words).toContain('菜市场')
    expect(words.some(word => word !== '菜市场' && '菜市场'.includes(word))).toBe(false)
  })
  it('a word never stands for itself', () => {
    for (const word of lexiconWords()) expect(expand(word).find(one => one.word === word)?.others ?? []).not.toContain(word)
  })
  it('leaves strange words alone', () => expect(expand('甲乙丙丁戊己')).toEqual([]))
})
