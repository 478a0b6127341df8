/**
 * The quizzes of one connection: started, asked question by question, judged, completed. Keys stay here until their question
 * is answered. In: messages quiz.start and quiz.answer. Out: messages to send, or a coded error.
 */
import type { Assistant, QuizRequest } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { DEFAULT_QUIZ_COUNT, MAX_QUIZZES_PER_CONNECTION, QUIZ_IDLE_MS } from '../quiz/limits.ts'
import { QuizSession, type Posed } from '../quiz/session.ts'
import type { QuizAnswerMessage, QuizStartMessage, ServerMessage } from './protocol.ts'

interface Running {
  session: QuizSession
  lastUsedAt: number
}

export class QuizDesk {
  readonly #running = new Map<string, Running>()
  readonly #clock: () => number
  #next = 1

  /** `clock`: milliseconds, monotonic */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock
  }

  /** @throws CodedError `too_many_quizzes`, `quiz_empty`, `not_found` */
  async start(message: QuizStartMessage, assistant: Pick<Assistant, 'quiz' | 'unitNames'>): Promise<ServerMessage> {
    this.#dropIdle()
    if (this.#running.size >= MAX_QUIZZES_PER_CONNECTION) throw new CodedError('too_many_quizzes', { limit: MAX_QUIZZES_PER_CONNECTION })
    const questions = await assistant.quiz(requestOf(message))
    if (questions.length === 0) throw new CodedError('quiz_empty')
    // others may have started meanwhile
    if (this.#running.size >= MAX_QUIZZES_PER_CONNECTION) throw new CodedError('too_many_quizzes', { limit: MAX_QUIZZES_PER_CONNECTION })
    const session = new QuizSession(questions, assistant.unitNames?.())
    const quiz = `z${this.#next++}`
    this.#running.set(quiz, { session, lastUsedAt: this.#clock() })
    return { type: 'quiz.question', id: message.id, quiz, ...posedOf(session.current) }
  }

  /** @throws CodedError `unknown_quiz`, `quiz_order` when another question waits for its answer */
  answer(message: QuizAnswerMessage): ServerMessage[] {
    this.#dropIdle()
    const running = this.#running.get(message.quiz)
    const waiting = running?.session.current
    if (running === undefined || waiting === undefined) throw new CodedError('unknown_quiz', { got: message.quiz })
    if (waiting.question.id !== message.question) throw new CodedError('quiz_order', { got: message.question })
    running.lastUsedAt = this.#clock()
    const judged = running.session.answer(message.answer)
    if (judged === undefined) throw new CodedError('unknown_quiz', { got: message.quiz })
    const next = running.session.current
    const { question, right, score } = judged
    const out: ServerMessage[] = [{
      type: 'quiz.judged', id: message.id, quiz: message.quiz, question: question.id, right, score, key: question.key, explanation: question.explanation,
      ...(question.citation === undefined ? {} : { citation: question.citation as Extract<ServerMessage, { type: 'quiz.judged' }>['citation'] & object }),
      ...(next === undefined ? {} : { next: posedOf(next) }),
    }]
    if (next === undefined) {
      this.#running.delete(message.quiz)
      out.push({ type: 'quiz.completed', id: message.id, quiz: message.quiz, result: running.session.result() })
    }
    return out
  }

  #dropIdle(): void {
    const now = this.#clock()
    for (const [quiz, { lastUsedAt }] of this.#running) if (now - lastUsedAt > QUIZ_IDLE_MS) this.#running.delete(quiz)
  }
}

function requestOf(message: QuizStartMessage): QuizRequest {
  const { count = DEFAULT_QUIZ_COUNT, region, document, kinds, topic, difficulty, seed } = message
  return {
    count,
    ...(region === undefined ? {} : { regions: [region] }), ...(document === undefined ? {} : { documents: [document] }), ...(kinds === undefined ? {} : { kinds }),
    ...(topic === undefined ? {} : { topic }), ...(difficulty === undefined ? {} : { difficulty }), ...(seed === undefined ? {} : { seed }),
  }
}

function posedOf(posed: Posed | undefined): Posed {
  if (posed === undefined) throw new CodedError('quiz_empty')
  return posed
}
