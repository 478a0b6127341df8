/**
 * One number for the content of an index: texts, structure, facts and vectors in the order of file and line. Equal input
 * gives an equal digest, whatever the order of ingests, the number of workers or the generation. For tests and status.
 */
import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'

const PARTS = [
  'SELECT file AS a, sha256 AS b, stated AS c, gazette AS d FROM sources ORDER BY file',
  'SELECT id AS a, file AS b, line AS c, json AS d FROM documents ORDER BY file, line, id',
  `SELECT b.id AS a, b.file AS b, b.ordinal AS c, b.json AS d FROM blocks b LEFT JOIN documents d ON d.key = b.document_key
   ORDER BY b.file, d.line IS NOT NULL, d.line, d.id, b.ordinal, b.id`,
  `SELECT p.id AS a, p.json AS b, v.vector AS c, '' AS d FROM passages p JOIN documents d ON d.key = p.document_key
   LEFT JOIN vectors v ON v.hash = p.vector_hash ORDER BY d.file, d.line, d.id, p.key`,
  'SELECT f.id AS a, f.kind AS b, f.json AS c, d.id AS d FROM facts f JOIN documents d ON d.key = f.document_key ORDER BY d.file, d.line, d.id, f.key',
  'SELECT document_id AS a, file AS b, line AS c, lines AS d FROM reprints ORDER BY document_id, file, line',
]

/** SHA-256 (hex) over the ordered content of an open index. */
export function digestOfDatabase(database: Database.Database): string {
  const hash = createHash('sha256')
  for (const [part, sql] of PARTS.entries()) {
    hash.update(`#${part}\n`)
    for (const row of database.prepare(sql).iterate() as Iterable<Record<'a' | 'b' | 'c' | 'd', string | number | Buffer | null>>) {
      for (const value of [row.a, row.b, row.c, row.d]) {
        const bytes = Buffer.isBuffer(value) ? value : String(value)
        hash.update(`${typeof value === 'object' && value !== null ? value.length : String(value).length}:`)
        hash.update(bytes)
      }
    }
  }
  return hash.digest('hex')
}
