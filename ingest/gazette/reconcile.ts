/**
 * Compares the printed table of contents with the documents found. Differences are reported, not hidden.
 */
import { documentNumberKey } from '../text/document-number.ts'
import { MIN_TITLE_SIMILARITY, titleKey, titleSimilarity } from './title-match.ts'
import type { Doubt, TocEntry } from '../types.ts'

/** a shorter title may be the end of several */
const MIN_ENDING_CHARS = 8

export interface ListedDocument {
  title: string
  docNumber?: string
  registrationNumber?: string
  lines: [number, number]
}

export interface Reconciled {
  toc: { matched: number; missingInBody: TocEntry[]; missingInToc: string[] }
  doubts: Doubt[]
}

/** Matches by 文号, registration number, then title. Without a table of contents nothing is missing. */
export function reconcile(file: string, entries: readonly TocEntry[], documents: readonly ListedDocument[]): Reconciled {
  if (entries.length === 0) return { toc: { matched: 0, missingInBody: [], missingInToc: [] }, doubts: [] }
  const doubts: Doubt[] = []
  const open = new Set(documents.keys())
  const byNumber = new Map<string, number>()
  const byTitle = new Map<string, number[]>()
  const keys = documents.map(document => titleKey(document.title))
  for (const [at, document] of documents.entries()) {
    for (const number of [document.docNumber, document.registrationNumber]) if (number !== undefined) byNumber.set(documentNumberKey(number), at)
    byTitle.set(keys[at] ?? '', [...(byTitle.get(keys[at] ?? '') ?? []), at])
  }
  const missingInBody: TocEntry[] = []
  let matched = 0
  for (const entry of entries) {
    const key = titleKey(entry.title)
    let at = [entry.docNumber, entry.registrationNumber].flatMap(number => (number === undefined ? [] : [byNumber.get(documentNumberKey(number))])).find(index => index !== undefined)
    at ??= byTitle.get(key)?.find(index => open.has(index))
    at ??= entry.docNumber === undefined ? mostSimilar(key, keys, open) ?? ending(key, keys, open) : undefined
    const document = at === undefined ? undefined : documents[at]
    if (at === undefined || document === undefined) {
      missingInBody.push(entry)
      doubts.push({ code: 'toc.missing_in_body', message: `目录列有“${entry.title}”，正文中没有找到`, file, lines: entry.lines })
      continue
    }
    matched++
    open.delete(at)
    if (key !== '' && key !== keys[at] && !(keys[at] ?? '').startsWith(key) && !(keys[at] ?? '').endsWith(key)) {
      doubts.push({ code: 'toc.title_differs', message: `目录题名“${entry.title}”与正文题名“${document.title}”不一致`, file, lines: entry.lines })
    }
    if (entry.docNumber !== undefined && document.docNumber !== undefined && documentNumberKey(entry.docNumber) !== documentNumberKey(document.docNumber)) {
      doubts.push({ code: 'toc.number_differs', message: `目录文号 ${entry.docNumber} 与正文文号 ${document.docNumber} 不一致`, file, lines: entry.lines })
    }
  }
  const missingInToc: string[] = []
  for (const at of open) {
    const document = documents[at]
    if (document === undefined) continue
    missingInToc.push(document.docNumber === undefined ? document.title : `${document.title}（${document.docNumber}）`)
    doubts.push({ code: 'toc.missing_in_toc', message: `正文有“${document.title}”，目录没有列出`, file, lines: document.lines })
  }
  return { toc: { matched, missingInBody, missingInToc }, doubts }
}

/** The contents leave out who met: 第4次主任办公会议纪要. */
function ending(key: string, keys: readonly string[], open: ReadonlySet<number>): number | undefined {
  if (key.length < MIN_ENDING_CHARS) return undefined
  const found = [...open].filter(at => (keys[at] ?? '').endsWith(key))
  return found.length === 1 ? found[0] : undefined
}

function mostSimilar(key: string, keys: readonly string[], open: ReadonlySet<number>): number | undefined {
  let best: number | undefined
  let most = MIN_TITLE_SIMILARITY
  for (const at of open) {
    const similarity = titleSimilarity(key, keys[at] ?? '')
    if (similarity >= most) {
      best = at
      most = similarity
    }
  }
  return best
}
