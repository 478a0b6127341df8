/**
 * One thing that can be asked: what a generator makes of facts, before it becomes questions of several kinds (forms.ts).
 *
 *   ask    根据《…》（…号），“推进绿色出行”由哪个单位牵头？      right  [县交通运输局]
 *   say    v => 根据《…》（…号），“推进绿色出行”由v牵头。         wrong  [县住建局, 县财政局, …] best first
 */
import type { Block, GazetteDocument } from '../../ingest/types.ts'
import type { QuizAnswerForm, QuizFactType } from '../contract.ts'

/** A wrong answer that is one for certain. */
export interface Wrong {
  text: string
  /** 0 of the same document, 1 of the same place, 2 from elsewhere */
  distance: 0 | 1 | 2
  /** deals with the same field elsewhere: harder than one picked at random */
  likely?: boolean
  /** named in the clause itself, in another role: the hardest kind */
  named?: boolean
}

export interface Item {
  factType: QuizFactType
  factIds: string[]
  document: GazetteDocument
  block: Block
  /** what proves it: block.text.slice(start, end) */
  evidence: { start: number; end: number }
  /** the words asked about, for topics and for finding doubles */
  about: string
  /** stem with one right answer; ends in ？ */
  ask?: string
  /** stem with several right answers; ends in ？ */
  askMany?: string
  /** a statement, true with a right value and false with a wrong one; ends in 。 */
  say?: (value: string) => string
  right: string[]
  /** what of the right answer is printed in the clause, when a unit stands in the header of its column */
  printed?: string
  wrong: Wrong[]
  /** set when a short answer can be judged */
  answerForm?: QuizAnswerForm
  /** further forms that are accepted as a short answer */
  accepted?: string[]
  /** names the list of its document that it is one entry of: a small set asks one */
  list?: string
  /** no single choice is made: units of other fields beside the right one would tell it */
  openOnly?: true
  /** case questions have options of their own */
  scene?: { ask: string; options: string[]; right: string }
  /** what the explanation says behind 规定 */
  answer: string
}
