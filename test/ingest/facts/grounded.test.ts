import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseGazette } from '../../../ingest/parse.ts'
import { readSource } from '../../../ingest/source/read.ts'

const folders = ['test/fixtures/gazettes', 'sample']
const files = folders.flatMap(folder =>
  readdirSync(folder)
    .filter(name => /\.(?:txt|md)$/.test(name) && name !== 'README.md')
    .map(name => join(folder, name)),
)
const bare = (text: string): string => text.replace(/\s+/g, '')

describe('what contacts, definitions and short names say stands in their quote', () => {
  it.each(files)('%s', file => {
    const { blocks, facts } = parseGazette(readSource(file), {})
    const texts = new Map(blocks.map(block => [block.id, block.text]))
    for (const fact of facts) {
      const { blockId, start, end } = fact.evidence
      const quote = bare((texts.get(blockId) ?? '').slice(start, end))
      if (fact.kind === 'alias') expect([quote.includes(fact.name), quote.includes(fact.alias)]).toEqual([true, true])
      if (fact.kind === 'definition') expect([quote.includes(bare(fact.term)), quote.includes(bare(fact.meaning))]).toEqual([true, true])
      if (fact.kind !== 'contact' || fact.certainty !== 'stated') continue
      const said = [...fact.phones, ...(fact.person?.split('、') ?? []), fact.address ?? '', fact.email ?? '']
      expect(said.filter(word => !quote.includes(bare(word)))).toEqual([])
    }
  })
})
