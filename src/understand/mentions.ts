/**
 * Documents that a question names: by 文号 or registration number, by 《title》, or by enough characteristic words of a title.
 */
import type { GazetteDocument } from '../../ingest/types.ts'
import { documentNumberKey, findDocumentNumbers, findRegistrationNumbers } from '../../ingest/text/document-number.ts'
import { normalise } from '../../ingest/text/normalise.ts'

export interface Mentions {
  /** ids of indexed documents, best first */
  documentIds: string[]
  /** how they were named; a title only hinted at must not exclude other documents */
  strength: 'number' | 'title' | 'hint' | 'none'
  /** further documents that the question hints at, less clearly; for comparisons */
  hinted: string[]
  /** named in this very question, not carried over from the turn before */
  own: boolean
  /** canonical numbers in the question that no indexed document carries */
  foreignNumbers: string[]
  /** 《titles》 in the question that no indexed document carries */
  foreignTitles: string[]
}

/** What remains of a title when its formula words are taken away: 关于印发《青桐县X方案》的通知 → X方案. */
export function titleCore(title: string, region?: string): string {
  const inner = /《(.+?)》/.exec(title)?.[1] ?? title
  let core = inner.replace(/^关于(?:印发|公布|下发|转发|做好|认真|进一步|举办|成立|建立|开展|调整)?/, '').replace(/的?(?:通知|通告|公告|决定|意见|函|通报|批复)$/, '')
  if (region !== undefined) core = core.replaceAll(region, '')
  return core
}

export function findMentions(question: string, documents: readonly GazetteDocument[]): Mentions {
  const numbers = [...findDocumentNumbers(question), ...findRegistrationNumbers(question)]
  const byKey = new Map<string, string[]>()
  for (const document of documents) {
    for (const number of [document.docNumber, document.registrationNumber]) {
      if (number === undefined) continue
      const key = documentNumberKey(number)
      byKey.set(key, [...(byKey.get(key) ?? []), document.id])
    }
  }
  const documentIds: string[] = []
  const foreignNumbers: string[] = []
  for (const number of numbers) {
    const ids = byKey.get(documentNumberKey(number.canonical)) ?? suffixMatches(byKey, number.canonical)
    if (ids.length > 0) documentIds.push(...ids)
    else foreignNumbers.push(number.canonical)
  }
  const foreignTitles: string[] = []
  const titled: string[] = []
  for (const match of question.matchAll(/《([^《》]{2,80}(?:〈[^〉]*〉[^《》]*)?)》/g)) {
    const wanted = normalise(match[1] ?? '')
    let hits = documents.filter(document => [document.title, ...document.parts.map(part => part.title)].some(title => normalise(title).includes(wanted)))
    if (hits.length === 0 && wanted.length > 8) {
      // the question may print more than the title does (the place, the year of the edition)
      hits = documents.filter(document => {
        const core = normalise(titleCore(document.title))
        return core.length > 5 && wanted.includes(core)
      })
    }
    if (hits.length > 0) titled.push(...hits.map(document => document.id))
    else foreignTitles.push(match[1] ?? '')
  }
  if (documentIds.length > 0) return { documentIds: unique([...documentIds, ...titled]), strength: 'number', hinted: [], own: true, foreignNumbers, foreignTitles }
  if (titled.length > 0) return { documentIds: unique(titled), strength: 'title', hinted: hintedDocuments(question, documents).all, own: true, foreignNumbers, foreignTitles }
  const hinted = hintedDocuments(question, documents)
  return { documentIds: hinted.best, strength: hinted.best.length > 0 ? 'hint' : 'none', hinted: hinted.all, own: hinted.best.length > 0, foreignNumbers, foreignTitles }
}

/** 〔2020〕45号 without 机关代字 means the number of whatever series carries it. */
function suffixMatches(byKey: ReadonlyMap<string, string[]>, canonical: string): string[] {
  if (!canonical.startsWith('〔')) return []
  const tail = documentNumberKey(canonical)
  return [...byKey].filter(([key]) => key.endsWith(tail)).flatMap(([, ids]) => ids)
}

/** a stretch this long is no accident */
const CLEAR_STRETCH = 6

/**
 * Documents whose title's core shares a long stretch with the question (冬季攻势, 发展六仗, 税收精诚共治):
 * at least half of the core's characters, or a stretch of 5 and more.
 */
function hintedDocuments(question: string, documents: readonly GazetteDocument[]): { best: string[]; all: string[] } {
  const asked = normalise(question).replace(/["'《》()]/g, '')
  const scored: { id: string; score: number }[] = []
  for (const document of documents) {
    let best = 0
    const names = [document.title, ...document.parts.map(part => part.title), ...document.attachments.flatMap(attachment => (attachment.title === undefined ? [] : [attachment.title]))]
    for (const name of names) {
      const core = normalise(titleCore(name, document.region)).replace(/["'《》()]/g, '')
      if (core.length < 4) continue
      const stretch = longestCommonStretch(asked, core)
      if (stretch >= 6 || (stretch >= 4 && stretch >= core.length * 0.5)) best = Math.max(best, stretch)
    }
    if (best > 0) scored.push({ id: document.id, score: best })
  }
  const top = Math.max(0, ...scored.map(one => one.score))
  const ranked = scored.sort((left, right) => right.score - left.score)
  return { best: ranked.filter(one => one.score >= top - 1).map(one => one.id), all: ranked.filter(one => one.score >= CLEAR_STRETCH).map(one => one.id) }
}

/** Length of the longest common substring; both are short. */
export function longestCommonStretch(left: string, right: string): number {
  let best = 0
  let previous = new Uint16Array(right.length + 1)
  for (let i = 1; i <= left.length; i++) {
    const current = new Uint16Array(right.length + 1)
    for (let j = 1; j <= right.length; j++) {
      if (left.charCodeAt(i - 1) === right.charCodeAt(j - 1)) {
        const length = (previous[j - 1] ?? 0) + 1
        current[j] = length
        if (length > best) best = length
      }
    }
    previous = current
  }
  return best
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}
