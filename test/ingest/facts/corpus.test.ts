/** Counts and samples on the real gazettes, where they are at hand. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseGazette } from '../../../ingest/parse.ts'
import { readSource } from '../../../ingest/source/read.ts'
import type { Block, Fact, GazetteDocument } from '../../../ingest/types.ts'

const FOLDER = '../shared/corpus'
const present = existsSync(FOLDER)

describe.skipIf(!present)('facts of the real gazettes (skipped: ../shared/corpus is not there)', () => {
  const facts: Fact[] = []
  const documents = new Map<string, GazetteDocument>()
  const blocks = new Map<string, Block>()

  beforeAll(async () => {
    for (const name of readdirSync(FOLDER).filter(file => file.endsWith('.txt'))) {
      const parsed = parseGazette(await readSource(join(FOLDER, name)))
      for (const fact of parsed.facts) facts.push(fact)
      for (const document of parsed.documents) documents.set(document.id, document)
      for (const block of parsed.blocks) blocks.set(block.id, block)
    }
  })

  const squeeze = (text: string): string => text.replace(/<[^<>]*>|[\s*]+/g, '')
  const proof = (fact: Fact): string =>
    squeeze((blocks.get(fact.evidence.blockId)?.text ?? '').slice(fact.evidence.start, fact.evidence.end))

  it('finds every appointment and removal', () => {
    const byNumber = new Map<string, number>()
    for (const fact of facts) {
      if (fact.kind !== 'appointment') continue
      const number = documents.get(fact.documentId)?.docNumber ?? ''
      byNumber.set(number, (byNumber.get(number) ?? 0) + 1)
      expect(proof(fact)).toContain(fact.person)
      expect(proof(fact)).toContain(fact.post.slice(0, 4))
    }
    expect([...byNumber.values()].sort((a, b) => a - b)).toEqual([1, 11, 18, 18, 22, 29, 38])
  })

  it('reads the clean-up lists with the decision deciding', () => {
    const rows = facts.filter(fact => fact.kind === 'validity' && fact.rule.startsWith('validity.cleanup'))
    const count = (status: string): number =>
      rows.filter(fact => fact.kind === 'validity' && fact.status === status).length
    expect([count('repealed'), count('lapsed'), count('in_force')]).toEqual([2, 33, 52])
    expect(
      rows.every(
        fact => fact.kind === 'validity' && fact.target?.docNumber !== undefined && fact.target.title !== undefined,
      ),
    ).toBe(true)
  })

  it('names in stated duties only units that stand in the evidence', () => {
    let names = 0
    const missing: string[] = []
    for (const fact of facts) {
      // for leaders and units in a heading the name stands in the context
      if (fact.kind !== 'duty' || fact.certainty === 'inferred' || /division|unit-heading/.test(fact.rule)) continue
      for (const unit of [...fact.lead, ...fact.supporting, ...fact.responsible]) {
        names++
        if (!proof(fact).includes(squeeze(unit))) missing.push(`${fact.rule}: ${unit}`)
      }
    }
    expect(names).toBeGreaterThan(3000)
    expect(missing.length / names).toBeLessThan(0.005)
  })

  it('finds a duty for nearly every responsibility bracket', () => {
    const covered = new Map<string, [number, number][]>()
    for (const { evidence } of facts)
      covered.set(evidence.blockId, [...(covered.get(evidence.blockId) ?? []), [evidence.start, evidence.end]])
    let brackets = 0
    let missed = 0
    for (const block of blocks.values()) {
      if (block.kind === 'furniture' || block.kind === 'row') continue
      for (const match of block.text.matchAll(/[（(][^（()）]*(?:牵头|责任单位|负责)[^（()）]*[）)]/g)) {
        brackets++
        const middle = match.index + Math.floor(match[0].length / 2)
        if (!(covered.get(block.id) ?? []).some(([start, end]) => start <= middle && end >= middle)) missed++
      }
    }
    expect(brackets).toBeGreaterThan(400)
    expect(missed / brackets).toBeLessThan(0.01)
  })
})
