/**
 * Corrections that a person states for one gazette, in a JSON file beside it (NAME.txt.corrections.json). They survive
 * re-ingest, and what they touch carries the reason, so an answer can say that it stands on a corrected place.
 *
 *   { "gazette":  { "region": "青桐县", "year": 2024, "issue": "2" },
 *     "headings": [ { "line": 120, "level": 2, "reason": "编号漏印" } ],
 *     "cells":    [ { "line": 88, "column": "牵头单位", "text": "县水利局", "reason": "扫描错行" } ] }
 *
 * headings: the block that starts at the line becomes a heading of that level (1 is the highest inside the document, 0 makes
 * it text), with that wording. cells: the cell of the row that covers the line.
 */
import { z } from 'zod'

const MAX_CORRECTIONS = 10_000
const MAX_TEXT_CHARS = 2_000
const reason = z.string().trim().min(1).max(500)
const line = z.number().int().min(1)

const correctionsSchema = z.strictObject({
  gazette: z.strictObject({
    region: z.string().trim().min(1).max(60).optional(),
    title: z.string().trim().min(1).max(120).optional(),
    year: z.number().int().min(1900).max(2200).optional(),
    issue: z.string().trim().min(1).max(20).optional(),
  }).optional(),
  headings: z.array(z.strictObject({
    line,
    text: z.string().trim().min(1).max(200).optional(),
    level: z.number().int().min(0).max(20).optional(),
    reason,
  })).max(MAX_CORRECTIONS).optional(),
  cells: z.array(z.strictObject({
    line, column: z.string().max(120), text: z.string().max(MAX_TEXT_CHARS), reason,
  })).max(MAX_CORRECTIONS).optional(),
})

export interface HeadingCorrection {
  line: number
  text?: string | undefined
  level?: number | undefined
  reason: string
}

export interface CellCorrection {
  line: number
  column: string
  text: string
  reason: string
}

export interface Corrections {
  gazette?: { region?: string | undefined; title?: string | undefined; year?: number | undefined; issue?: string | undefined } | undefined
  headings?: HeadingCorrection[] | undefined
  cells?: CellCorrection[] | undefined
}

/** Name of the corrections file of a gazette file. */
export function correctionsPath(file: string): string {
  return `${file}.corrections.json`
}

/** The corrections file is not what it should be; the message says what was expected and where. */
export class CorrectionsError extends Error {
  readonly code = 'corrections_invalid'
}

/** Reads and checks a corrections file. Throws CorrectionsError. `file` is for the message. */
export function parseCorrections(json: string, file: string): Corrections {
  let value: unknown
  try {
    value = JSON.parse(json.replace(/^\ufeff/, ''))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CorrectionsError(`更正文件 ${file}：期望 JSON，实际 ${why}；请改正或移走这个文件`)
  }
  const parsed = correctionsSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue === undefined || issue.path.length === 0 ? '最外层' : issue.path.map(String).join('.')
  throw new CorrectionsError(
    `更正文件 ${file}：${where} 处不对（${issue?.message ?? '看不懂'}）；` +
    '期望 { "gazette"?, "headings"?: [{ line, text?, level?, reason }], "cells"?: [{ line, column, text, reason }] }',
  )
}
