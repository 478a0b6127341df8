/** Builds a SourceText from lines, and looks at cut gazettes in short form. All places and numbers are invented. */
import { lineStartsOf } from '../../../ingest/text/lines.ts'
import { cutGazette } from '../../../ingest/gazette/cut.ts'
import type { CutDocument, CutGazette } from '../../../ingest/gazette/cut.ts'
import type { SourceText, StatedFacts } from '../../../ingest/types.ts'

export function sourceOf(text: string | readonly string[], file = 'fixture.txt'): SourceText {
  const joined = typeof text === 'string' ? text : text.join('\n')
  return { file, text: joined, lineStarts: lineStartsOf(joined), encoding: 'utf-8', sha256: '0'.repeat(64) }
}

export const cut = (text: string | readonly string[], stated?: StatedFacts): CutGazette => cutGazette(sourceOf(text), stated)

/** Lines of the source that are no blanks and belong to no document and no furniture, and those that belong to two documents. */
export function tilingFaults(source: SourceText, gazette: CutGazette): string[] {
  const lines = source.text.split('\n')
  const owners = Array.from({ length: lines.length + 1 }, () => 0)
  const faults: string[] = []
  let before = 0
  for (const document of gazette.documents) {
    const [from, to] = document.lines
    if (from <= before) faults.push(`document at ${from} overlaps the one before (to ${before})`)
    if (to < from) faults.push(`document at ${from} ends at ${to}`)
    before = to
    for (let line = from; line <= to; line++) owners[line] = (owners[line] ?? 0) + 1
    if (document.bodyFrom < from || document.bodyFrom > to) faults.push(`body of document at ${from} begins at ${document.bodyFrom}`)
    if (document.titleLines[0] !== from || document.titleLines[1] > to) faults.push(`title of document at ${from}: ${document.titleLines.join('-')}`)
  }
  for (const { lines: [from, to] } of gazette.furniture) for (let line = from; line <= to; line++) owners[line] = (owners[line] ?? 0) + 1
  lines.forEach((text, index) => {
    if (text.trim() !== '' && owners[index + 1] === 0) faults.push(`line ${index + 1} belongs to nothing: ${text.slice(0, 30)}`)
  })
  return faults
}

export const brief = (document: CutDocument): Record<string, unknown> => ({
  lines: document.lines,
  number: document.docNumber,
  title: document.title,
  date: document.date,
})

/** A notice as gazettes print it; every part can be replaced. */
export function notice(options: { number?: string; issuer?: string; title?: string; date?: string; body?: string[] } = {}): string[] {
  const issuer = options.issuer ?? '青桐县人民政府办公室'
  return [
    ...(options.number === undefined ? [] : [options.number, '']),
    issuer,
    options.title ?? '关于做好春耕生产工作的通知',
    '',
    '各乡镇人民政府、街道办事处，县直各单位：',
    '',
    ...(options.body ?? ['经县人民政府同意，现将有关事项通知如下：', '', '一、提高认识。各单位要高度重视，认真抓好落实。']),
    '',
    issuer,
    '',
    options.date ?? '2024年3月1日',
    '',
  ]
}
