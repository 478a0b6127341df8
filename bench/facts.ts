/**
 * Counts of facts per gazette, per document and per rule, as the Markdown tables of docs/evaluation.md.
 * npx tsx bench/facts.ts FILE… : parses only, embeds nothing, writes nothing.
 */
import { parseGazette } from '../ingest/parse.ts'
import { readSource } from '../ingest/source/read.ts'
import { FACT_KINDS } from '../src/answer/fact-names.ts'

const files = process.argv.slice(2)
if (files.length === 0) {
  process.stderr.write('expected gazettes, got none; call: npx tsx bench/facts.ts FILE…\n')
  process.exit(2)
}

const rules = new Map<string, number>()
const gazettes: string[] = []
const documents: string[] = []
const total = new Map<string, number>()
const inferred = new Map<string, number>()
const add = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
const cells = (counts: Map<string, number>, none: string): string => FACT_KINDS.map(kind => counts.get(kind) ?? none).join(' | ')

for (const file of files) {
  const parsed = parseGazette(readSource(file))
  const byDocument = new Map<string, Map<string, number>>(parsed.documents.map(document => [document.id, new Map<string, number>()]))
  const all = new Map<string, number>()
  for (const fact of parsed.facts) {
    for (const counts of [all, total, byDocument.get(fact.documentId)]) if (counts !== undefined) add(counts, fact.kind)
    if (fact.certainty === 'inferred') add(inferred, fact.kind)
    add(rules, fact.rule)
  }
  gazettes.push(`| ${parsed.gazette.region ?? file} ${parsed.gazette.year ?? ''} | ${parsed.documents.length} | ${cells(all, '0')} |`)
  for (const document of parsed.documents) documents.push(`| ${document.docNumber ?? document.title} | ${cells(byDocument.get(document.id) ?? new Map(), '')} |`)
}

const head = (first: string): string => `| ${first} | ${FACT_KINDS.join(' | ')} |\n|${'---|'.repeat(FACT_KINDS.length + first.split('|').length)}`
const tables = [
  [head('gazette | documents'), ...gazettes, `| all | ${documents.length} | ${cells(total, '0')} |`, `| of these inferred | | ${cells(inferred, '0')} |`],
  [head('document'), ...documents],
  ['| rule | facts |\n|---|---|', ...[...rules].sort((left, right) => right[1] - left[1]).map(([rule, count]) => `| \`${rule}\` | ${count} |`)],
]
process.stdout.write(`${tables.map(table => table.join('\n')).join('\n\n')}\n`)
