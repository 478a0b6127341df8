/**
 * Duties and facts as CSV (RFC 4180, CRLF) that opens in a spreadsheet: with a BOM, so that the Chinese is read as UTF-8, and
 * with cells that look like formulas made harmless.
 */
import type { Fact } from '../../ingest/types.ts'
import { fieldNames, valueText } from '../answer/fact-names.ts'
import type { Citation, DutyRecord, FactRecord } from '../contract.ts'

/** Columns that every record closes with. */
const CITED: [string, (citation: Citation) => string][] = [
  ['文号', (citation) => citation.docNumber ?? ''],
  ['文件', (citation) => citation.title],
  ['地区', (citation) => citation.region ?? ''],
  ['来源', (citation) => `${citation.source.file}:${citation.source.lines.join('-')}`],
  ['原文', (citation) => citation.quote],
]

const COLUMNS: [string, (duty: DutyRecord) => string][] = [
  ['任务', (duty) => duty.task],
  ['牵头单位', (duty) => duty.lead.join('、')],
  ['配合单位', (duty) => duty.supporting.join('、')],
  ['责任单位', (duty) => duty.responsible.join('、')],
  ['人员', (duty) => duty.persons.map(({ name, role }) => (role ? `${name}（${role}）` : name)).join('、')],
  ['时限', (duty) => duty.deadline ?? ''],
  ['依据', (duty) => (duty.certainty === 'stated' ? '原文' : '推定')],
  ...CITED.map(([name, read]): [string, (duty: DutyRecord) => string] => [name, (duty) => read(duty.citation)]),
]

export function dutiesToCsv(duties: readonly DutyRecord[]): string {
  return toCsv([COLUMNS.map(([name]) => name), ...duties.map((duty) => COLUMNS.map(([, read]) => read(duty)))])
}

export function factsToCsv(kind: Fact['kind'], facts: readonly FactRecord[]): string {
  const fields = fieldNames(kind)
  const header = [...fields.map(([, name]) => name), '依据', ...CITED.map(([name]) => name)]
  return toCsv([header, ...facts.map((fact) => [
    ...fields.map(([field]) => valueText(fact.said[field])),
    fact.certainty === 'stated' ? '原文' : '推定',
    ...CITED.map(([, read]) => read(fact.citation)),
  ])])
}

function toCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** A cell in quotes where needed; = + - @ at its start would be run as a formula, so an apostrophe goes before them. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
