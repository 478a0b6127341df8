/** Asks question sets of an assistant in this process and scores them, as `gongbao eval` does. */
import fs from 'node:fs'
import type { Answer, Assistant, AskEvent, Mode } from '../../src/contract.ts'
import { readQuestions, type Question } from '../../src/evaluation/questions.ts'
import { scoreAnswer, type Score } from '../../src/evaluation/score.ts'
import { openSources } from '../../src/evaluation/sources.ts'

export interface Asked {
  question: Question
  /** events of the last turn */
  events: AskEvent[]
  answer: Answer
  score: Score
}

/** `onAnswer` is told of every question as it is answered. */
export async function askAll(assistant: Assistant, file: string, mode: Mode = 'extractive', onAnswer: (asked: Asked) => void = () => {}): Promise<Asked[]> {
  const sources = openSources(assistant)
  const asked: Asked[] = []
  for (const question of readQuestions(fs.readFileSync(file, 'utf8'))) {
    let events: AskEvent[] = []
    for (const turn of question.turns) {
      events = []
      for await (const event of assistant.ask({ question: turn, conversation: `${mode}/${question.id}`, mode })) events.push(event)
    }
    const last = events.at(-1)
    if (last?.type !== 'completed') throw new Error(`${question.id}: expected a completed answer at the end`)
    const streamed = events.map(event => (event.type === 'delta' ? event.text : '')).join('')
    assistant.forget(`${mode}/${question.id}`)
    const one = { question, events, answer: last.answer, score: scoreAnswer(question, { answer: last.answer, streamed, totalMs: 0 }, sources) }
    onAnswer(one)
    asked.push(one)
  }
  return asked
}
