/**
 * How a question names a document, so that it has one right answer without anything around it.
 *
 *   青桐县人民政府办公室关于印发《青桐县防汛应急预案》的通知, 青政办发〔2024〕9号   → 《青桐县防汛应急预案》（青政办发〔2024〕9号）
 *   第3次常务会议纪要, no 文号, 青桐县                                          → 青桐县《第3次常务会议纪要》
 */
import type { Block, GazetteDocument } from '../../ingest/types.ts'
import { shortName } from '../understand/places.ts'

/** Of a document with several parts the part that holds the block. */
export function documentName(document: GazetteDocument, block?: Block): string {
  const title = `《${nested(bareTitle(document, block))}》`
  const number = document.docNumber === undefined ? '' : `（${document.docNumber}）`
  const place = document.region === undefined || title.includes(shortName(document.region)) ? '' : document.region
  return `${place}${title}${number}`
}

function bareTitle(document: GazetteDocument, block: Block | undefined): string {
  const line = block?.span.lines[0]
  const part = line === undefined ? undefined : document.parts.find(one => line >= one.lines[0] && line <= one.lines[1])
  if (part !== undefined) return part.title
  const printed = [...document.title.matchAll(/《([^《》]{2,80})》/g)].map(match => match[1] ?? '')
  const only = printed[0]
  return printed.length === 1 && only !== undefined && /印发[^《]{0,4}《|的通知$/.test(document.title) && document.title.indexOf('《') <= 6 ? only : document.title
}

/** Titles inside a title stand in single marks (GB/T 15834-2011, 4.15.3.1). */
function nested(title: string): string {
  return title.replaceAll('《', '〈').replaceAll('》', '〉').replace(/[\s\u3000]+/gu, '')
}
