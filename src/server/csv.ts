/**
 * Duties as CSV (RFC 4180, CRLF) that opens in a spreadsheet: with a BOM, so that the Chinese is read as UTF-8, and
 * with cells that look like formulas made harmless.
 */
import type { DutyRecord } from '../contract.ts'

const COLUMNS: [string, (duty: DutyRecord) => string][] = [
  ['任务', (duty) => duty.task],
  ['牵头单位', (duty) => duty.lead.join('、')],
  ['配合单位', (duty) => duty.supporting.join('、')],
  ['责任单位', (duty) => duty.responsible.join('、')],
  ['人员', (duty) => duty.persons.map(({ name, role }) => (role ? `${name}（${role}）` : name)).join('、')],
  ['时限', (duty) => duty.deadline ?? ''],
  ['依据', (duty) => (duty.certainty === 'stated' ? '原文' : '推定')],
  ['文号', (duty) => duty.citation.docNumber ?? ''],
  ['文件', (duty) => duty.citation.title],
  ['地区', (duty) => duty.citation.region ?? ''],
  ['来源', (duty) => `${duty.citation.source.file}:${duty.citation.source.lines.join('-')}`],
  ['原文', (duty) => duty.citation.quote],
]

export function dutiesToCsv(duties: readonly DutyRecord[]): string {
  const rows = [COLUMNS.map(([name]) => name), ...duties.map((duty) => COLUMNS.map(([, read]) => read(duty)))]
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** A cell in quotes where needed; = + - @ at its start would be run as a formula, so an apostrophe goes before them. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
