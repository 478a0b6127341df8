/** Results of the tools as text, for models and clients that do not read structured content: the same evidence, shorter. */
import { fieldNames, kindName, valueText } from '../answer/fact-names.ts'
import { citationHead, citationLines, documentLine, linesText, statusText } from '../commands/format.ts'
import type { Answer, BlockRecord, Citation, DocumentRecord, DutyRecord, FactRecord, SearchHit } from '../contract.ts'

const lines = (...parts: (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join('\n')

export const documentUri = (id: string): string => `gongbao://documents/${encodeURIComponent(id)}`

function cited(citation: Citation): string {
  return lines(...citationLines(citation), documentUri(citation.documentId))
}

export function hitsText(hits: readonly SearchHit[], note: string | undefined): string {
  if (hits.length === 0) return '没有找到相关段落。'
  return hits.map(({ citation, text }, at) => {
    const { source, section } = citation
    return lines(`${at + 1}. ${citationHead(citation)}  ${source.file} ${linesText(source.lines)}，${statusText(citation.status)}`, section.join(' › '), text, documentUri(citation.documentId))
  }).concat(note ?? []).join('\n\n')
}

const OUTCOMES: Partial<Record<Answer['outcome'], string>> = {
  partial: '（只能回答一部分）', clarify: '（需要再说明一下）', no_evidence: '（公报中没有查到）', refused: '（不在回答范围内）',
}

export function answerText({ text, outcome, citations, notices, suggestions, standalone, question }: Answer): string {
  const sources = citations.map((citation) => `[${citation.n ?? ''}] ${cited(citation)}`)
  return [
    lines(OUTCOMES[outcome], standalone === undefined || standalone === question ? undefined : `理解为：${standalone}`, text),
    lines(...notices.map(({ message }) => `提示：${message}`)),
    ...sources,
    suggestions.length > 0 ? `还可以问：${suggestions.join(' ')}` : '',
  ].filter((part) => part !== '').join('\n\n')
}

export function blocksText(blocks: readonly BlockRecord[]): string {
  return blocks.filter(({ kind }) => kind !== 'furniture').map((block) => {
    const cells = block.cells?.filter(({ text }) => text !== '').map(({ column, text, inferred }) => `${column}：${text}${inferred ? '（推定）' : ''}`)
    return `${String(block.lines[0]).padStart(5)}  ${cells && cells.length > 0 ? cells.join('；') : block.text}`
  }).join('\n')
}

export function documentHead(record: DocumentRecord): string {
  const { status, attachments, issuer } = record
  return lines(
    documentLine(record),
    issuer === undefined ? undefined : `发文机关：${issuer}`,
    status.basis === undefined ? undefined : `效力依据：${status.basis.docNumber ?? ''}“${status.basis.quote}”`,
    attachments.length > 0 ? `附件：${attachments.map(({ label, title }) => `${label} ${title ?? ''}`.trim()).join('；')}` : undefined,
    record.printed === false ? undefined : documentUri(record.id),
  )
}

export function dutiesText(duties: readonly DutyRecord[], note: string | undefined): string {
  if (duties.length === 0) return '没有找到职责分工。'
  return duties.map(({ task, lead, supporting, responsible, persons, deadline, certainty, citation }) => lines(
    `任务：${task}${certainty === 'inferred' ? '（推定）' : ''}`,
    lead.length > 0 ? `牵头：${lead.join('、')}` : undefined,
    supporting.length > 0 ? `配合：${supporting.join('、')}` : undefined,
    responsible.length > 0 ? `责任：${responsible.join('、')}` : undefined,
    persons.length > 0 ? `人员：${valueText(persons)}` : undefined,
    deadline === undefined ? undefined : `时限：${deadline}`,
    cited(citation),
  )).concat(note ?? []).join('\n\n')
}

export function factsText(kind: FactRecord['kind'], facts: readonly FactRecord[], note: string | undefined): string {
  const name = `${kindName(kind)}（${kind}）`
  if (facts.length === 0) return `没有找到这一类事实：${name}。`
  return [`类别：${name}`].concat(facts.map(({ kind, said, certainty, citation }) => {
    const fields = fieldNames(kind).flatMap(([field, name]) => {
      const value = valueText(said[field])
      return value === '' || value === '否' ? [] : [`${name}：${value}`]
    })
    return lines(`${fields.join('；')}${certainty === 'inferred' ? '（推定）' : ''}`, cited(citation))
  }), note ?? []).join('\n\n')
}
