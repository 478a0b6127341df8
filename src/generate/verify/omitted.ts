/**
 * What a claim leaves out of the sentences it stands on. A gazette's sentence is one rule: who leaves out its condition, its
 * bound or a member of its list says another rule, though every word is printed.
 *
 *   evidence  经县甲局批准后，对住满两年且无欠费的承租人，减免一半租金，最高不超过3000元（含）
 *   claim     对承租人减免一半租金                      a part of a clause is left out            no
 *             对住满两年且无欠费的承租人，减免一半租金      the clause before, the cap behind         no
 *   evidence  （一）清理河道。由县甲局牵头，10月底前完成。   claim  清理河道由县甲局牵头            yes: a duty, no condition
 *
 * Left out may be: the whole sentence; in front, what only gives reasons (根据…，) or tells of another subject in the same
 * form; behind, what neither limits nor goes on with conditions; brackets that only name (以下简称…, who is responsible).
 */
import type { Clause } from './clauses.ts'
import type { Fit, Refusal } from './fit.ts'
import type { Place } from './tokens.ts'
import type { Scope } from './scope.ts'
import { bears } from './tokens.ts'
import { isCapped, LEANS } from './under.ts'
import { contentWordsOf, type ClaimWord } from './words.ts'

/** say how, not what, and words that only say a role */
const SAYS_NOTHING =
  /^(?:组织|开展|进行|依法|依规|及时|切实|认真|积极|统一|严格|进一步|做好|按规定|具体|同志|共同|联合|主要|牵头|负责|抓好|抓紧|立即|方可|方|同时|并且|另外|落实|配合|协助|会同|参与|参加|责任|责任人|牵头人|联系人|牵头单位|责任单位|配合单位|主办|协办|予以|实行|任|担任|兼任|承担|主管|承办|实施|完成|时限|工作|任务|等|等等|此外|例如|比如)$/
/** gives a reason, a basis or an aim */
const REASON =
  /^(?:根据|依据|依照|遵照|按照(?!.*(?:的$|后$|比例|标准|面积|人数))|为了|为(?:进一步|切实|加强|规范|深入|全面|推进|推动|做好|确保|保障|落实|贯彻|加快|提高|提升|促进|有效|更好)|围绕|坚持|立足|以[^，]{1,24}为(?:目标|导向|抓手|核心|统领|契机|主线|引领|指导|中心)$)/
/** plans begin clause after clause with a verb and no subject */
const PLAN =
  /^(?:深入|持续|大力|积极|继续|进一步|加快|加强|推进|推动|启动|完善|健全|强化|优化|全面|稳步|不断|着力|扎实|有序|充分|认真|严格|切实|建立|构建|创新|提升|提高|巩固|聚焦|突出|引导|支持|鼓励)/
/** a clause that says when, for whom or on what terms */
const CONDITIONAL =
  /(?:的|时|后|前|者|起|中|内|外|期间|情况下|条件下|前提下|范围内|以上|以下)$|^(?:对|凡|如|若|经|因|当|遇|除|符合|具备|具有|未|已|在|一旦|发生|需|须|涉及|属于|达到|达|超过|满|其中|由于|连续|累计|通过|逾期|首次|且|并|但|或|而)|且|之一|之日/
/** a clause behind the words used that limits them or goes on with conditions */
const LIMITING = /^(?:但|且|并且|并须|并应|同一|多[人个次]|重复|除|其中|不|否则|同时(?:符合|具备|满足)|或|以|需|须|应当|必须|最|累计|合计|上限|限|仅|只|直至|至|期限|原则上|具体|可以|可|由[^，]{2,20}(?:批准|同意|审批|审核|审定)|经|超过|超出|不足|另|依法|特殊|确|有下列|有特殊|实行)|除外|为限|为准|(?:的|后|时|前)$/
/** requirements of which none may be left out */
const REQUIRES = /应当|应该|须|必须|需要|符合|具备|具有|条件|要求|资格|之一|下列/
/** a bracket that limits what stands before it */
const LIMITING_BRACKET = /含|除|限|仅|只|另|须|需|凭|经|以上|以下|以内|以外|之前|之后|期间|可|不|未|无|其中|最|超|满|达|每|或|且|及|的$|按|后$|前$|时$/
/** a bracket that says who is responsible, how it is called, where it stands */
const NAMING_BRACKET = /^(?:以下(?:统称|简称|称)|简称|下同|附件?后?|见|详见|附件\d*|具体见|联系(?:人|电话)|电话|盖章|签字|签章|试用期|挂职|女$|兼$)/
const DUTY_BRACKET = /牵头|负责|配合|责任|参与|协助|主办|协办|会同|落实/
/** opens a definition: 本办法所称某某，是指… */
const OF_THIS = /^本(?:办法|细则|预案|规定|方案|条例|意见|通知|制度|实施细则)(?:所称|所指)的?/
/** （含） is not said by 包含 */
const SAID_MIN_CHARS = 4
const ROLE_WORDS = ['牵头', '配合', '协助', '参与'] as const
/** columns of a row that say on what terms the rest holds */
const TERMS_COLUMN = /备注|说明|条件|限制|前提|注意|附注|^注$|适用|例外|扣分|范围/

interface Used {
  /** clauses that the claim stands on by words of their own, ascending */
  clauses: readonly number[]
  places: ReadonlyMap<number, readonly Place[]>
  /** the claim's words, without brackets */
  said: string
  /** only who does it is said, no value and no word of logic */
  isDuty: boolean
  hasRole: boolean
}

/** The first thing left out that changes what is said; undefined when there is none. */
export function checkOmitted(chain: readonly Fit[], scope: Scope): Refusal | undefined {
  const used = usedBy(chain, scope)
  for (const index of used.clauses) {
    const clause = scope.clauses[index]
    if (clause === undefined) continue
    const failed = insideOf(clause, index, used, chain, scope)
    if (failed !== undefined) return failed
  }
  const more = scope.isRow ? undefined : ROLE_WORDS.find(word => countOf(word, used.said) > scope.clauses.reduce((sum, clause) => sum + countOf(word, clause.text), 0))
  if (more !== undefined && chain.some(fit => fit.touched.length > 0)) return { reason: 'role', detail: `${more} more often than in the evidence` }
  for (const group of sentencesUsed(used, scope)) {
    const failed = aroundOf(group, used, chain, scope)
    if (failed !== undefined) return failed
  }
  return scope.isRow ? termsOfRow(used, scope) : undefined
}

function usedBy(chain: readonly Fit[], scope: Scope): Used {
  const places = new Map<number, Place[]>()
  let roles = 0
  let others = 0
  for (const fit of chain) {
    for (const [at, place] of fit.places.entries()) {
      const token = fit.tokens[at]
      if (place === undefined || token === undefined) continue
      if (token.role !== undefined) roles++
      else if (token.kind === 'value' || token.kind === 'logic') others++
      if (place.start < 0) continue
      places.set(place.clause, [...(places.get(place.clause) ?? []), place])
    }
  }
  const clauses = [...places.keys()].filter(index => scope.clauses[index] !== undefined).sort((left, right) => left - right)
  return { clauses, places, said: chain.map(fit => fit.clause.text).join('，'), isDuty: roles > 0 && others === 0, hasRole: roles > 0 }
}

const refuse = (what: string): Refusal => ({ reason: 'mixed', detail: `left out: ${what}` })

/** A clause is used whole: no word, value or name of it stays behind, but for words that say nothing and holders of other roles. */
function insideOf(clause: Clause, index: number, used: Used, chain: readonly Fit[], scope: Scope): Refusal | undefined {
  const places = used.places.get(index) ?? []
  const isUsed = (start: number, end: number): boolean => places.some(place => start < place.end && end > place.start)
  // a title that a cell prints is one thing; the clause of a holder is looked at by its roles
  if (places.some(place => place.start === 0 && place.end === clause.text.length)) return undefined
  const roles = new Set(chain.flatMap(fit => fit.tokens.flatMap((token, at) => (token.role !== undefined && fit.places[at]?.clause === index ? [token.role] : []))))
  const holdsOnly = roles.size > 0 && chain.every(fit => fit.tokens.every((token, at) => token.role !== undefined || fit.places[at]?.clause !== index))
  for (const name of clause.names) {
    if (isUsed(name.start, name.end) || used.said.includes(name.text)) continue
    const parts = scope.parts.filter(part => part.holder === name.key && part.clauses.includes(index))
    // 县甲局会同县乙局验收: only of a claim about parts another part may be left out
    if (used.hasRole && parts.length > 0 && parts.every(part => !roles.has(part.role))) continue
    if (holdsOnly && clause.column === undefined && parts.length === 0 && clause.bracket) continue
    return refuse(name.text)
  }
  const opening = OF_THIS.exec(clause.text)?.[0].length ?? 0
  const words = contentWordsOf(clause.words).filter(word => word.start >= opening && !isUsed(word.start, word.end) && !SAYS_NOTHING.test(word.text) && !used.said.includes(word.text))
  // （城区排涝由县乙局负责）: a bracket that names a matter of its own gives its part for that
  const first = Math.min(...places.map(place => place.start))
  // 县甲局收到申请后，: who it is holds only then
  if (holdsOnly && !clause.bracket && /(?:的|时|后|前|期间)$/.test(clause.text) && words.length > 0) return refuse(clause.text)
  const left = holdsOnly ? words.find(word => CONDITIONAL.test(word.text) || (clause.bracket && word.end <= first && !/^(?:分工|各|有关|相关|其他|等)$/.test(word.text))) : words.find(word => !ofOtherHolders(word, clause, used, places))
  if (left !== undefined) return refuse(left.text)
  for (const value of clause.values) {
    if (value.start === value.end || isUsed(value.start, value.end) || /^(?:ordinal(?:|条|款|项|章|节|号)$|code)/.test(value.kind) || holdsOnly) continue
    if (chain.some(fit => fit.clause.values.some(one => bears(value, one, scope, clause)))) continue
    return refuse(clause.text.slice(value.start, value.end))
  }
  return undefined
}

/** 由县甲局牵头，: what stands behind the holder of another role, up to a mark, is that role's */
const ofOtherHolders = (word: ClaimWord, clause: Clause, { isDuty }: Used, places: readonly Place[]): boolean =>
  isDuty && clause.names.some(name => name.end <= word.start) && places.every(place => place.end <= word.start) && DUTY_BRACKET.test(clause.text.slice(word.start))

/** Clauses of one sentence (of one cell) of which some are used. */
function sentencesUsed(used: Used, scope: Scope): number[][] {
  const groups: number[][] = []
  const keyOf = (clause: Clause): string => `${clause.cell ?? ''}:${clause.sentence}`
  const keys = new Set(used.clauses.flatMap(index => (scope.clauses[index] === undefined ? [] : [keyOf(scope.clauses[index])])))
  for (const key of keys) groups.push(scope.clauses.flatMap((clause, index) => (keyOf(clause) === key ? [index] : [])))
  return groups
}

function aroundOf(group: readonly number[], used: Used, chain: readonly Fit[], scope: Scope): Refusal | undefined {
  const isUsed = (index: number): boolean => used.places.has(index)
  const main = group.filter(index => isUsed(index) && scope.clauses[index]?.bracket !== true)
  const last = main.at(-1)
  for (const [at, index] of group.entries()) {
    const clause = scope.clauses[index]
    if (clause === undefined || isUsed(index) || isEmpty(clause) || (clause.text.length >= SAID_MIN_CHARS && used.said.includes(clause.text))) continue
    if (clause.bracket) {
      const before = group.slice(0, at).findLast(other => scope.clauses[other]?.bracket !== true)
      const behind = group.slice(at + 1).find(other => scope.clauses[other]?.bracket !== true)
      // 对大户（10亩以上）每亩…: the bracket interrupts the clause before it
      const host = [before, behind].find(other => other !== undefined && isUsed(other) && (other === before || startsBefore(scope.clauses[other], clause)))
      if (host !== undefined && limits(clause)) return refuse(`（${clause.text}）`)
      continue
    }
    if (last === undefined) continue
    if (index < last ? !maybeLeftInFront(clause, index, group, used, chain, scope) : !maybeLeftBehind(clause, group, used, scope)) return refuse(clause.text)
  }
  const head = group.find(index => scope.clauses[index]?.bracket !== true)
  const before = head === undefined ? undefined : scope.clauses.slice(0, head).findLast(clause => !clause.bracket)
  const leaning = head === undefined ? undefined : scope.clauses[head]
  if (before !== undefined && leaning !== undefined && before.cell === leaning.cell && isUsed(head ?? -1) && LEANS.test(leaning.text) && !isUsed(scope.clauses.indexOf(before))) return refuse(before.text)
  return capBehind(group, used, scope)
}

/** A limit in a sentence of its own right behind: …每亩补贴150元；单户最高不超过3万元。 */
function capBehind(group: readonly number[], used: Used, scope: Scope): Refusal | undefined {
  const end = group.at(-1)
  const clause = end === undefined ? undefined : scope.clauses.slice(end + 1).find(other => !other.bracket)
  const own = end === undefined ? undefined : scope.clauses[end]
  if (clause === undefined || own === undefined || used.isDuty || clause.cell !== own.cell || clause.sentence > own.sentence + 1 || used.places.has(scope.clauses.indexOf(clause))) return undefined
  const next = scope.clauses.filter(other => !other.bracket && other.cell === clause.cell && other.sentence === clause.sentence).map(other => other.text).join('，')
  return isCapped(next) ? refuse(clause.text) : undefined
}

const countOf = (word: string, text: string): number => text.split(word).length - 1

const startsBefore = (host: Clause | undefined, bracket: Clause): boolean => (host?.at[0] ?? Infinity) < (bracket.at[0] ?? 0)
const isEmpty = (clause: Clause): boolean => contentWordsOf(clause.words).every(word => SAYS_NOTHING.test(word.text)) && clause.names.length === 0 && clause.values.every(value => value.kind.startsWith('ordinal')) && clause.logic.length === 0

function limits(clause: Clause): boolean {
  if (NAMING_BRACKET.test(clause.text)) return false
  if (clause.values.some(value => !/^(?:document|title|ordinal|phone|code)/.test(value.kind))) return true
  return !DUTY_BRACKET.test(clause.text) && LIMITING_BRACKET.test(clause.text)
}

/** words that hold for every rule of the sentence may not be passed over; reasons and other subjects may */
function maybeLeftInFront(clause: Clause, index: number, group: readonly number[], used: Used, chain: readonly Fit[], scope: Scope): boolean {
  const { text } = clause
  if (REASON.test(text)) return true
  if (CONDITIONAL.test(text) || clause.logic.some(token => /^(?:except|only|must_first|bound|or)$/.test(token.class))) return false
  const next = group.filter(other => other > index && used.places.has(other)).map(other => scope.clauses[other]).find(other => other?.bracket === false)
  if (next !== undefined && isParallel(clause, next)) return true
  if (clause.values.some(value => /^(?:at_|more|less)/.test(value.key))) return false
  if (used.isDuty) return true
  if (next === undefined) return false
  // 补贴标准：
  if (clause.end === '：') return contentWordsOf(clause.words).every(word => /标准|如下|对象|范围|任务|目标|时间|内容|责任|措施|方式|重点|分工|职责|条件/.test(word.text))
  const pays = chain.some(fit => fit.clause.values.some(value => /^(?:money|percent|per)/.test(value.kind)) || fit.clause.logic.some(token => /^(?:permit|forbid|spare|not|ended)/.test(token.class)))
  return PLAN.test(text) && !pays && clause.values.length === 0
}

/** 早稻每亩补100元 beside 晚稻每亩补150元: the same form about another subject, which both begin with */
function isParallel(left: Clause, right: Clause): boolean {
  const kinds = (clause: Clause): string => clause.values.filter(value => value.kind !== 'per').map(value => value.kind).join()
  if (left.values.length === 0 || kinds(left) !== kinds(right)) return false
  const words = new Set(contentWordsOf(left.words).map(word => word.text))
  // 新获甲认证的奖2万元，乙认证的奖5万元: what opens the first holds for the others
  if (/^(?:新|首|对|按|经|凡|连续|当年|每年|年度|获|取得|通过)/.test(left.text) && left.text.slice(0, 2) !== right.text.slice(0, 2)) return false
  const shared = contentWordsOf(right.words).some(word => words.has(word.text)) || left.values.some(value => value.kind === 'per') || /每/.test(left.text + right.text)
  const opens = (clause: Clause): boolean => (contentWordsOf(clause.words)[0]?.start ?? clause.names[0]?.start ?? Infinity) < (clause.values[0]?.start ?? 0) || (clause.names[0]?.start ?? Infinity) === 0
  return shared && opens(left) && opens(right)
}

function maybeLeftBehind(clause: Clause, group: readonly number[], used: Used, scope: Scope): boolean {
  const { text } = clause
  if (/^(?:并)?由/.test(text) && used.isDuty) return true
  // what becomes of those who do not keep the rule
  if (/^(?:逾期|违反)/.test(text)) return true
  if (LIMITING.test(text) || (CONDITIONAL.test(text) && !/^(?:对|在|经)/.test(text))) return false
  if (clause.values.some(value => /^(?:at_|more|less|before|after)/.test(value.key))) return used.isDuty
  if (clause.logic.some(token => /^(?:except|only|must_first|bound|or|hedge|forbid|spare)$/.test(token.class))) return false
  if (used.isDuty) return true
  // of requirements none is left out
  return !group.some(index => used.places.has(index) && REQUIRES.test(scope.clauses[index]?.text ?? ''))
}

/** What a row says in a column of terms belongs to what its other cells say. */
function termsOfRow(used: Used, scope: Scope): Refusal | undefined {
  const cells = new Set(used.clauses.map(index => scope.clauses[index]?.cell))
  const left = scope.clauses.find((clause, index) => !used.places.has(index) && !cells.has(clause.cell) && TERMS_COLUMN.test(clause.column ?? '') && !used.hasRole && (clause.values.length > 0 || clause.logic.length > 0 || CONDITIONAL.test(clause.text) || limits(clause)))
  return left === undefined ? undefined : refuse(`${left.column ?? ''} ${left.text}`)
}
