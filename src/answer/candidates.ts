/**
 * Candidates: the smallest pieces that can answer, cut from retrieved passages: a sentence, a list item, a table row.
 * Each knows where it stands, what it is about (context) and how well it covers the question.
 *
 *   passage (280 characters)  →  sentence "确保3月份拨付到项目（市住建局牵头）。"  context "青桐县 打好…方案 附件5 二、（三）保交楼"
 */
import type { Block, GazetteDocument } from '../../ingest/types.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import type { RetrievedPassage } from '../../index/types.ts'
import type { Understanding } from '../understand/question.ts'
import { holdsValue, type ValueKind } from '../understand/expectation.ts'
import type { Corpus } from './corpus.ts'
import { wantedCount } from '../understand/counts.ts'
import { levelAgreement, levelsOf } from '../understand/levels.ts'
import { moneyAsked, moneyFitsCells, type MoneyClass } from '../understand/money.ts'
import { numberFit } from '../understand/ranges.ts'
import { coverage, togetherness } from './match.ts'
import { measuredText } from './measures.ts'
import { noteText } from './notes.ts'
import { asksPermission, forbids } from './permission.ts'
import { sentencesOf, type Range } from './sentences.ts'

export interface Candidate {
  document: GazetteDocument
  block: Block
  range: Range
  text: string
  /** normal form of the text; for rows with the names of the columns */
  key: string
  /** normal form of title, headings and the sentence before */
  context: string
  /** normal form of title, headings and introduction, without the sentence before */
  heading: string
  own: number
  total: number
  /** cosine of question and passage, 0 when there are no vectors */
  semantic: number
  /** fused passage score, scaled to 0..1 within the query */
  retrieved: number
  /** 0..1 share of the asked kinds of value it holds */
  values: number
  score: number
}

/** Kinds whose presence can be seen in a text. */
const VISIBLE: readonly ValueKind[] = ['money', 'number', 'date', 'duration', 'phone', 'document_number']

/** Weights chosen on development questions; see docs/evaluation.md. */
export const WEIGHTS = {
  /** share of the question's content in the text itself */
  own: 0.15,
  /** … in the text or its headings */
  total: 0.3,
  /** … in one short stretch */
  together: 0.15,
  /** cosine of question and passage */
  semantic: 0.25,
  /** fused passage score */
  retrieved: 0.15,
  /** a value of the kind asked for */
  value: 0.12,
  /** the document is named in the question */
  mentioned: 0.12,
  /** a heading, or a line that only names what follows */
  heading: -0.25,
  /** fewer than eight characters */
  short: -0.1,
  /** of the level asked for, or of another one */
  level: 0.15,
  /** where an office is, when that is asked */
  office: 0.12,
  /** a number of the question falls into its range */
  range: 0.1,
  /** says what something means, when that is asked */
  definition: 0.12,
  /** names the year asked for, or others only */
  year: 0.08,
  /** ends in a question mark */
  question: -0.4,
  /** money to be paid, or to be received */
  direction: 0.1,
  /** names or enumerates the number of things asked for */
  count: 0.2,
  /** an amount of another class (fined, spent …) */
  otherMoney: -0.12,
  /** forbids the thing, when permission is asked */
  forbids: 0.12,
  /** holds at one level only, when none is asked */
  conditional: -0.1,
}

export const ASKS_MEANING = /包括(?:哪|什么)|指(?:的是)?什么|是什么意思|什么是|怎么界定|如何界定|哪几[种类档等]|分(?:成|为)?(?:哪|几)|[啥何]是|(?:什么|啥)叫/
const GIVES_MEANING = /是指|所称|[：:“”]指|包括|分为/

const ASKS_OFFICE = /办公室[^。？]{0,14}(?:在哪|设在|放在|摆在|搁在|哪个|哪里|是哪|挂在)|(?:设在|放在|摆在|挂在)哪|办公地点/
const NAMES_OFFICE = /办公室(?:设|挂靠|地点)|设在|办公地点/

/** 附件：…名单 only names what follows elsewhere */
const ONLY_NAMES = /^附[件录表][\d一二三四五六七八九十]{0,2}\s*[：:.．]/

/** 2024年7月12日 or 青政办发〔2024〕5号 on a line of its own says nothing by itself */
const BARE_LINE = /^\s*(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[\u4e00-\u9fff]{2,10}\s*[〔[（(【]\s*\d{4}\s*[〕\])）】]\s*第?\s*\d+\s*号)\s*$/

/** The one candidate of a block that the question names by its number. */
export function candidatesOfBlock(corpus: Corpus, block: Block, understanding: Understanding): Candidate[] {
  const document = corpus.reader.document(block.documentId)
  if (document === undefined) return []
  const key = normalise((block.cells ?? []).map(cell => `${cell.column ?? ''} ${cell.text}`).join(' ') + ' ' + block.text + ' ' + measuredText(corpus, block) + ' ' + noteText(corpus, block))
  const context = normalise(`${document.title} ${block.path.join(' ')}`)
  const covered = coverage(understanding.words, key, context)
  return [{ document, block, range: [0, block.text.length], text: block.text, key, context, heading: context, own: covered.own, total: Math.max(covered.total, 0.5), semantic: 0.6, retrieved: 1, values: 1, score: 1 }]
}

export function candidatesOf(corpus: Corpus, passages: readonly RetrievedPassage[], understanding: Understanding): Candidate[] {
  const top = passages[0]?.score ?? 0
  const bottom = passages.at(-1)?.score ?? 0
  const spread = Math.max(1e-6, top - bottom)
  const seen = new Set<string>()
  const out: Candidate[] = []
  const kinds = VISIBLE.filter(kind => understanding.expectations.has(kind))
  const mentioned = new Set(understanding.mentions.documentIds)
  const levels = /预警|响应|应急|突发|事件|险情|灾|残疾|伤残/.test(understanding.standalone) ? levelsOf(understanding.question) : new Set<string>()
  const money = understanding.expectations.has('money') ? moneyAsked(understanding.asked) : new Set<MoneyClass>()
  const permission = asksPermission(understanding.question)
  const counted = understanding.expectations.has('list') || /哪[几\d两三四五六七八九十]/.test(understanding.asked) ? wantedCount(understanding.asked) : undefined
  const asksMeaning = ASKS_MEANING.test(understanding.asked)
  const asksOffice = ASKS_OFFICE.test(understanding.asked)
  for (const retrieved of passages) {
    const document = corpus.reader.document(retrieved.passage.documentId)
    if (document === undefined) continue
    for (const part of retrieved.passage.parts) {
      const block = corpus.reader.block(part.blockId)
      if (block === undefined || block.kind === 'furniture' || BARE_LINE.test(block.text)) continue
      const title = normalise(document.title)
      const intro = corpus.introOf(block)
      // what a row means by its figures, and what the notes say of it
      const beside = block.kind === 'row' ? `${measuredText(corpus, block)} ${noteText(corpus, block)}` : ''
      const path = normalise(`${block.path.join(' ')} ${intro ?? ''}`)
      const whole = block.kind === 'row' || block.kind === 'heading'
      const ranges: Range[] = whole ? [[0, block.text.length]] : sentencesOf(block.text)
      let before = ''
      for (const range of ranges) {
        const text = block.text.slice(range[0], range[1])
        // other pieces of a long block belong to other passages
        const inPart = whole || (range[0] < part.end && range[1] > part.start)
        const id = `${block.id}:${range[0]}`
        if (inPart && !seen.has(id) && text.trim().length >= 2) {
          seen.add(id)
          const key = whole && block.cells !== undefined ? normalise(block.cells.map(cell => `${cell.column ?? ''} ${cell.text}`).join(' ') + ' ' + text + ' ' + beside) : normalise(text)
          const heading = `${title} ${path}`
          const context = `${heading} ${before}`
          const covered = coverage(understanding.words, key, context)
          const semantic = retrieved.semantic ?? 0
          const relative = (retrieved.score - bottom) / spread
          const values = kinds.length === 0 ? 0 : kinds.filter(kind => holdsValue(kind, key)).length / kinds.length
          const score =
            WEIGHTS.own * covered.own +
            WEIGHTS.total * covered.total +
            WEIGHTS.together * (covered.own === 0 ? 0 : togetherness(understanding.words, key)) +
            WEIGHTS.semantic * Math.max(0, Math.min(1, (semantic - 0.2) / 0.6)) +
            WEIGHTS.retrieved * relative +
            WEIGHTS.value * values +
            WEIGHTS.level * levelAgreement(levels, text, intro === undefined ? block.path : [...block.path, intro]) +
            WEIGHTS.range * Math.max(0, numberFit(understanding.question, block.kind === 'row' ? `${text} ${beside}` : text)) +
            (text.trimEnd().endsWith('？') || text.trimEnd().endsWith('?') ? WEIGHTS.question : 0) +
            WEIGHTS.count * countAgreement(counted, text) +
            WEIGHTS.direction * moneyDirection(understanding.asked, text) +
            WEIGHTS.year * yearAgreement(understanding.years, text) +
            (asksMeaning && GIVES_MEANING.test(text) ? WEIGHTS.definition : 0) +
            (asksOffice && NAMES_OFFICE.test(text) ? WEIGHTS.office : 0) +
            (mentioned.has(document.id) ? WEIGHTS.mentioned : 0) +
            (block.kind === 'heading' || ONLY_NAMES.test(text) ? WEIGHTS.heading : 0) +
            (money.size > 0 && holdsValue('money', key) && !moneyFitsCells(money, block.kind === 'row' ? (block.cells ?? []) : [], key) ? WEIGHTS.otherMoney : 0) +
            (permission && forbids(text, understanding, intro) ? WEIGHTS.forbids : 0) +
            (permission && levels.size === 0 && [text, intro ?? '', ...block.path].some(part => levelsOf(part).size > 0) ? WEIGHTS.conditional : 0) +
            (text.length < 8 ? WEIGHTS.short : 0)
          out.push({ document, block, range, text, key, context, heading, own: covered.own, total: covered.total, semantic, retrieved: relative, values, score })
        }
        before = normalise(text)
      }
    }
  }
  return out.sort((left, right) => right.score - left.score)
}

/** 9个地方是哪些: 1 when the text names or enumerates that many things. */
function countAgreement(counted: number | undefined, text: string): 0 | 1 {
  if (counted === undefined || counted < 3) return 0
  const longest = Math.max(...text.split(/[，。；：:;]/).map(clause => clause.split(/、|及|和/).length))
  if (longest === counted) return 1
  return longest >= counted - 1 && new RegExp(`(?<!\\d)${counted}(?!\\d)\\s*(?:个|家|项|件|类|种|处|条)`).test(text) ? 1 : 0
}

/** 1 when the text names a year asked for, −1 when it names others only, 0 when either names none. */
function yearAgreement(asked: readonly number[], text: string): -1 | 0 | 1 {
  if (asked.length === 0) return 0
  const named = [...text.matchAll(/(20\d\d)/g)].map(match => Number(match[1]))
  if (named.length === 0) return 0
  return named.some(year => asked.includes(year)) ? 1 : -1
}

const PAYS = /(?:要|得|该|应|需|去|今年|每人|个人)?(?:交|缴)(?:纳|费)?(?:多少|几)|缴费标准|交多少|缴多少/
const GETS = /补(?:贴|助)?多少|补多少|资助多少|奖(?:励)?多少|领多少|拿多少|给多少/

/** Money to be paid is not money to be received: 1 same direction, −1 the other one. */
function moneyDirection(question: string, text: string): -1 | 0 | 1 {
  const pays = PAYS.test(question)
  if (pays === GETS.test(question)) return 0
  const paid = /个人缴费|缴费标准|缴纳|应缴|自缴|个人缴/.test(text)
  const received = /补贴|补助|资助|奖励|奖补/.test(text)
  return paid === received ? 0 : paid === pays ? 1 : -1
}
