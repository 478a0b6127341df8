/** A quiz from its first question to its result; review by schedule. */
import { expect, it } from 'vitest'
import type { QuizQuestion } from '../../../src/contract.ts'
import { isDue, reviewed } from '../../../src/quiz/schedule.ts'
import { QuizSession } from '../../../src/quiz/session.ts'
import { runQuiz } from '../../../src/commands/quiz-terminal.ts'

const questions: QuizQuestion[] = ['财政', '水利', '水利', '教育', '民政'].map((topic, at) => ({
  id: `q${at}`, question: `第${at}题？`, kind: 'single', options: ['甲', '乙'], key: ['甲'], explanation: '因为', difficulty: 'easy', factIds: [], topic,
}))

it('a mistake comes back once, later, and does not count again', () => {
  const session = new QuizSession(questions)
  const asked: string[] = []
  for (let posed = session.current; posed !== undefined; posed = session.current) {
    asked.push(`${posed.number}${posed.again ? 'again' : ''}`)
    session.answer(posed.number === 2 ? 'B' : 'A')
  }
  expect(asked).toEqual(['1', '2', '3', '4', '5', '2again'])
  const result = session.result()
  expect(result).toMatchObject({ total: 5, answered: 5, right: 4, score: 0.8, weak: ['水利'], mistakes: ['q1'] })
})

it('shows nothing that tells the answer', () => {
  expect(Object.keys(new QuizSession(questions).current?.question ?? {}).sort()).toEqual(['difficulty', 'id', 'kind', 'options', 'question', 'topic'])
})

it('what was wrong is due before what was right', () => {
  const now = new Date('2024-06-01T08:00:00Z')
  const wrong = reviewed(undefined, 0, now)
  const half = reviewed(undefined, 0.5, now)
  const right = reviewed(undefined, 1, now)
  expect([wrong.due <= half.due, half.due < right.due]).toEqual([true, true])
  expect(isDue(wrong, now)).toBe(false)
  expect(isDue(wrong, new Date('2024-06-02T08:00:00Z'))).toBe(true)
  // known better each time: the pauses grow
  let card = right
  const pauses: number[] = []
  for (let turn = 0; turn < 4; turn++) {
    const at = new Date(card.due)
    card = reviewed(card, 1, at)
    pauses.push(Date.parse(card.due) - at.getTime())
  }
  expect(pauses).toEqual(pauses.toSorted((left, again) => left - again))
  expect(JSON.parse(JSON.stringify(card))).toEqual(card)
})

it('on a terminal: judged at once, noted for review, ended by the end of input', async () => {
  const lines: string[] = []
  const noted: string[] = []
  const given = ['A', 'B', undefined]
  const result = await runQuiz(questions, {
    line: text => lines.push(text),
    ask: async () => given.shift(),
    note: async answers => { noted.push(...answers.map(({ question, score }) => `${question.id} ${score}`)) },
  })
  expect(noted).toEqual(['q0 1', 'q1 0'])
  expect(result.answered).toBe(2)
  expect(lines.join('\n')).toContain('✗ 不对。答案：A')
  expect(lines.at(-1)).toContain('答了 2/5 题，答对 1 题')
})
