/**
 * One quiz of a connection: the question that waits, its answer judged, the result at the end. It lives as long as the
 * connection it was started on: afterwards its answers end with `connection_lost` or `unknown_quiz`.
 */
import type { PosedQuestion, QuizResult, QuizVerdict, Told } from './messages.ts'

export type AnswerSender = (quiz: string, question: string, answer: string | string[], signal?: AbortSignal) => Promise<{ judged: Told<'quiz.judged'>; result?: QuizResult }>

export class Quiz {
  readonly id: string
  /** the question that waits for its answer; undefined at the end */
  current: PosedQuestion | undefined
  /** there when the last question was answered */
  result: QuizResult | undefined
  readonly #send: AnswerSender

  constructor({ quiz, number, total, again, question }: Told<'quiz.question'>, send: AnswerSender) {
    this.id = quiz
    this.current = { number, total, again, question }
    this.#send = send
  }

  /** `given`: a text, or the chosen options word for word. Afterwards `current` is the next question. @throws GongbaoError */
  async answer(given: string | string[], options: { signal?: AbortSignal | undefined } = {}): Promise<QuizVerdict> {
    const { judged, result } = await this.#send(this.id, this.current?.question.id ?? '', given, options.signal)
    const { type: _type, id: _id, quiz: _quiz, question: _question, ...verdict } = judged
    this.current = judged.next
    this.result = result
    return verdict
  }
}
