/** A quiz over the WebSocket: keys only after answers, limits, order, end. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serverMessage } from '../../../src/server/protocol.ts'
import { QuizDesk } from '../../../src/server/quiz.ts'
import { MAX_QUIZZES_PER_CONNECTION, QUIZ_IDLE_MS } from '../../../src/quiz/limits.ts'
import { FakeAssistant } from '../../helpers/fake-assistant.ts'
import { startServer, TestClient, type Message } from '../../helpers/server.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const answerTo = async (client: TestClient, message: { id: string } & Record<string, unknown>): Promise<Message> => {
  client.send(message)
  await client.until(messages => messages.some(one => one.id === message.id))
  return client.of(message.id)[0] as Message
}

it('asks, judges, brings a mistake back and completes', async () => {
  const client = await new TestClient(server.socketUrl).open()
  const first = await answerTo(client, { type: 'quiz.start', id: 's', count: 3, seed: 1 })
  expect(first).toMatchObject({ type: 'quiz.question', number: 1, total: 3, again: false })
  expect(JSON.stringify(first)).not.toMatch(/"key"|explanation|牵头。/)
  const { quiz } = first as unknown as { quiz: string }
  const wrongOrder = await answerTo(client, { type: 'quiz.answer', id: 'x', quiz, question: 'q_2', answer: 'A' })
  expect(wrongOrder).toMatchObject({ type: 'error', code: 'quiz_order' })
  const judged = await answerTo(client, { type: 'quiz.answer', id: 'a1', quiz, question: 'q_1', answer: 'A' })
  expect(judged).toMatchObject({ type: 'quiz.judged', right: false, score: 0, key: ['县住房和城乡建设局'], citation: { docNumber: '青政办发〔2024〕1号' }, next: { number: 2, question: { id: 'q_2' } } })
  await answerTo(client, { type: 'quiz.answer', id: 'a2', quiz, question: 'q_2', answer: '错' })
  const third = await answerTo(client, { type: 'quiz.answer', id: 'a3', quiz, question: 'q_3', answer: '青桐县财政局' })
  expect(third).toMatchObject({ right: true, next: { number: 1, again: true, question: { id: 'q_1' } } })
  await answerTo(client, { type: 'quiz.answer', id: 'a4', quiz, question: 'q_1', answer: ['县住房和城乡建设局'] })
  await client.until(messages => messages.some(one => one.type === 'quiz.completed'))
  expect(client.of('a4')[1]).toMatchObject({ type: 'quiz.completed', result: { total: 3, answered: 3, right: 2, weak: ['住房建设'], mistakes: ['q_1'] } })
  for (const message of client.messages) expect(serverMessage.safeParse(message).error).toBeUndefined()
  const over = await answerTo(client, { type: 'quiz.answer', id: 'a5', quiz, question: 'q_1', answer: 'B' })
  expect(over).toMatchObject({ type: 'error', code: 'unknown_quiz' })
  client.socket.close()
})

it('refuses what is out of bounds', async () => {
  const client = await new TestClient(server.socketUrl).open()
  for (const [at, wrong] of [{ count: 101 }, { count: 0 }, { kinds: ['dance'] }, { seed: -1 }, { topic: '' }].entries()) {
    expect(await answerTo(client, { type: 'quiz.start', id: `w${at}`, ...wrong })).toMatchObject({ type: 'error', code: 'bad_message' })
  }
  expect(await answerTo(client, { type: 'quiz.start', id: 'e', kinds: ['case'] })).toMatchObject({ type: 'error', code: 'quiz_empty' })
  expect(await answerTo(client, { type: 'quiz.answer', id: 'l', quiz: 'z1', question: 'q_1', answer: 'x'.repeat(501) })).toMatchObject({ code: 'bad_message' })
  client.socket.close()
})

it('keeps a few quizzes for a connection, and drops those nobody answers', async () => {
  let now = 0
  const desk = new QuizDesk(() => now)
  const assistant = new FakeAssistant()
  for (let at = 0; at < MAX_QUIZZES_PER_CONNECTION; at++) await desk.start({ type: 'quiz.start', id: `${at}` }, assistant)
  await expect(desk.start({ type: 'quiz.start', id: 'more' }, assistant)).rejects.toThrow('测验过多')
  now = QUIZ_IDLE_MS + 1
  expect(await desk.start({ type: 'quiz.start', id: 'later' }, assistant)).toMatchObject({ quiz: 'z5' })
  expect(() => desk.answer({ type: 'quiz.answer', id: 'a', quiz: 'z1', question: 'q_1', answer: 'A' })).toThrow('没有编号')
})
