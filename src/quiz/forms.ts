/**
 * From one thing that can be asked to questions of every kind it allows: single or multiple choice, true or false, short
 * answer, case. Options stand in an order that follows from the question alone.
 */
import type { Citation, QuizDifficulty, QuizKind, QuizQuestion } from '../contract.ts'
import { shortHash } from '../../ingest/identity.ts'
import type { Item, Wrong } from './item.ts'
import { hashOf, orderedByHash } from './random.ts'
import { topicOf } from './topics.ts'
import type { UnitNames } from './unit-names.ts'
import { plain } from './wording.ts'

export const TRUE = '正确'
export const FALSE = '错误'
/** wrong options of a single choice: as many as there are up to this, and at least FEW */
const WRONG_WANTED = 3
const WRONG_FEW = 2
/** wrong options beside two or more right ones */
const WRONG_BESIDE_MANY = 2
/** shown of a list of right answers */
const RIGHT_MAX = 4

const HINTS: Record<NonNullable<Item['answerForm']>, string> = {
  text: '', unit: '（填写单位名称）', person: '（填写姓名）', date: '（填写时间）', amount: '', document: '（填写文号）',
}

/** `forms`: all printed names of a unit, which are accepted as short answers. */
export function questionsOf(item: Item, citation: Citation, forms: UnitNames['forms']): QuizQuestion[] {
  const made: QuizQuestion[] = []
  const add = (kind: QuizKind, question: string, options: string[], key: string[], difficulty: QuizDifficulty, answer = item.answer, accepted: string[] = []): void => {
    // quotation marks of the statement asked about stay; the quote itself is the source's
    const id = `q_${shortHash([item.factType, kind, item.document.id, question, ...item.factIds])}`
    made.push({
      id, question, kind,
      options: kind === 'single' || kind === 'multiple' ? orderedByHash(options, id, option => option) : options,
      key: kind === 'short' ? key : options.filter(option => key.includes(option)),
      ...(accepted.length === 0 ? {} : { accepted }),
      explanation: `${answer}。原文：“${citation.quote}”`,
      citation, difficulty, factType: item.factType, factIds: item.factIds,
      ...(item.document.region === undefined ? {} : { region: item.document.region }),
      topic: topicOf(item.about, item.document.title),
      ...(kind === 'short' && item.answerForm !== undefined ? { answerForm: item.answerForm } : {}),
    })
  }
  const [right] = item.right
  if (item.scene !== undefined) add('case', item.scene.ask, item.scene.options, [item.scene.right], 'medium')
  if (item.right.length === 1 && right !== undefined) {
    const wrong = chosenWrong(item, right, WRONG_WANTED)
    if (item.ask !== undefined && item.openOnly !== true && wrong.length >= WRONG_FEW) add('single', item.ask, [right, ...wrong.map(one => one.text)], [right], difficultyOf(wrong))
    if (item.say !== undefined && wrong[0] !== undefined) {
      const isTrue = hashOf(`${item.factIds.join(' ')} ${item.about}`) % 2 === 0
      add('true_false', item.say(isTrue ? right : wrong[0].text), [TRUE, FALSE], [isTrue ? TRUE : FALSE], 'easy', isTrue ? item.answer : `应为：${item.answer}`)
    }
    if (item.ask !== undefined && item.answerForm !== undefined && !/下列/u.test(item.ask)) {
      const accepted = [...new Set([...(item.accepted ?? []), ...(item.answerForm === 'unit' ? forms(right, item.document.region) : [])])].filter(one => one !== right)
      add('short', item.ask + HINTS[item.answerForm], [], [right], item.answerForm === 'unit' || item.answerForm === 'person' ? 'medium' : 'hard', item.answer, accepted)
    }
  }
  if (item.right.length >= 2 && item.askMany !== undefined) {
    const rights = item.right.slice(0, RIGHT_MAX)
    const wrong = chosenWrong(item, rights[0] ?? '', rights.length <= 2 ? WRONG_WANTED : WRONG_BESIDE_MANY)
    if (wrong.length >= WRONG_BESIDE_MANY) add('multiple', item.askMany, [...rights, ...wrong.map(one => one.text)], rights, 'hard')
  }
  return made
}

/** The most plausible wrong answers: near, of the right one's form and length, different from each other. */
function chosenWrong(item: Item, right: string, count: number): Wrong[] {
  const ranked = item.wrong
    .map(wrong => ({ wrong, rank: rankOf(wrong, right, `${item.about} ${item.factIds.join(' ')}`) }))
    .sort((left, right) => left.rank - right.rank)
  const chosen: Wrong[] = []
  for (const { wrong } of ranked) {
    if (chosen.length >= count) break
    const words = plain(wrong.text)
    if (words === '' || [...item.right, ...chosen.map(one => one.text)].some(other => alike(plain(other), words))) continue
    chosen.push(wrong)
  }
  return chosen
}

function rankOf(wrong: Wrong, right: string, name: string): number {
  const lengths = Math.abs(Math.log((wrong.text.length + 1) / (right.length + 1)))
  const form = formOf(wrong.text) === formOf(right) ? 0 : 0.8
  return lengths * 1.5 + form + wrong.distance * 0.6 - (wrong.named === true ? 0.5 : 0) - (wrong.likely === true ? 0.7 : 0) + (hashOf(`${name} ${wrong.text}`) / 4294967296) * 0.6
}

/** What can be seen of an answer without knowing it: how it begins and ends, whether it has digits or brackets. */
function formOf(text: string): string {
  const start = /^[省市县区州旗各]/u.exec(text)?.[0] ?? (/^\d/.test(text) ? '#' : '')
  const end = /(?:局|委|办|厅|部|院|会|中心|公司|集团|政府|街道|镇|乡|大队|办公室|元|%|年|月|日|前|内|长|任|通知|办法|方案|预案)(?:[）)]|$)/u.test(text) ? text.slice(-1) : ''
  return `${start}|${end === '' ? '' : 'known'}|${/[（(《]/u.test(text) ? 'b' : ''}|${/\d/.test(text) ? 'd' : ''}`
}

/** 市发改局 and 发改局 side by side would be one answer twice. */
function alike(left: string, right: string): boolean {
  return left === right || (/[\u4e00-\u9fff]{3}$/u.test(left) && /[\u4e00-\u9fff]{3}$/u.test(right) && (left.endsWith(right) || right.endsWith(left)))
}

function difficultyOf(wrong: readonly Wrong[]): QuizDifficulty {
  if (wrong.some(one => one.named === true)) return 'hard'
  return wrong.filter(one => one.distance === 0).length >= 2 ? 'medium' : 'easy'
}
