/** Records as lines of text for people. */
import type { Citation, DocumentRecord, DocumentStatus } from '../contract.ts'

const STATUS_WORDS: Record<DocumentStatus['value'], string> = {
  in_force: '现行有效', repealed: '已废止', lapsed: '已失效', superseded: '已被新文件替代', expired: '有效期已满', unknown: '效力未载明',
}

export const statusText = (status: DocumentStatus): string => STATUS_WORDS[status.value]

export function linesText([from, to]: readonly [number, number]): string {
  return from === to ? `第 ${from} 行` : `第 ${from}–${to} 行`
}

export function citationHead(citation: Citation): string {
  const { docNumber, registrationNumber, title, region, date } = citation
  return [docNumber ?? registrationNumber, title, region, date].filter((part) => part !== undefined).join('  ')
}

/** Two or three lines: head, section, quote with its place. */
export function citationLines(citation: Citation): string[] {
  const place = `${citation.source.file} ${linesText(citation.source.lines)}，${statusText(citation.status)}`
  return [citationHead(citation), ...(citation.section.length > 0 ? [citation.section.join(' › ')] : []), `“${citation.quote}”（${place}）`]
}

export function documentLine(record: DocumentRecord): string {
  const parts = [record.docNumber ?? record.registrationNumber ?? '（无文号）', record.title, record.region, record.date, statusText(record.status),
    record.printed === false ? '仅被提及' : `${record.source.file} ${linesText(record.source.lines)}`]
  return parts.filter((part) => part !== undefined).join('  ')
}
