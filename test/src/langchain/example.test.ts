/** examples/langchain.ts over the sample with the built-in model: the whole way from files to passages with proof. */
import { expect, it } from 'vitest'
import { runExample } from '../../../examples/langchain.ts'

it('prints the documents and three passages, each with its place', async () => {
  const lines: string[] = []
  await runExample('农贸市场改造归谁管？', line => lines.push(line))
  const passages = lines.filter(line => / lines \d+-\d+: /.test(line))
  expect(lines.some(line => /^\d+ documents in the sample$/.test(line))).toBe(true)
  expect(passages).toHaveLength(3)
  expect(passages.some(line => line.includes('农贸市场'))).toBe(true)
}, 120_000)
