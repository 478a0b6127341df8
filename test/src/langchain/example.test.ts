/** examples/langchain.ts over the sample with the built-in model: the whole way from files to passages with proof. */
import { expect, it } from 'vitest'
import { runExample } from '../../../examples/langchain.ts'

it('prints the documents, and a prompt with three passages, each with its place', async () => {
  const lines: string[] = []
  await runExample('农贸市场改造归谁管？', line => lines.push(line))
  const prompt = lines.slice(-2).join('\n')
  const passages = prompt.split('\n').filter(line => /^\[\d\] .* lines \d+-\d+: /.test(line))
  expect(lines.some(line => /^\d+ documents in the sample$/.test(line))).toBe(true)
  expect(passages).toHaveLength(3)
  expect(prompt).toMatch(/^system: /)
  expect(prompt).toMatch(/\nhuman: 农贸市场改造归谁管？$/)
  expect(passages.some(line => line.includes('农贸市场'))).toBe(true)
}, 120_000)
