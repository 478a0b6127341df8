import { describe, expect, it } from 'vitest'
import { queryOf, stagesOf } from '../../../src/answer/stages.ts'
import type { Understanding } from '../../../src/understand/question.ts'

const understanding = { search: '农贸市场改造', expansions: ['菜市场'] } as unknown as Understanding

describe('stages of retrieval', () => {
  it('all on', () => expect(queryOf(understanding, 5, stagesOf(['words', 'vectors', 'expansions', 'place']))).toEqual({ text: '农贸市场改造', expansions: ['菜市场'], limit: 5, use: 'both' }))
  it('words alone, as typed', () => expect(queryOf(understanding, 5, stagesOf(['words']))).toEqual({ text: '农贸市场改造', limit: 5, use: 'words' }))
  it('vectors alone', () => expect(queryOf(understanding, 5, stagesOf(['vectors'])).use).toBe('vectors'))
  it('an unknown stage is refused by name', () => expect(() => stagesOf(['words', 'rerank'])).toThrow(/rerank/))
  it('something must search', () => expect(() => stagesOf(['place'])).toThrow(/words or vectors/))
})
