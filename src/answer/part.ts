/**
 * Several plans may be printed under one 文号, each with clauses of its own (施行, 解释, 级别): which of them a question names.
 *
 *   document  关于印发《甲应急预案》《乙应急预案》的通知      question  乙应急预案什么时候施行      → the second part
 */
import type { DocumentPart, GazetteDocument } from '../../ingest/types.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import { longestCommonStretch, titleCore } from '../understand/mentions.ts'

const MIN_TITLE_SHARE = 0.75

/** Most of a title's core stands in the question. */
export function namesTitle(question: string, title: string, region: string | undefined): boolean {
  const core = normalise(titleCore(title, region))
  return core.length > 0 && longestCommonStretch(normalise(question), core) >= core.length * MIN_TITLE_SHARE
}

/** The one part of a document that the question names by its title; undefined when it names none, or several. */
export function partAsked(question: string, document: GazetteDocument): DocumentPart | undefined {
  const named = document.parts.filter(part => namesTitle(question, part.title, document.region))
  return named.length === 1 ? named[0] : undefined
}

/** True when lines of the source lie in the part; without a part, always. */
export function inPart(part: DocumentPart | undefined, lines: readonly [number, number]): boolean {
  return part === undefined || (lines[0] >= part.lines[0] && lines[0] <= part.lines[1])
}
