/**
 * What `import … from 'gongbao/client'` gives (package.json, exports), and what the page loads as /client/entry.js. It only
 * re-exports: it is the edge of the package, as src/langchain/entry.ts is.
 */
export { connect, GongbaoClient } from './client.ts'
export { CLIENT_ERRORS, GongbaoError } from './errors.ts'
export type { RequestOptions, SearchOptions } from './client.ts'
export type { ClientOptions } from './options.ts'
export type { Asking } from './asking.ts'
export type { ClientErrorCode } from './errors.ts'
export type { SocketConstructor, SocketLike } from './link.ts'
export type { Quiz } from './quiz.ts'
export type {
  Answer, AskEvent, AskFields, Citation, ClientMessage, FeedbackFields, LinkState, PosedQuestion, QuizFields, QuizResult, QuizVerdict, SearchFields, SearchHit,
  ServerMessage,
} from './messages.ts'
