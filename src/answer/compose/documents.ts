/**
 * Lists of documents: 刊登了哪几个应急预案, 一共有几份通告. Answered from the titles of documents and of their parts.
 */
import type { Block, GazetteDocument } from '../../../ingest/types.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Statement } from '../draft.ts'

const KIND = /(应急预案|预案|实施方案|行动方案|行动计划|工作方案|管理办法|办法|通告|决定|通报|会议纪要|纪要|任免(?:通知|文件)|函)/
const ASKS = /(?:刊|登|印发|收录|公布|发布|下发|出台)[^，。？?]{0,8}(?:哪|几)|(?:哪|几|多少)(?:些|几)?(?:个|份|件|部|项)?[^，。？?]{0,4}(?:应急预案|预案|方案|计划|办法|通告|决定|通报|纪要|任免)/
const MAX_LISTED = 12

/** Undefined unless documents of a kind are asked for. */
export function composeDocuments(corpus: Corpus, understanding: Understanding, allowed: readonly string[] | undefined): Draft | undefined {
  const { question } = understanding
  const kind = KIND.exec(question)?.[1]
  if (kind === undefined || !ASKS.test(question) || /废止|失效|有效|文号|登记号|谁|哪个?(?:单位|部门|局)|多少(?:钱|元|万)/.test(question)) return undefined
  const ids = allowed === undefined ? undefined : new Set(allowed)
  const found: { document: GazetteDocument; title: string }[] = []
  for (const document of corpus.documents) {
    if (ids !== undefined && !ids.has(document.id)) continue
    if (understanding.years.length > 0 && document.date !== undefined && !understanding.years.includes(Number(document.date.slice(0, 4)))) continue
    const names = document.parts.length > 0 ? document.parts.map(part => part.title) : [document.title]
    for (const title of names) if (title.replace(/\s+/g, '').includes(kind.replace(/(?:通知|文件)$/, ''))) found.push({ document, title })
  }
  if (found.length === 0) return undefined
  const statements: Statement[] = found.slice(0, MAX_LISTED).flatMap(({ document, title }) => {
    const proof = titleBlock(corpus.reader.blocks(document.id), title)
    return proof === undefined ? [] : [{ text: `${document.region === undefined ? '' : `${document.region}：`}${plainTitle(title)}${document.docNumber === undefined ? '' : `（${document.docNumber}）`}`, proofs: [{ document, ...proof }] }]
  })
  if (statements.length === 0) return undefined
  const lead = found.length > statements.length ? `共${found.length}件，列出${statements.length}件：` : `共${found.length}件：`
  return { outcome: 'answered', lead, statements, notices: [], confidence: 0.8 }
}

function plainTitle(title: string): string {
  return /《.+》/.exec(title)?.[0] ?? title
}

function titleBlock(blocks: readonly Block[], title: string): { block: Block; range: [number, number] } | undefined {
  const wanted = title.replace(/\s+/g, '')
  const inner = /《(.+?)》/.exec(wanted)?.[1] ?? wanted
  for (const block of blocks) {
    const text = block.text.replace(/\s+/g, '')
    if (text.includes(inner)) return { block, range: [0, block.text.length] }
  }
  const first = blocks[0]
  return first === undefined ? undefined : { block: first, range: [0, first.text.length] }
}
