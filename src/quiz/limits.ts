/** Limits of the quiz, each with its name; docs/quiz.md states them. */

/** questions of one call of the command, or of one set */
export const MAX_QUIZ_COUNT = 1000
/** questions of one quiz over a WebSocket */
export const MAX_QUIZ_COUNT_ONLINE = 100
export const DEFAULT_QUIZ_COUNT = 10
/** quizzes open on one connection */
export const MAX_QUIZZES_PER_CONNECTION = 4
/** time without an answer after which a quiz of a connection is dropped */
export const QUIZ_IDLE_MS = 2 * 60 * 60 * 1000
/** characters of a given answer */
export const MAX_QUIZ_ANSWER_CHARS = 500
/** options of one question */
export const MAX_OPTIONS = 10
/** characters of a question, an option, an explanation */
export const MAX_QUESTION_TEXT_CHARS = 1000
/** size of a file with somebody's own questions */
export const MAX_SET_BYTES = 8 * 1024 * 1024
/** sets kept in one data folder */
export const MAX_SETS = 500
export const MAX_SET_NAME_CHARS = 60
/** questions under review; the ones known best go first when there are more */
export const MAX_REVIEW_CARDS = 5000
