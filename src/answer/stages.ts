/**
 * Stages of retrieval that can be switched off, so that the worth of each can be measured.
 */
import type { RetrievalQuery } from '../../index/types.ts'
import type { Understanding } from '../understand/question.ts'

export const STAGES = ['words', 'vectors', 'expansions', 'place'] as const
export type Stage = (typeof STAGES)[number]
export type Stages = ReadonlySet<Stage>

export const ALL_STAGES: Stages = new Set(STAGES)

/** Stages of a configured list; an unknown name is an error that says which there are. */
export function stagesOf(names: readonly string[]): Stages {
  for (const name of names) {
    if (!STAGES.some(stage => stage === name)) throw new RangeError(`expected stages of ${STAGES.join(', ')}, got ${name}`)
  }
  const chosen = new Set(STAGES.filter(stage => names.includes(stage)))
  if (!chosen.has('words') && !chosen.has('vectors')) throw new RangeError('expected words or vectors (or both) among the stages of retrieval')
  return chosen
}

/** The query for an understood question with the stages that are on. */
export function queryOf(understanding: Understanding, limit: number, stages: Stages): Pick<RetrievalQuery, 'text' | 'expansions' | 'limit' | 'use'> {
  const both = stages.has('words') && stages.has('vectors')
  return {
    text: understanding.search,
    limit,
    ...(stages.has('expansions') ? { expansions: understanding.expansions } : {}),
    use: both ? 'both' : stages.has('words') ? 'words' : 'vectors',
  }
}
