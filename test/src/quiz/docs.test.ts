/** docs/quiz.md states the limits, kinds and fields of the code. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { EXPORT_FORMATS } from '../../../src/quiz/export.ts'
import * as limits from '../../../src/quiz/limits.ts'
import { quizCommand } from '../../../src/commands/quiz.ts'

const text = readFileSync(path.join(import.meta.dirname, '../../../docs/quiz.md'), 'utf8')

it('limits', () => {
  const stated = [...text.matchAll(/^\| `([A-Z_]+)` \| (\d+) /gmu)].map(([, name = '', value]) => [name, Number(value)])
  expect(stated.length).toBeGreaterThan(5)
  for (const [name, value] of stated) expect([name, (limits as Record<string, number>)[String(name)]]).toEqual([name, value])
})

it('kinds, formats and flags', () => {
  for (const word of ['single', 'multiple', 'true_false', 'short', 'case', ...EXPORT_FORMATS]) expect(text).toContain(`\`${word}\``)
  for (const flag of ['count', 'region', 'seed', 'kind', 'save', 'set', 'export', 'import', 'review']) {
    expect(Object.keys(quizCommand.flags)).toContain(flag)
    expect(text).toContain(`--${flag}`)
  }
})
