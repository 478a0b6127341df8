/**
 * Answers as OpenAI's objects. In: an answer. Out: a chat.completion, or the pieces of a stream of chat.completion.chunk.
 * A client that shows nothing but the content must not miss that a document is repealed or invented: the notices stand below
 * the answer's text. Beside the fields that OpenAI's clients know:
 *
 *   choices[0].message.annotations   one url_citation for each mark [n]: its place in the text, title, address of the reader
 *   …message.citations, citations    the citations as everywhere else (contract)
 *   gongbao                          {id, outcome, intent, mode, notices, suggestions, timing …}: the rest of the answer
 *
 * In a stream the same stands in the last chunk with a choice (`delta` for `message`); the first one has gongbao.sources.
 */
import type { Answer, Citation } from '../../contract.ts'
import type { ModelName } from './request.ts'

/** Degraded without a notice of its own: the index has no vectors, or not all of them. */
const WORDS_ONLY = '目前只能按词检索，答案可能不全。'

export interface Annotation {
  type: 'url_citation'
  /** places in the text in UTF-16 code units, end exclusive; `n` is the citation's number */
  url_citation: { start_index: number; end_index: number; title: string; url: string; n: number }
}

export interface Usage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
}

type Rest = Omit<Answer, 'text' | 'citations'>

interface Head {
  id: string
  created: number
  model: ModelName
}

export interface Completion extends Head {
  object: 'chat.completion'
  choices: [{
    index: 0
    message: { role: 'assistant'; content: string; refusal: null; annotations: Annotation[]; citations: Citation[] }
    logprobs: null
    finish_reason: 'stop'
  }]
  usage: Usage
  citations: Citation[]
  gongbao: Rest
}

interface Delta {
  role?: 'assistant'
  content?: string
  annotations?: Annotation[]
  citations?: Citation[]
}

export interface Chunk extends Head {
  object: 'chat.completion.chunk'
  choices: [] | [{ index: 0; delta: Delta; logprobs: null; finish_reason: 'stop' | null }]
  usage?: Usage | null
  citations?: Citation[]
  gongbao?: Rest | { sources: Citation[] }
}

/** What follows the answer's text in the content: “提示：…” for every notice. Empty when there is none. */
export function noticesText({ notices, degraded }: Pick<Answer, 'notices' | 'degraded'>): string {
  const messages = notices.map(({ message }) => message)
  if (degraded === true && !notices.some(({ code }) => code === 'degraded')) messages.push(WORDS_ONLY)
  return messages.length === 0 ? '' : `\n\n${messages.map((message) => `提示：${message}`).join('\n')}`
}

export type LinkOf = (citation: Citation) => string

/** A mark [n] without a citation of that number is only text. */
export function annotationsOf(text: string, citations: readonly Citation[], linkOf: LinkOf): Annotation[] {
  return [...text.matchAll(/\[(\d{1,3})\]/g)].flatMap((mark) => {
    const citation = citations.find(({ n }) => n === Number(mark[1]))
    if (citation?.n === undefined) return []
    const title = citation.docNumber === undefined ? citation.title : `${citation.title}（${citation.docNumber}）`
    return [{
      type: 'url_citation' as const,
      url_citation: { start_index: mark.index, end_index: mark.index + mark[0].length, title, url: linkOf(citation), n: citation.n },
    }]
  })
}

/** An estimate, one token a character: nothing here counts tokens, and some clients want to see figures. */
export function usageOf(prompt: readonly string[], completion: string): Usage {
  const promptTokens = prompt.reduce((sum, text) => sum + [...text].length, 0)
  const completionTokens = [...completion].length
  return { prompt_tokens: promptTokens, completion_tokens: completionTokens, total_tokens: promptTokens + completionTokens }
}

export function completionOf(head: Head, answer: Answer, usage: Usage, linkOf: LinkOf): Completion {
  const { text, citations, ...rest } = answer
  const annotations = annotationsOf(text, citations, linkOf)
  return {
    ...head,
    object: 'chat.completion',
    choices: [{
      index: 0, message: { role: 'assistant', content: `${text}${noticesText(answer)}`, refusal: null, annotations, citations }, logprobs: null, finish_reason: 'stop',
    }],
    usage,
    citations,
    gongbao: rest,
  }
}

export function firstChunk(head: Head, sources: Citation[]): Chunk {
  return { ...chunk(head, { role: 'assistant', content: '' }, null), gongbao: { sources } }
}

export const textChunk = (head: Head, content: string): Chunk => chunk(head, { content }, null)

export function lastChunk(head: Head, answer: Answer, linkOf: LinkOf): Chunk {
  const { text, citations, ...rest } = answer
  return { ...chunk(head, { annotations: annotationsOf(text, citations, linkOf), citations }, 'stop'), citations, gongbao: rest }
}

/** What stream_options.include_usage asks for: a chunk of its own, without choices. */
export const usageChunk = (head: Head, usage: Usage): Chunk => ({ ...head, object: 'chat.completion.chunk', choices: [], usage })

function chunk(head: Head, delta: Delta, finish: 'stop' | null): Chunk {
  return { ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] }
}
