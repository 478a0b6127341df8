/**
 * The messages of sub-protocol gongbao.v1 as types, taken from the zod schemas of the server. Types only: nothing of zod or
 * of the server reaches a browser.
 */
import type { AskMessage, ClientMessage, FeedbackMessage, QuizStartMessage, SearchMessage, ServerMessage } from '../server/protocol.ts'

export type { ClientMessage, ServerMessage }
/** The server's message of one type. */
export type Told<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>

export type AskFields = Omit<AskMessage, 'type' | 'id'>
export type SearchFields = Omit<SearchMessage, 'type' | 'id'>
export type FeedbackFields = Omit<FeedbackMessage, 'type' | 'id'>
export type QuizFields = Omit<QuizStartMessage, 'type' | 'id'>

/** What one ask brings, in this order: started, sources, delta…, completed. */
export type AskEvent = Told<'answer.started' | 'answer.sources' | 'answer.delta' | 'answer.completed'>
export type Answer = Told<'answer.completed'>['answer']
export type Citation = Told<'answer.sources'>['sources'][number]
export type SearchHit = Told<'search.completed'>['hits'][number]
export type PosedQuestion = Pick<Told<'quiz.question'>, 'number' | 'total' | 'again' | 'question'>
export type QuizVerdict = Omit<Told<'quiz.judged'>, 'type' | 'id' | 'quiz' | 'question'>
export type QuizResult = Told<'quiz.completed'>['result']

export type LinkState = 'connecting' | 'open' | 'waiting' | 'closed'
