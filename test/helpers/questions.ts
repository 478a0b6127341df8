/** Asks question sets of an assistant in this process and scores them, as `gongbao eval` does. */
import fs from 'node:fs'
import type { Answer, Assistant, AskEvent } from '../../src/contract.ts'
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

export async function askAll(assistant: Assistant, file: string): Promise<Asked[]> {
  const sources = openSources(assistant)
  const asked: Asked[] = []
  for (const question of readQuestions(fs.readFileSync(file, 'utf8'))) {
    let events: AskEvent[] = []
    for (const turn of question.turns) {
      events = []
      for await (const event of assistant.ask({ question: turn, conversation: question.id, mode: 'extractive' })) events.push(event)
    }
    const last = events.at(-1)
    if (last?.type !== 'completed') throw new Error(`${question.id}: expected a completed answer at the end`)
    const streamed = events.map(event => (event.type === 'delta' ? event.text : '')).join('')
    asked.push({ question, events, answer: last.answer, score: scoreAnswer(question, { answer: last.answer, streamed, totalMs: 0 }, sources) })
  }
  return asked
}
