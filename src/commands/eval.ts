/** gongbao eval FILE…: asks every question of question sets in this process and scores the answers. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Assistant, Mode } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { readQuestions } from '../evaluation/questions.ts'
import type { Question } from '../evaluation/questions.ts'
import { scoreAnswer } from '../evaluation/score.ts'
import type { Given, Score } from '../evaluation/score.ts'
import { openSources } from '../evaluation/sources.ts'
import { summarise } from '../evaluation/summary.ts'
import type { Call, Command } from './command.ts'
import { withAssistant } from './with-assistant.ts'

/** Characters of an answer shown beside its problems. */
const SHOWN_CHARS = 160

interface Scored {
  question: Question
  given: Given
  score: Score
}

export const evalCommand: Command = {
  name: 'eval',
  about: '用题目集给答案打分（每行一题的 JSON 文件）',
  usage: 'FILE…',
  positionals: { min: 1, max: Infinity, name: '题目文件' },
  flags: {
    only: { kind: 'text', value: 'ID,ID', about: '只做这些题' },
    mode: { kind: 'text', value: 'MODE', about: '作答方式，默认 extractive', choices: ['extractive', 'generative', 'auto'] },
    show: { kind: 'text', value: 'WHICH', about: '逐题显示，默认 wrong', choices: ['wrong', 'all', 'none'] },
    out: { kind: 'text', value: 'FILE', about: '把逐题结果写入这个 JSON 文件' },
  },
  async run(call) {
    const only = call.flags.text('only')?.split(',')
    const questions = call.positionals.flatMap((file) => {
      if (!existsSync(file)) throw new CodedError('file_missing', { path: file })
      return readQuestions(readFileSync(file, 'utf8'))
    }).filter((question) => only === undefined || only.includes(question.id))
    const results = await withAssistant(call, (assistant) => askAll(call, questions, assistant))
    const summary = summarise(results.map(({ score }) => score))
    const details = results.map(({ question, given, score }) =>
      ({ ...score, question: question.turns, text: given.answer?.text, citations: given.answer?.citations }))
    const out = call.flags.text('out')
    if (out !== undefined) writeFileSync(out, `${JSON.stringify({ summary, results: details }, null, 1)}\n`)
    if (call.json) return call.output.json({ summary, results: details })
    const show = call.flags.text('show') ?? 'wrong'
    for (const result of results) if (show === 'all' || (show === 'wrong' && !result.score.right)) print(call, result)
    printGroups(call, results)
    for (const [name, value] of Object.entries(summary)) call.output.line(`${name.padEnd(20)} ${figure(name, value as number)}`)
  },
}

async function askAll(call: Call, questions: readonly Question[], assistant: Assistant): Promise<Scored[]> {
  const sources = openSources(assistant)
  const results: Scored[] = []
  for (const question of questions) {
    call.signal.throwIfAborted()
    const given = await ask(call, question, assistant)
    results.push({ question, given, score: scoreAnswer(question, given, sources) })
    call.output.progress({ phase: '答题', done: results.length, total: questions.length, unit: '题' })
  }
  call.output.progressDone()
  return results
}

/** All turns in one conversation; the last answer counts. */
async function ask(call: Call, question: Question, assistant: Assistant): Promise<Given> {
  const conversation = `eval/${question.id}`
  const mode = (call.flags.text('mode') ?? 'extractive') as Mode | 'auto'
  let given: Given = { streamed: '', totalMs: 0 }
  try {
    for (const turn of question.turns) {
      const startedAt = performance.now()
      given = { streamed: '', totalMs: 0 }
      for await (const event of assistant.ask({ question: turn, conversation, mode }, call.signal)) {
        if (event.type === 'delta') given.streamed += event.text
        if (event.type === 'completed') given.answer = event.answer
      }
      given.totalMs = performance.now() - startedAt
    }
  } catch (error) {
    call.signal.throwIfAborted()
    given = { streamed: '', totalMs: 0, error: error instanceof Error ? error.message : String(error) }
  } finally {
    assistant.forget(conversation)
  }
  return given
}

function print({ output }: Call, { question, given, score }: Scored): void {
  output.line(`${score.right ? '对' : '错'} ${score.id} [${score.type}] ${question.turns.at(-1) ?? ''}`)
  if (score.problems.length > 0) output.line(`   ${score.problems.join('; ')}`)
  output.line(`   → ${(given.answer?.text ?? given.error ?? '').replaceAll(/\s+/g, ' ').slice(0, SHOWN_CHARS)}`)
}

function printGroups({ output }: Call, results: readonly Scored[]): void {
  const groups = new Map<string, Score[]>()
  for (const { score } of results) groups.set(score.type, [...(groups.get(score.type) ?? []), score])
  for (const [type, scores] of groups) {
    const right = scores.filter((score) => score.right).length
    output.line(`${(type || '（未分类）').padEnd(20)} ${right}/${scores.length}`)
  }
}

const COUNTS = new Set(['questions', 'invented', 'failed', 'medianChars', 'p90Chars'])
const figure = (name: string, value: number) =>
  name.endsWith('Ms') ? `${value.toFixed(1)} ms` : COUNTS.has(name) ? String(value) : `${(100 * value).toFixed(1)}%`
