/**
 * A quiz on a terminal: one question after the other, judged at once, with the quote; at the end the score and the weak
 * topics. Answers are noted for review; an end of input ends the quiz.
 */
import { createInterface } from 'node:readline/promises'
import type { QuizQuestion } from '../contract.ts'
import { DIFFICULTY_NAMES, keyText, KIND_NAMES, letterOf, sourceText } from '../quiz/export.ts'
import { QuizSession, type QuizResult } from '../quiz/session.ts'
import type { QuizStore } from '../quiz/store.ts'
import type { UnitNames } from '../quiz/unit-names.ts'
import type { Call } from './command.ts'

const HINTS: Record<QuizQuestion['kind'], string> = {
  single: '填字母', multiple: '填全部正确选项的字母，如 AC', true_false: '填 对 或 错', short: '填答案', case: '填字母',
}

export async function askOneByOne(call: Call, store: QuizStore, questions: readonly QuizQuestion[], units?: UnitNames): Promise<void> {
  const input = createInterface({ input: process.stdin, output: process.stdout })
  const end = new AbortController()
  input.once('close', () => end.abort())
  try {
    await runQuiz(questions, {
      line: text => call.output.line(text),
      ask: prompt => input.question(prompt, { signal: end.signal }).catch(() => undefined),
      note: answers => store.note(answers, new Date()),
    }, units)
  } finally {
    input.close()
  }
}

/** Where the quiz is asked; tests pass an imitation. */
export interface QuizTerminal {
  line(text: string): void
  /** what was typed; undefined at the end of input */
  ask(prompt: string): Promise<string | undefined>
  note(answers: { question: QuizQuestion; score: number }[]): Promise<void>
}

export async function runQuiz(questions: readonly QuizQuestion[], terminal: QuizTerminal, units?: UnitNames): Promise<QuizResult> {
  const session = new QuizSession(questions, units)
  for (let posed = session.current; posed !== undefined; posed = session.current) {
    const { question, number, total, again } = posed
    terminal.line(`\n${again ? '再来一次' : `第 ${number}/${total} 题`}（${KIND_NAMES[question.kind]}，${DIFFICULTY_NAMES[question.difficulty]}，${question.topic}）`)
    terminal.line(question.question)
    const full = questions[number - 1]
    if (full !== undefined && question.kind !== 'true_false') for (const option of question.options) terminal.line(`  ${letterOf(full, option)}. ${option}`)
    const given = await terminal.ask(`${HINTS[question.kind]}：`)
    if (given === undefined) break
    const judged = session.answer(given)
    if (judged === undefined) break
    terminal.line(judged.right ? '✓ 正确' : `✗ ${judged.score > 0 ? '部分正确' : '不对'}。答案：${keyText(judged.question)}`)
    if (judged.question.explanation !== '') terminal.line(`  ${judged.question.explanation}`)
    const source = sourceText(judged.question)
    if (source !== '') terminal.line(`  ${source}`)
    await terminal.note([{ question: judged.question, score: judged.score }])
  }
  const result = session.result()
  terminal.line(`\n${resultText(result)}`)
  return result
}

function resultText(result: QuizResult): string {
  const lines = [`答了 ${result.answered}/${result.total} 题，答对 ${result.right} 题，得分 ${Math.round(100 * result.score)} 分`]
  if (result.weak.length > 0) lines.push(`薄弱主题：${result.weak.join('、')}`)
  if (result.mistakes.length > 0) lines.push('答错的题已记入复习：gongbao quiz --review')
  return lines.join('\n')
}
