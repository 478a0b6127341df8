/**
 * Pieces that say something else, or nothing, when they stand alone: an item without the sentence that introduces it, a lead-in
 * without its list, a bracket without its other half. And the contrary: a claim that is a printed sentence from end to end.
 *
 *   introduction  有下列情形之一的耕地，不予补贴：      item  （二）已经转为林地的耕地        alone it reads as the contrary
 *   sentence      申请人应当符合下列条件：                                               says no condition
 */
import { cutWords } from '../../understand/words.ts'
import type { Clause } from './clauses.ts'
import { flatten } from './flat.ts'
import type { Refusal } from './fit.ts'
import { logicOf, type LogicClass } from './logic.ts'
import type { Scope } from './scope.ts'

/** what an introduction or a heading turns in all that stands under it */
const TURNING: ReadonlySet<LogicClass> = new Set<LogicClass>(['forbid', 'not', 'except', 'spare', 'ended'])
const LEADS_IN = /(?:下列|下述|下表|附表所列)[^，。；：]{0,10}$|如下[^，。；：]{0,4}$|以下(?:几[个项类种点])?(?:条件|情形|材料|资料|事项|内容|要求|规定|行为|措施|程序|步骤|方式|任务|原则|人员|单位|对象)$/
const BROKEN_OFF: ReadonlySet<string> = new Set(['和', '与', '及', '以及', '或者', '或', '并', '且', '并且', '由', '对', '从', '向', '至', '在', '将', '把', '被', '为', '其中', '按', '按照', '根据'])
const ALL_OF = /同时|(?:下列|以下|如下)(?:全部|各项|有关|相关)?(?:条件|要求|情形|材料|资料|证件|文件|手续|程序|步骤)(?!之一)/
const PAIRS: Readonly<Record<string, string>> = { '）': '（', '》': '《', '〕': '〔' }

/** A bracket that opens or closes nothing, a list that breaks off, a lead-in without its list. */
export function isTorn(flat: string): boolean {
  const open: string[] = []
  for (const character of flat) {
    if ('（《〔'.includes(character)) open.push(character)
    else if (PAIRS[character] !== undefined && open.pop() !== PAIRS[character]) return true
  }
  return open.length > 0 || /[、（《〔]$/.test(flat) || LEADS_IN.test(flat) || BROKEN_OFF.has(cutWords(flat.slice(-12)).at(-1) ?? '')
}

/** What stands above an item turns it round: a claim about the item says so. */
export function checkUnder(clauses: readonly Clause[], scope: Scope): Refusal | undefined {
  const { intro, block } = scope.item
  const above = turningAbove(intro, block.path.at(-1))
  if (above.length === 0) return undefined
  const own = new Set(clauses.flatMap(clause => clause.logic.map(token => token.class)))
  const printed = new Set(scope.clauses.flatMap(clause => clause.logic.map(token => token.class)))
  // an item with a negation of its own may say what the introduction says
  const left = above.find(one => !own.has(one.class) && !printed.has(one.class))
  return left === undefined ? undefined : { reason: 'logic', detail: `above: ${left.text}` }
}

/** Words of logic of the sentence that introduces an item, or of the heading right above it. */
export function turningAbove(intro: string | undefined, heading: string | undefined): { class: LogicClass; text: string }[] {
  const introduces = intro !== undefined && /[：:]\s*$|如下|下列|以下|下表|附表/.test(intro)
  const sentence = !introduces ? '' : (flatten(intro).text.split(/[。；]/).filter(part => part !== '').at(-1) ?? '')
  const title = intro === undefined && heading !== undefined && heading.length <= 24 ? flatten(heading).text : ''
  return [...logicOf(sentence), ...logicOf(title)].filter(token => TURNING.has(token.class))
}

/** The introduction asks for all of its items together: one of them does not suffice. */
export const wantsAll = (intro: string | undefined): boolean => intro !== undefined && ALL_OF.test(flatten(intro).text)

/** begins a sentence that goes on about the one before: 拒不改正的，处…罚款; 情节严重的，…; 前款… */
export const LEANS = /^(?:拒不|逾期[未不仍]|情节|前款|前述|上述|但|再次|仍|构成犯罪|造成|同时，|其中，?)/

/** begins a limit to what was said right before */
const CAP = /^(?:但|单[户个项次人笔]|每[户人个项][^，。；]{0,20}(?:最高|累计|每年|封顶|不超过|限)|最高|最多|累计|同一|其中|上述|前款|前述|补[助贴]总额|奖[补励]总额|总额)/
const BOUNDS = /封顶|最高|最多|不超过|不得|除外|仅|限|不予|不再|以内|不低于|不少于/

/** What follows limits what stands before it: …每亩6元。每户当年领取总额封顶3万元. `rest`: flat, behind the stop. */
export function isCapped(rest: string): boolean {
  const next = /^[^。；]*/.exec(rest)?.[0] ?? ''
  const first = /^[^，]*/.exec(next)?.[0] ?? ''
  return next.startsWith('但') || (CAP.test(next) && (BOUNDS.test(first) || BOUNDS.test(next.replace(/（[^（）]*）/g, '').split('，')[0] ?? '')))
}

const ENUMERATED = /^(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．）](?!\d)|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,3}[、级类等期档批层组号栋季])|第[一二三四五六七八九十百零\d]{1,5}条|[①-⑳])/

/** Where the block prints the claim as whole sentences, from the beginning of one to the end of one. */
export function printedRange(flat: string, scope: Scope): [number, number] | undefined {
  if (scope.isRow || scope.item.block.kind === 'row' || flat.length < 8) return undefined
  const { text, at } = flatten(scope.item.text)
  const isCut = scope.item.start + scope.item.text.length < scope.item.block.text.length
  const wanted = flat.replace(/[，。；：]+$/, '')
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + 1)) {
    const to = from + wanted.length
    const before = text.slice(0, from)
    const begins = (before === '' && scope.item.start === 0) || /[。；！？]$/.test(before) || (ENUMERATED.exec(before)?.[0] === before && scope.item.start === 0) || /(?:^|[。；！？])(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,3}[、级类等期档批层组号栋季]))$/.test(before)
    const ends = to === text.length ? !isCut : '。；！？'.includes(text[to] ?? ' ')
    const [first, last] = [at[from], at[to - 1]]
    if (isCapped(text.slice(to + 1))) continue
    if (begins && ends && !inBracket(before) && !(LEANS.test(wanted) && /[\p{Script=Han}]/u.test(before)) && first !== undefined && last !== undefined) return [scope.item.start + first, scope.item.start + last + 1]
  }
  return undefined
}

/** an opening bracket in front that has not closed */
function inBracket(before: string): boolean {
  let depth = 0
  for (const character of before) {
    if ('（《'.includes(character)) depth++
    else if ('）》'.includes(character)) depth = Math.max(0, depth - 1)
  }
  return depth > 0
}
