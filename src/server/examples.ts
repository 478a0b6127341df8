/**
 * Three questions for the empty page, taken from what is indexed: a person sees at once what can be asked here.
 * In: the assistant. Out: questions that it has answered itself, each from the document the question was made of.
 *
 *   duties with a leading unit ─┐
 *   titles by kind of document ─┼▶ candidates ─▶ asked one by one ─▶ the first good one of each kind
 *   文号 with a known status   ─┘
 */
import type { Assistant, DocumentRecord, DutyRecord } from '../contract.ts'

export const EXAMPLES_MAX = 3
/** candidates of one kind that are asked before the kind is given up */
const TRIED_PER_KIND_MAX = 5
const TASK_MIN_CHARS = 4
const TASK_MAX_CHARS = 18
const TITLE_MAX_CHARS = 30

interface Candidate {
  question: string
  documentId: string
}

/** At most EXAMPLES_MAX questions; fewer when the gazettes answer fewer, none when nothing is indexed. */
export async function exampleQuestions(assistant: Assistant): Promise<string[]> {
  const documents = assistant.documents()
  const places = new Set(documents.flatMap(({ region }) => (region === undefined ? [] : [region])))
  const kinds = [
    dutyCandidates(await assistant.duties({}), places.size > 1),
    documents.flatMap(contentCandidate),
    documents.flatMap(statusCandidate),
  ]
  const used = new Set<string>()
  const examples: string[] = []
  for (const kind of kinds) {
    const found = await firstAnswered(assistant, kind.filter(({ documentId }) => !used.has(documentId)))
    if (!found) continue
    used.add(found.documentId)
    examples.push(found.question)
  }
  return examples.slice(0, EXAMPLES_MAX)
}

async function firstAnswered(assistant: Assistant, candidates: readonly Candidate[]): Promise<Candidate | undefined> {
  for (const candidate of candidates.slice(0, TRIED_PER_KIND_MAX)) {
    for await (const event of assistant.ask({ question: candidate.question, mode: 'extractive' })) {
      if (event.type !== 'completed') continue
      const { outcome, citations } = event.answer
      if (outcome === 'answered' && citations[0]?.documentId === candidate.documentId) return candidate
    }
  }
  return undefined
}

/** One duty a document, its task short enough to be asked: 清理积存垃圾。以村组道路… → 清理积存垃圾由哪个单位牵头？ */
function dutyCandidates(duties: readonly DutyRecord[], isPlaceNeeded: boolean): Candidate[] {
  const byDocument = new Map<string, Candidate>()
  for (const { task, lead, certainty, citation } of duties) {
    const [topic = ''] = task.split(/[。，；：、\s]/, 1)
    if (certainty !== 'stated' || lead.length !== 1 || byDocument.has(citation.documentId)) continue
    if (topic.length < TASK_MIN_CHARS || topic.length > TASK_MAX_CHARS || !/^[\p{Script=Han}“”]+$/u.test(topic)) continue
    if (/^(?:负责|牵头|由)|(?:办公室|领导小组|指挥部|主任|组长|指挥长)$/.test(topic)) continue
    const place = isPlaceNeeded && citation.region !== undefined && !topic.includes(citation.region) ? citation.region : ''
    byDocument.set(citation.documentId, { question: `${place}${topic}由哪个单位牵头？`, documentId: citation.documentId })
  }
  return [...byDocument.values()]
}

/** What people ask of a document of this kind. */
const ASKED_BY_KIND: readonly [title: RegExp, asked: string][] = [
  [/补贴|补助|奖补/, '的补贴标准是多少？'],
  [/管理办法|保障办法|住房/, '的申请条件是什么？'],
  [/缴费|收费/, '的缴费标准是多少？'],
  [/预案/, '的应急响应分为几级？'],
  [/方案|计划|行动/, '的工作目标是什么？'],
]

function contentCandidate({ id, title, status }: DocumentRecord): Candidate[] {
  const name = /《([^《》]+)》/.exec(title)?.[1] ?? title
  const asked = ASKED_BY_KIND.find(([pattern]) => pattern.test(name))?.[1]
  const hasEnded = status.value !== 'in_force' && status.value !== 'unknown'
  return asked === undefined || hasEnded || name.length > TITLE_MAX_CHARS ? [] : [{ question: `《${name}》${asked}`, documentId: id }]
}

function statusCandidate({ id, docNumber, status }: DocumentRecord): Candidate[] {
  return docNumber === undefined || status.value === 'unknown' ? [] : [{ question: `${docNumber}现在还有效吗？`, documentId: id }]
}
