/**
 * Extractive and generative mode side by side over a question set, with a scripted model in place of a real one.
 *
 *   npx tsx bench/generative.ts DATA FILE [honest|free|lying] [seed]
 *
 * Honest: what the verifier costs a model that quotes; free: one that words more freely. Lying: every sentence of the honest one is changed; what gets through
 * is listed. Reads the data folder only, writes nothing.
 */
import fs from 'node:fs'
import { localModel } from '../index/embed/local.ts'
import { DEFAULT_MODEL, modelFolder } from '../index/paths.ts'
import { openAssistant } from '../src/assistant.ts'
import type { Answer, Assistant, Mode } from '../src/contract.ts'
import { readQuestions } from '../src/evaluation/questions.ts'
import { scoreAnswer, type Score } from '../src/evaluation/score.ts'
import { openSources } from '../src/evaluation/sources.ts'
import { summarise } from '../src/evaluation/summary.ts'
import type { Fault } from '../src/generate/faults.ts'
import { NOBODY } from '../src/generate/observer.ts'
import { modelFor } from '../test/helpers/model-settings.ts'
import { honest, paraphrasing } from '../test/helpers/scripted-answers.ts'
import { liesIn, lying } from '../test/helpers/lies.ts'
import { startScriptedModel } from '../test/helpers/scripted-model.ts'

const [dataDir, file, variant = 'honest', seed = '1'] = process.argv.slice(2)
if (dataDir === undefined || file === undefined) {
  process.stderr.write('expected a data folder and a question set; call: npx tsx bench/generative.ts DATA FILE [honest|free|lying] [seed]\n')
  process.exit(2)
}

const sentences = new Map<string, number>()
const faults = new Map<string, number>()
const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
const liar = lying(Number(seed))
const server = await startScriptedModel(variant === 'lying' ? liar.variant : variant === 'free' ? paraphrasing(Number(seed)) : honest)
const observer = {
  ...NOBODY,
  called: (_task: string, ended: string) => count(faults, ended),
  failed: (fault: Fault) => count(faults, fault),
  sentence: (outcome: string, reason: string) => count(sentences, `${outcome} ${reason}`.trim()),
}
const model = localModel({ folder: modelFolder(DEFAULT_MODEL) })
const assistant = await openAssistant({ dataDir, embedder: await model.open(), model: modelFor(server.url, {}, { observer }), today: () => '2026-01-15' })
const sources = openSources(assistant)
const questions = readQuestions(fs.readFileSync(file, 'utf8'))

async function ask(of: Assistant, turns: readonly string[], mode: Mode): Promise<{ answer: Answer | undefined; streamed: string; totalMs: number }> {
  const conversation = `${mode}/${turns.join('/')}`
  let given: { answer: Answer | undefined; streamed: string; totalMs: number } = { answer: undefined, streamed: '', totalMs: 0 }
  for (const question of turns) {
    const startedAt = performance.now()
    given = { answer: undefined, streamed: '', totalMs: 0 }
    for await (const event of of.ask({ question, conversation, mode })) {
      if (event.type === 'delta') given.streamed += event.text
      if (event.type === 'completed') given.answer = event.answer
    }
    given.totalMs = performance.now() - startedAt
  }
  of.forget(conversation)
  return given
}

const scores: Record<Mode, Score[]> = { extractive: [], generative: [] }
const modes = new Map<string, number>()
const losses: string[] = []
const leaks: string[] = []
for (const question of questions) {
  const right: Record<Mode, boolean> = { extractive: false, generative: false }
  for (const mode of ['extractive', 'generative'] as const) {
    const before = liar.told.length
    const { answer, ...rest } = await ask(assistant, question.turns, mode)
    for (const { kind, truth, told } of liesIn(answer?.text ?? '', liar.told.slice(before))) leaks.push(`${question.id} ${kind}\n    ${truth}\n    ${told}`)
    const score = scoreAnswer(question, { ...rest, ...(answer === undefined ? {} : { answer }) }, sources)
    scores[mode].push(score)
    right[mode] = score.right
    if (mode === 'generative') {
      count(modes, `${answer?.mode ?? 'none'}${answer?.degraded === true ? ' degraded' : ''}`)
      if (right.extractive !== score.right) losses.push(`${score.right ? '+' : '-'} ${question.id} ${question.turns.at(-1) ?? ''}\n    ${score.problems.join('; ')}\n    ${answer?.text ?? ''}`)
    }
  }
}
await assistant.close()
await server.close()

const [extractive, generative] = [summarise(scores.extractive), summarise(scores.generative)]
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const shown = (value: number | undefined, name: string): string => (value === undefined ? '' : /Ms$|Chars$|questions|invented|failed/.test(name) ? String(Math.round(value)) : `${(value * 100).toFixed(1)} %`)
print('| figure | extractive | generative |\n|---|---|---|')
for (const name of Object.keys(extractive) as (keyof typeof extractive)[]) print(`| ${name} | ${shown(extractive[name], name)} | ${shown(generative[name], name)} |`)
const table = (title: string, counts: Map<string, number>): void => {
  print(`\n| ${title} | |\n|---|---|`)
  for (const [key, value] of [...counts].sort((left, right) => right[1] - left[1])) print(`| ${key} | ${value} |`)
}
table('answers', modes)
table('calls', faults)
table('sentences', sentences)
print(`\nDifferences (+ only generative right, - only extractive right): ${losses.length}`)
for (const loss of losses) print(loss)
if (variant === 'lying') {
  const kinds = new Map<string, number>()
  for (const { kind } of liar.told) count(kinds, kind)
  table('lies', kinds)
  print(`\nlies told: ${liar.told.length}, got through: ${leaks.length}\n${leaks.join('\n')}`)
}
process.exit(0)
