/**
 * Follow-up questions: 那截止时间呢？ / 白鹤区呢 / 牵头的领导是哪两位？
 * In: a question and the turn before. Out: whether it leans on that turn, and in what way.
 */
import type { Turn } from '../conversation/memory.ts'
import { contentWords } from './words.ts'

export interface FollowUp {
  leans: boolean
  /** it leans only by being short: it may well stand alone, and does when evidence covers it */
  unsure: boolean
  /** words of the earlier question that still hold, for retrieval; '' when none are needed */
  topic: string
  /** the question asks the same thing of another place, document or object (…呢) */
  sameAsk: boolean
}

/** in a conversation a question this short rarely stands alone */
const SHORT_QUESTION_CHARS = 13

const LEANING =
  /^(?:那|那么|还有|另外|这|它|他|她|其|该|也|后来|如果|要是|同样|再|第[一二三四五六七八九十\d]+[个项位条家]|牵头的|对应的|具体|为什么|为啥|什么时候|谁|哪|多少|怎么)|呢[？?。]?$|(?:他|她|它)(?:们|的|是|原|被)|也是(?:他|她|它)|这(?:个|项|份|件|块)|该(?:项|单位|文件)|上面|前面|刚才|那个|那位|那份|那项|那里|那边/

/**
 * A question leans on the turn before when it says so (那…, …呢, 她…) or has too few content words to stand alone.
 */
export function followUp(question: string, last: Turn | undefined): FollowUp {
  if (last === undefined) return { leans: false, unsure: false, topic: '', sameAsk: false }
  const words = contentWords(question)
  const characters = words.reduce((sum, word) => sum + [...word.key].length, 0)
  const says = LEANING.test(question.trim()) || characters <= 4
  const short = [...question].length <= SHORT_QUESTION_CHARS && !/[《〔]/.test(question)
  const leans = says || short
  if (!leans) return { leans: false, unsure: false, topic: '', sameAsk: false }
  const sameAsk = /呢[？?。]?$/.test(question.trim())
  return { leans, unsure: !says, topic: last.standalone, sameAsk }
}

/** The stand-alone form that is shown and searched: the topic first, then what is asked now. */
export function standaloneOf(last: Turn, follow: FollowUp, resolved: string): string {
  const current = resolved.trim().replace(/^(?:那么?|还有|另外|后来)[，,]?/, '')
  return follow.topic === '' ? current : `${trimQuestion(last.standalone)}——${current}`
}

function trimQuestion(question: string): string {
  const parts = question.split('——')
  return (parts.at(-1) ?? question).replace(/[？?。]+$/, '')
}
