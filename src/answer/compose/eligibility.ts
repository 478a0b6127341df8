/**
 * Citizens' questions: may I, who may, how do I apply. In: the question and the ranked candidates. Out: a draft from the facts
 * of the best evidence's document; undefined when the general composer says it as well.
 *
 *   我种了8亩双季稻，能领补贴吗   不符合其中的条件：面积达到10亩以上…[1]。标准：早稻每亩补贴75元[2]。
 *   怎么申请                     best sentence about it, then 时限, 材料, 咨询 as far as the document prints them
 *
 * Verdict first, when words prove one: a number of the question outside or inside a printed bound, or an exclusion that the
 * question tells. Being inside one bound promises nothing: 还须符合其他条件，以主管部门审核为准.
 */
import type { Block, ConditionFact, ContactFact, Fact } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import { holdsValue } from '../../understand/expectation.ts'
import type { Understanding } from '../../understand/question.ts'
import { contentWords } from '../../understand/words.ts'
import { fitOf, type Fit } from '../bounds.ts'
import type { Candidate } from '../candidates.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Proof, Statement } from '../draft.ts'
import { coverage, holds } from '../match.ts'
import { clausesOf, sentencesOf, type Range } from '../sentences.ts'
import { statementOf } from './passage.ts'

const ASKS_WHETHER = /能不能|可不可以|能否|可否|行不行|算不算|够不够|补不补|给不给|有没有份|有没有资格|有份(?:吗|没)|符不符合|符合[^，。？]{0,10}吗|够[^，。？]{0,8}(?:吗|不)|(?:能|可以|还能|可)[^，。？]{1,20}(?:吗|不|么|没|吧)[？?。]?$|(?:得|成)行不|轮得到|享受得?到/
const ASKS_WHO = /谁(?:能|可以|有资格)|(?:哪些|哪种|哪类|什么样的?|什么)(?:人|户|家庭|对象|农户)(?:能|可以|才能|有资格)/
const ASKS_HOW = /怎么(?:去)?(?:申请|申报|报名|领取?|办理?|登记|交|缴|参保)|如何(?:申请|申报|报名|领取?|办理?|登记|缴|参保)|(?:去|在|到|上)哪(?:里|儿)?(?:申请|申报|报名|领|办|登记|交|缴)|咋(?:申请|申报|报名|领|办|交)/
/** rules that forbid or punish: inside their bounds is no advantage */
const BURDEN = /禁|严打|打击|处罚|违法|限行|管控|保护区|应急|预警|突发/

const AIM_CHARS = 200
const WHO_CHARS = 150
const ITEM_MAX_CHARS = 110
/** a sentence shorter than this is a heading: 流转土地的补贴。 */
const HEADING_MAX_CHARS = 12
/** share of the question that a condition and what it stands under must cover */
const MIN_FIT = 0.3
/** … so much of an exclusion's own content must be told by the question that it is meant */
const MIN_TOLD = 0.6
const MIN_CONDITIONS = 2
const REVIEWED = '以主管部门审核为准。'
const OTHERS = '还须符合其他条件，以主管部门审核为准。'

interface Rule {
  fact: ConditionFact
  proof: Proof
  text: string
  /** share of the question covered by the condition with its subject and headings */
  score: number
  /** words of the question that the condition itself holds */
  own: number
  fit: Fit
  /** the bound only opens a case: 超过90日办理的，自缴费之日起… */
  isCase: boolean
  /** for applicants of a kind that the question does not name */
  forOthers: boolean
  told: boolean
}

export function composeEligibility(corpus: Corpus, understanding: Understanding, candidates: readonly Candidate[]): Draft | undefined {
  const best = candidates[0]
  const { asked } = understanding
  const asksHow = ASKS_HOW.test(asked)
  const asksWho = ASKS_WHO.test(asked)
  const asksWhether = ASKS_WHETHER.test(asked)
  if (best === undefined || (!asksHow && !asksWho && !asksWhether) || understanding.intent === 'validity' || understanding.intent === 'responsibility') return undefined
  if (BURDEN.test(best.document.title)) return undefined
  const rules = rulesOf(corpus, best, understanding)
  if (asksWhether) {
    const verdict = verdictOf(corpus, rules, understanding, candidates)
    if (verdict !== undefined) return { outcome: 'answered', ...verdict, notices: [], confidence: Math.max(best.score, 0.6) }
  }
  if (asksHow) return applying(corpus, best, understanding)
  return asksWho && !(understanding.expectations.has('list') && corpus.introBlockOf(best.block) !== undefined) ? whoOf(corpus, rules, understanding) : undefined
}

/** Conditions of the document that are about what the question asks about, the best first. */
function rulesOf(corpus: Corpus, best: Candidate, understanding: Understanding): Rule[] {
  const rules: Rule[] = []
  for (const fact of corpus.reader.facts('condition', { documentIds: [best.document.id] })) {
    const block = corpus.reader.block(fact.evidence.blockId)
    if (block === undefined || fact.rule === 'condition.scope' || BURDEN.test(fact.subject)) continue
    const key = normalise(fact.text)
    const context = normalise(`${fact.subject} ${block.path.join(' ')} ${corpus.introOf(block) ?? ''} ${best.document.title}`)
    const covered = coverage(understanding.words, key, context, 1)
    const { fit, isCase } = fitOfRule(fact.text, understanding)
    rules.push({
      fact,
      proof: { document: best.document, block, range: [fact.evidence.start, fact.evidence.end] },
      text: fact.text,
      score: covered.total,
      own: covered.own,
      fit,
      isCase,
      forOthers: isForOthers(fact, understanding),
      told: fact.polarity === 'excludes' && isTold(fact, understanding),
    })
  }
  return rules.filter(rule => rule.score >= MIN_FIT).sort((left, right) => right.own - left.own || right.score - left.score)
}

/**
 * The question's numbers against the bounds of a condition. A clause that only opens a case (流转面积在30亩以上的，须提供…) can
 * fit, but missing it proves nothing.
 */
function fitOfRule(text: string, understanding: Understanding): { fit: Fit; isCase: boolean } {
  const clauses = clausesOf(text, [0, text.length])
  const fits: { fit: Fit; isCase: boolean }[] = []
  for (const [index, [from, to]] of clauses.entries()) {
    const clause = text.slice(from, to)
    const isCase = /的[，,]$/.test(clause) && index < clauses.length - 1
    fits.push({ fit: fitOf(understanding.question, clause, understanding.expansions.join(' '), isCase && fits.some(one => one.isCase && one.fit !== 'unknown')), isCase })
  }
  if (fits.some(one => one.fit === 'outside' && !one.isCase)) return { fit: 'outside', isCase: false }
  const inside = fits.find(one => one.fit === 'inside' && one.isCase) ?? fits.find(one => one.fit === 'inside')
  return inside === undefined ? { fit: 'unknown', isCase: false } : inside
}

/** 外来务工人员申请公租房，应当…: a rule for one kind of applicant, which the question does not name. */
function isForOthers(fact: ConditionFact, understanding: Understanding): boolean {
  if (!fact.rule.startsWith('condition.applicant')) return false
  const who = /^([^，。；]{2,20}?)(?:申请|申报|参加)/.exec(fact.text)?.[1]
  if (who === undefined) return false
  const said = normalise(`${understanding.question} ${understanding.expansions.join(' ')}`)
  return !contentWords(who).some(({ key }) => [...key].length >= 2 && said.includes(key))
}

const NEGATED = /(?:没有?|未|不|无|不是|并非)[^，。；、]{0,3}$/

/** The question tells the case that is left out: most of its own words, none of them denied. */
function isTold(fact: ConditionFact, understanding: Understanding): boolean {
  const subject = normalise(fact.subject)
  const said = contentWords(fact.text).filter(({ key }) => [...key].length >= 2 && !subject.includes(key))
  if (said.length < 2) return false
  const question = normalise(understanding.question)
  const others = understanding.words.flatMap(word => word.others)
  const told = said.filter(({ key }) => question.includes(key) || others.some(other => other.includes(key)))
  if (told.some(({ key }) => NEGATED.test(question.slice(0, Math.max(0, question.indexOf(key)))))) return false
  return told.length / said.length >= MIN_TOLD
}

/** What the words prove for or against the asker, with the clause; undefined when they prove nothing. */
function verdictOf(corpus: Corpus, all: readonly Rule[], understanding: Understanding, candidates: readonly Candidate[]): Pick<Draft, 'lead' | 'statements' | 'tail'> | undefined {
  const rules = all.filter(rule => !rule.forOthers)
  // a row is said with its other cells: 标准, 单户封顶
  const say = (rule: Rule): Statement => {
    const row = rule.proof.block.kind === 'row' ? candidates.find(candidate => candidate.block.id === rule.proof.block.id) : undefined
    return row === undefined ? stated(corpus, rule) : statementOf(corpus, row, understanding)
  }
  const special = rules.some(rule => rule.fact.rule.startsWith('condition.applicant') && rule.fit !== 'unknown')
  const excluded = rules.find(rule => rule.fact.polarity === 'excludes' && (rule.told || (rule.fit === 'inside' && rule.own > 0)))
  const needed = rules.filter(rule => rule.fact.polarity === 'includes' && (!special || rule.fact.among === undefined))
  const outside = needed.find(rule => rule.fit === 'outside' && isNeeded(rule, rules) && !misses(rule, rules, understanding))
  if (excluded !== undefined) return { lead: '不能：', statements: [say(excluded)] }
  if (outside !== undefined) {
    // the same number fits a rule for another kind of applicant: that one is shown as well
    const other = all.find(rule => rule.forOthers && rule.fit === 'inside')
    return { lead: '不符合这一条件：', statements: [say(outside), ...(other === undefined ? [] : [say(other)])] }
  }
  // 50亩双季稻 is no proof for a rule on seedlings when another rule names the rice
  const inside = needed.filter(rule => rule.fit === 'inside' && !misses(rule, rules, understanding))
  if (inside[0] === undefined) return undefined
  const isCase = inside.some(rule => rule.isCase)
  const amount = understanding.expectations.has('money') ? amountOf(corpus, inside[0], understanding) : undefined
  return { lead: isCase ? '适用这一规定：' : '所说情况符合这一条件：', statements: [...inside.slice(0, 2).map(rule => say(rule)), ...(amount === undefined ? [] : [amount])], tail: isCase ? REVIEWED : OTHERS }
}

/** A condition that all have to meet; of several ways to qualify (any) or several groups, missing one proves nothing. */
function isNeeded(rule: Rule, rules: readonly Rule[]): boolean {
  if (rule.fact.among === 'any') return false
  if (rule.fact.among === 'all') return true
  if (rule.fact.rule === 'condition.table') return rule.own > 0
  return !rules.some(other => other !== rule && other.fact.polarity === 'includes' && other.fact.subject === rule.fact.subject && other.fit === 'inside')
}

/** a word this telling names the thing that a rule is about */
const THING_WEIGHT = 3

/** Another rule of the document names a thing of the question that this one, of several for different things, does not. */
function misses(rule: Rule, rules: readonly Rule[], understanding: Understanding): boolean {
  if (rule.fact.among === 'all' || rule.fact.rule.startsWith('condition.applicant')) return false
  const own = normalise(`${rule.fact.subject} ${rule.text}`)
  const things = understanding.words.filter(word => word.weight >= THING_WEIGHT && [...word.key].length >= 2 && !/\d/.test(word.key) && !own.includes(word.key))
  return rules.some(other => other.fact.polarity === 'includes' && other.fit === 'unknown' && things.some(word => normalise(other.text).includes(word.key)))
}

const INTRO_MAX_CHARS = 40

/** rules of conditions that tell who is meant; others only mention somebody who gets something */
const TELLS_WHO = /list|audience|applicant|table/

/** Who qualifies, and who does not; undefined unless two conditions of one thing fit. */
function whoOf(corpus: Corpus, all: readonly Rule[], understanding: Understanding): Draft | undefined {
  const ofThing = all.filter(rule => !rule.forOthers && coverage(understanding.words, normalise(rule.fact.subject), '').own >= MIN_FIT)
  const subject = ofThing.find(rule => rule.fact.polarity === 'includes')?.fact.subject
  const rules = ofThing.filter(rule => rule.fact.subject === subject)
  if (rules.length < MIN_CONDITIONS || !rules.some(rule => rule.fact.polarity === 'includes' && TELLS_WHO.test(rule.fact.rule))) return undefined
  const statements: Statement[] = []
  let left = 0
  for (const polarity of ['includes', 'excludes'] as const) {
    const printed = rules.filter(rule => rule.fact.polarity === polarity).sort((one, other) => one.proof.block.ordinal - other.proof.block.ordinal || one.proof.range[0] - other.proof.range[0])
    let first = true
    for (const rule of printed) {
      const statement = first || polarity === 'includes' ? stated(corpus, rule) : { ...stated(corpus, rule), text: short(rule.text) }
      // half of the room is kept for who does not qualify
      const room = polarity === 'includes' && rules.some(one => one.fact.polarity === 'excludes') ? WHO_CHARS : AIM_CHARS
      if (statements.length > 0 && lengthOf(statements) + statement.text.length > room) {
        left++
        continue
      }
      const lead = !first ? '' : polarity === 'excludes' && !/不|除外/.test(statement.text) ? '不包括：' : polarity === 'includes' && rule.fact.among === 'all' ? '须同时符合：' : ''
      statements.push({ text: `${lead}${statement.text}`, proofs: first ? statement.proofs : statement.proofs.slice(0, 1) })
      first = false
    }
  }
  return { outcome: 'answered', statements, ...(left > 0 ? { tail: `另有${left}项未列出，以原文为准。` } : {}), notices: [], confidence: 0.6 }
}

/** The condition's own words; an item that is left out is said with the words that introduce it. */
function stated(corpus: Corpus, rule: Rule): Statement {
  const { document, block, range } = rule.proof
  const intro = corpus.introBlockOf(block)
  const proofs = [rule.proof]
  let lead = ''
  if (intro !== undefined) {
    proofs.push({ document, block: intro, range: [0, Math.min(intro.text.length, 200)] })
    const last = sentencesOf(intro.text).at(-1)
    if (last !== undefined) lead = intro.text.slice(last[0], last[1]).trim()
  } else if (rule.fact.polarity === 'excludes') {
    const at = block.text.lastIndexOf('：', range[0])
    const from = block.text.lastIndexOf('。', at) + 1
    if (at > from && range[0] > at) {
      lead = block.text.slice(from, at + 1).trim()
      if (lead.length <= INTRO_MAX_CHARS) proofs[0] = { document, block, range: [from, range[1]] }
    }
  }
  lead = lead.replace(LABEL, '')
  const sentence = (rule.fact.polarity === 'includes' || lead === '') && block.kind !== 'row' ? sentencesOf(block.text).find(([from, to]) => from <= range[0] && to >= range[1]) : undefined
  // the sentence says more than the condition: 对连片3亩以上的按…补贴1600元/亩
  if (sentence !== undefined && sentence[1] - sentence[0] <= ITEM_MAX_CHARS) {
    proofs[0] = { document, block, range: sentence }
    return { text: block.text.slice(sentence[0], sentence[1]).replace(LABEL, '').trim(), proofs }
  }
  const text = short(rule.text)
  return { text: rule.fact.polarity === 'excludes' && lead.length <= INTRO_MAX_CHARS && /[：:]$/.test(lead) ? `${lead}${text}` : text, proofs }
}

const LABEL = /^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}\s*[.．、]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百零]{1,6}条)\s*/

/** The whole text, or of a long one its first sentence (with the next when the first only names). */
function short(text: string): string {
  if (text.length <= ITEM_MAX_CHARS) return text
  const sentences = sentencesOf(text)
  const [from, to] = sentences[0] ?? [0, text.length]
  return text.slice(from, to - from <= HEADING_MAX_CHARS ? (sentences[1]?.[1] ?? to) : to)
}

const lengthOf = (statements: readonly Statement[]): number => statements.reduce((sum, one) => sum + one.text.length, 0)

/** What is paid to whom the condition covers: an amount whose object the condition or the question names. */
function amountOf(corpus: Corpus, rule: Rule, understanding: Understanding): Statement | undefined {
  const own = corpus.reader.facts('amount', { blockIds: [rule.proof.block.id] }).find(fact => fact.category === 'subsidy')
  if (own !== undefined) return undefined
  const words = understanding.words.filter(word => [...word.key].length >= 2)
  const found = corpus.reader
    .facts('amount', { documentIds: [rule.fact.documentId] })
    .filter(fact => fact.category === 'subsidy')
    .map(fact => ({ fact, held: words.reduce((sum, word) => sum + word.weight * holds(word, normalise(fact.object)), 0) }))
    .sort((left, right) => right.held - left.held)[0]
  return found === undefined || found.held < 3 ? undefined : factStatement(corpus, found.fact)
}

/** The sentence in which a fact stands. */
function factStatement(corpus: Corpus, fact: Fact, lead = ''): Statement | undefined {
  const document = corpus.reader.document(fact.documentId)
  const block = corpus.reader.block(fact.evidence.blockId)
  if (document === undefined || block === undefined) return undefined
  const text = block.text.slice(fact.evidence.start, fact.evidence.end).replace(LABEL, '').trim()
  return text.length < 2 || text.length > ITEM_MAX_CHARS ? undefined : { text: `${lead}${text}`, proofs: [{ document, block, range: [fact.evidence.start, fact.evidence.end] }] }
}

/** Whom to ask about this very thing: a number that is said to be for another thing is not given. */
function contactOf(corpus: Corpus, contacts: readonly ContactFact[], understanding: Understanding): ContactFact | undefined {
  return contacts
    .filter(fact => /咨询|申请|办理|报名|受理/.test(fact.purpose) && fact.phones.length > 0)
    .map(fact => ({ fact, own: understanding.words.filter(word => [...word.key].length >= 2 && normalise(quoted(corpus, fact)).includes(word.key)).length, special: isSpecial(corpus, fact) }))
    .filter(one => one.own > 0 || !one.special)
    .sort((left, right) => right.own - left.own)[0]?.fact
}

/** 医疗救助咨询电话, or a row of a list of numbers: for one thing only. */
function isSpecial(corpus: Corpus, fact: ContactFact): boolean {
  if (corpus.reader.block(fact.evidence.blockId)?.kind === 'row') return true
  const of = /^[^，。：:]*?([\u4e00-\u9fff]{2,})(?:咨询|办理|申请|报名)/.exec(quoted(corpus, fact))?.[1]
  return of !== undefined && !/^(?:政策|业务|技术|服务|联系|电话|缴费)$/.test(of)
}

function quoted(corpus: Corpus, fact: Fact): string {
  return corpus.reader.block(fact.evidence.blockId)?.text.slice(fact.evidence.start, fact.evidence.end) ?? ''
}

const VERBS = ['申请', '申报', '报名', '登记', '办理', '参保', '缴费', '缴纳', '领取'] as const
const APPLIES = /申请|申报|报名|登记|办理|参保|缴费|提交|领取/
const WAY = /(?:向|到)[^，。；,;]{2,40}?(?:提出|提交|申请|申报|报名|登记|办理|缴费|领取)|通过[^，。；,;]{2,40}?(?:申请|申报|报名|登记|办理|缴费|领取)|(?:持|凭)[^，。；,;]{2,40}?(?:到|在|向)[^，。；,;]{2,60}?(?:申请|申报|报名|登记|办理|缴费|领取)/
const HEADS_WAY = /申请|申报|报名|办理|参保|缴费|领取|程序|流程|渠道/
/** of somebody else's doings: not the asker's way */
const NOT_ASKERS = /不予|不得|未办理|死亡|退费|退还|投诉|举报|信访|复议|诉讼|注销|处罚|法院/
const MIN_WAY = 1
/** papers and dates stand in the same section or right below */
const NEAR_BLOCKS = 8

/** How and where, by when, with which papers, whom to ask. Undefined unless two of them are printed for the thing asked. */
function applying(corpus: Corpus, best: Candidate, understanding: Understanding): Draft | undefined {
  const way = wayOf(corpus, best, understanding)
  if (way === undefined) return undefined
  const { block, range } = way
  const filter = { documentIds: [best.document.id] }
  const text = block.text.slice(range[0], range[1]).replace(LABEL, '').replace(/[，,]?并?(?:提交|提供)(?:下列|以下|如下)(?:材料|资料)[：:]?$/, '').trim()
  const statements: Statement[] = [{ text, proofs: [{ document: best.document, block, range }] }]
  const path = block.path.join('\u0000')
  const near = (fact: Fact): boolean => {
    const other = corpus.reader.block(fact.evidence.blockId)
    return other !== undefined && (other.path.join('\u0000') === path || (other.ordinal >= block.ordinal && other.ordinal - block.ordinal <= NEAR_BLOCKS))
  }
  const said = (words: string): boolean => statements.some(one => normalise(one.text).includes(normalise(words)))
  const add = (statement: Statement | undefined): void => {
    if (statement !== undefined && !said(statement.text) && lengthOf(statements) + statement.text.length <= AIM_CHARS) statements.push(statement)
  }
  const deadline = corpus.reader.facts('deadline', filter).find(fact => APPLIES.test(fact.task) && near(fact) && fact.date !== undefined)
  if (deadline !== undefined && !said(deadline.wording)) add(factStatement(corpus, deadline))
  const printed = corpus.reader.facts('papers', filter).filter(fact => !/[）)]$/.test(fact.purpose))
  // all papers of one purpose, or none
  const purpose = printed.find(near)?.purpose
  const papers = printed.filter(fact => fact.purpose === purpose)
  if (papers.length > 1) {
    const proofs = papers.flatMap((fact): Proof[] => {
      const proofBlock = corpus.reader.block(fact.evidence.blockId)
      return proofBlock === undefined ? [] : [{ document: best.document, block: proofBlock, range: [fact.evidence.start, fact.evidence.end] }]
    })
    add({ text: `材料：${papers.flatMap(fact => fact.papers).join('、')}`, proofs })
  }
  const contact = contactOf(corpus, corpus.reader.facts('contact', filter), understanding)
  if (contact !== undefined) add(factStatement(corpus, contact, /电话|咨询/.test(quoted(corpus, contact)) ? '' : '咨询：'))
  if (statements.length < 2) return undefined
  const silent = understanding.expectations.has('date') && !statements.some(one => holdsValue('date', normalise(one.text)))
  return { outcome: silent ? 'partial' : 'answered', statements, ...(silent ? { tail: '公报没有写明时限。' } : {}), notices: [], confidence: best.score }
}

/** The sentence of the document that names where to go with what is asked. */
function wayOf(corpus: Corpus, best: Candidate, understanding: Understanding): { block: Block; range: Range } | undefined {
  const wanted = VERBS.filter(verb => understanding.asked.includes(verb))
  let found: { block: Block; range: Range; score: number } | undefined
  for (const block of corpus.reader.blocks(best.document.id)) {
    if (block.kind === 'row' || block.kind === 'heading' || block.kind === 'furniture') continue
    const context = normalise(`${block.path.join(' ')} ${corpus.introOf(block) ?? ''} ${best.document.title}`)
    for (const range of sentencesOf(block.text)) {
      const text = block.text.slice(range[0], range[1])
      if (text.length > ITEM_MAX_CHARS || !WAY.test(text) || NOT_ASKERS.test(text)) continue
      const covered = coverage(understanding.words, normalise(text), context, 0.8)
      const score = covered.total + covered.own + (block.path.some(part => HEADS_WAY.test(part)) ? 0.4 : 0) + (wanted.some(verb => text.includes(verb)) ? 0.3 : 0) + (block.id === best.block.id ? 0.2 : 0)
      if (found === undefined || score > found.score) found = { block, range, score }
    }
  }
  return found === undefined || found.score < MIN_WAY ? undefined : found
}
