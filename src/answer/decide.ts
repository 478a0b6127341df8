/**
 * Whether the evidence answers the question at all. In: the question and the best candidates. Out: yes, or why not.
 *
 * What must hold:
 *  - the evidence is about the thing asked (its telling words, or its meaning, are there);
 *  - it is of the year and the ordinal asked for (2026年, 第17次);
 *  - it holds the attribute asked for (施工单位, 租金, 有效期) …
 *  - … and a value of the kind asked for (an amount for 多少钱, a number with 次 for 几次).
 * Thresholds were calibrated on development questions; docs/evaluation.md has the figures.
 */
import { chineseNumber } from '../../ingest/text/dates.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import { isPersonName } from '../../ingest/text/units.ts'
import { shortName } from '../understand/places.ts'
import { holdsValue, type ValueKind } from '../understand/expectation.ts'
import { moneyAsked, moneyFitsCells, type MoneyClass } from '../understand/money.ts'
import { headOf, holdsRank } from '../understand/posts.ts'
import { asksSource } from '../understand/source.ts'
import { numberFit } from '../understand/ranges.ts'
import { asksResult, attributeModifier, attributeVerb, focusKeys, measurePattern, ordinalsOf, PERSONAL } from '../understand/focus.ts'
import type { Understanding, WeightedWord } from '../understand/question.ts'
import { taggedWords } from '../understand/words.ts'
import type { Candidate } from './candidates.ts'
import type { Corpus } from './corpus.ts'
import { holds } from './match.ts'
import { namedKindOf, namesOne } from './named.ts'
import { asksPermission, forbids } from './permission.ts'
import { untoldDetail } from './told.ts'
import { siblingInPlace } from './siblings.ts'

export const THRESHOLDS = {
  /** share of the question's content that the best evidence must cover (context included) */
  coverage: 0.2,
  /** below this cosine the words alone must be convincing */
  semantic: 0.36,
  convincingCoverage: 0.5,
  /** from this cosine meaning alone is convincing */
  convincingSemantic: 0.5,
  score: 0.3,
  /** from this cosine the evidence is about the thing asked, in other words perhaps */
  sameThing: 0.6,
  /** best score against the next block's */
  aloneFactor: 1.6,
  /** a passage that stands this much above the next, with this cosine and share of content, is meant although a noun is missing */
  clearFactor: 1.3,
  clearSemantic: 0.44,
  clearOwn: 0.3,
  /** a day or month counts where this share of the question's content stands beside it */
  dayOwn: 0.12,
  /** … and with this share of content the one word beside the question word may be another one */
  leadingOwn: 0.6,
  /** candidates this close to the best are looked at for values and attributes */
  nearShare: 0.9,
  /** other sentences of the best one's paragraph count from this share of its score */
  sameBlockShare: 0.6,
  /** … this close to hold the aspect asked for (papers, conditions) */
  aroundShare: 0.8,
  /** … and this close that the answer may be drawn from them */
  equalShare: 0.92,
  /** a value counts only in a candidate that covers this share of what the best covers */
  valueCoverageShare: 0.55,
  /** … and that is at least this much about the question */
  valueCoverage: 0.29,
  /** below this cosine a heaviest noun that stands nowhere near means another thing */
  otherThing: 0.52,
  /** … unless the rest of the question is covered this well */
  otherThingCoverage: 0.55,
  /** … from which a noun names the thing itself */
  thingWeight: 5.5,
  /** … from which a word tells what the question is about */
  topicWeight: 4.5,
  /** … and from which a noun tells one thing from its like */
  keyWeight: 5,
  /** inverse document frequency from which a missing attribute matters */
  attributeWeight: 3.4,
  /** share of the attribute's weight that must be held */
  attributeHeld: 0.34,
}

/** scaled passage score from which a prohibition of the very thing answers */
const FORBIDDING_RETRIEVED = 0.5
const HARD_VALUES: readonly ValueKind[] = ['money', 'phone', 'duration', 'date', 'document_number', 'number']
/** kinds whose value belongs to one thing only */
const FIGURES: readonly ValueKind[] = ['money', 'number', 'duration', 'date', 'document_number']
const NEAR_MAX = 8
const AROUND_MAX = 16
/** Aspects of a policy, and the words one of which a text about that aspect holds. */
const ASPECTS: readonly (readonly [RegExp, RegExp])[] = [
  [/什么条件|哪些条件|条件(?:是|有)|要求(?:是|有)(?:什么|哪)/, /条件|符合|应当|应具|必须|不得|年满|具有|对象|资格|[><≥≤]/],
  [/(?:什么|哪些)(?:材料|证件|手续|资料)|要带(?:什么|哪)/, /材料|证明|证件|身份证|户口|复印件|申请[表书]|凭证|合同|提交|提供|出示|携带|登记表|资料|手续|照片/],
  [/(?:怎么|如何|咋)(?:申请|申报|办理|补办|办|领取|领|报名|缴费|交|走|迁|查|补|换|转)|(?<![得该要])怎么[弄搞]|(?:去|上|在)?哪(?:里|儿)?(?:办|补办|申请|领|交|报名|补|换)|流程|程序是/, /申请|申报|提交|办理|审核|登记|受理|缴|报名|程序|流程|渠道|通过|领取|发放/],
]
/** words of the aspects themselves */
const ASPECT_WORD = /材料|证件|手续|资料|条件|要求|申请|申报|办理|补办|流程|程序|领取|报名|缴费/
/** ways to reach somebody that do not stand for one another */
const CHANNEL = /传真|邮箱|网址|网站|微信|公众号|邮编/

export type Reason = 'off_topic' | 'other_place' | 'no_value' | 'other_year' | 'no_attribute' | 'not_printed'
export type Decision = { answer: true } | { answer: false; reason: Reason }

export function decide(corpus: Corpus, understanding: Understanding, candidates: readonly Candidate[]): Decision {
  const no = (reason: Reason): Decision => ({ answer: false, reason })
  const best = candidates[0]
  if (best === undefined || understanding.opinion) return no('off_topic')
  const near = candidates.filter(candidate => candidate.score >= best.score * THRESHOLDS.nearShare).slice(0, NEAR_MAX)
  const total = Math.max(...near.map(candidate => candidate.total))
  // a clause that forbids what is asked about answers, however it is told (国庆 带娃 烤串)
  const forbidden = asksPermission(understanding.question) && best.retrieved >= FORBIDDING_RETRIEVED && forbids(best.text, understanding, corpus.introOf(best.block))
  if (best.score < THRESHOLDS.score || (!forbidden && total < THRESHOLDS.coverage && best.semantic < THRESHOLDS.convincingSemantic)) return no('off_topic')
  // one passage that stands far above all others is meant, even when its words are other ones
  const next = candidates.find(candidate => candidate.block.id !== best.block.id)
  const alone = next === undefined || best.score >= next.score * THRESHOLDS.aloneFactor
  // who, how and whether are answered by what stands clear of everything else, told in other words; a figure needs its very thing
  const clear = !FIGURES.some(kind => understanding.expectations.has(kind)) && best.semantic >= THRESHOLDS.clearSemantic && best.own >= THRESHOLDS.clearOwn && (next === undefined || best.score >= next.score * THRESHOLDS.clearFactor)
  // 350万的项目要不要评估, and the document hinted at sets a limit in the same measure
  const limited = understanding.mentions.strength !== 'none' && numberFit(understanding.question, best.text) !== 0
  if (!forbidden && !limited) {
    if (best.semantic < THRESHOLDS.semantic && total < THRESHOLDS.convincingCoverage && !alone && !toldInEverydayWords(understanding, near)) return no('off_topic')
    if (best.semantic < THRESHOLDS.otherThing && total < THRESHOLDS.otherThingCoverage && !clear && missesThing(understanding, near)) return no('off_topic')
    if (best.semantic < THRESHOLDS.sameThing && missesTopic(understanding, near)) return no('off_topic')
  }
  if (missesAcronym(understanding, near)) return no('off_topic')
  if (understanding.leansOn === undefined) {
    if (understanding.mentions.foreignNumbers.length > 0 && understanding.mentions.strength !== 'number' && understanding.intent !== 'validity' && understanding.intent !== 'document') return no('not_printed')
    // a prohibition holds through the time that its document prints elsewhere
    const stated = forbidden && candidates.some(candidate => candidate.document.id === best.document.id && understanding.years.some(year => candidate.key.includes(String(year))))
    if (understanding.regions.length === 0 && understanding.unknownPlaces.some(place => !near.some(candidate => candidate.key.includes(normalise(place)) || candidate.context.includes(normalise(place))))) return no('other_place')
    if (!stated && !ofYear(corpus, understanding, near)) return no('other_year')
    if (!ofOrdinal(understanding, near)) return no('off_topic')
    const leads = best.own >= THRESHOLDS.leadingOwn && best.semantic >= THRESHOLDS.clearSemantic && (next === undefined || best.score >= next.score * THRESHOLDS.clearFactor)
    if (best.semantic < THRESHOLDS.sameThing && !leads && !holdsAttribute(understanding, near)) return no('no_attribute')
    const head = headOf(understanding.question)
    if (head !== undefined && !near.some(candidate => namesUnit(head.unit, understanding, [candidate]) && holdsRank(candidate.key, head.rank))) return no('no_attribute')
    if (ASKS_WHO.test(understanding.question) && understanding.expectations.has('person') && [...understanding.expectations].every(kind => kind === 'person' || kind === 'list') && understanding.intent !== 'contact' && !near.some(candidate => namesPerson(corpus, candidate))) return no('no_value')
    const personal = PERSONAL.exec(understanding.question)?.[0]
    if (personal !== undefined && !near.some(candidate => candidate.key.includes(personal))) return no('no_attribute')
  }
  // a follow-up that names a year of its own asks for that year's figure
  else if (understanding.years.some(year => understanding.question.includes(String(year))) && !ofYear(corpus, understanding, near)) return no('other_year')
  // what came out in the end is not told by what was planned, whatever was talked of before
  if (asksResult(understanding.question) && near.filter(candidate => candidate.score >= best.score * 0.9).every(candidate => isTarget(candidate.key))) return no('no_value')
  const holdsKey = understanding.expectations.has('number') ? keyHolder(understanding, near) : () => true
  // what is not in the document of the best evidence is not shown
  const sameBlock = candidates.filter(candidate => candidate.block.id === best.block.id && !near.includes(candidate) && candidate.score >= best.score * THRESHOLDS.sameBlockShare)
  const telling = [...near, ...sameBlock].filter(candidate => candidate.document.id === best.document.id && holdsKey(candidate) && candidate.total >= total * THRESHOLDS.valueCoverageShare && (candidate.total >= THRESHOLDS.valueCoverage || candidate.semantic >= THRESHOLDS.convincingSemantic))
  const money = understanding.expectations.has('money') ? moneyAsked(understanding.asked) : new Set<MoneyClass>()
  for (const kind of HARD_VALUES) {
    if (understanding.expectations.has(kind) && !telling.some(candidate => (holdsValue(kind, candidate.key) && (kind !== 'money' || moneyFitsCells(money, candidate.block.kind === 'row' ? (candidate.block.cells ?? []) : [], candidate.key))) || (kind === 'document_number' && candidate.document.docNumber !== undefined && asksSource(understanding.question)))) return no('no_value')
  }
  const grain = dateGrain(understanding.question)
  if (grain !== undefined && understanding.expectations.has('date') && !telling.some(candidate => (candidate === best || candidate.own >= THRESHOLDS.dayOwn) && grain.test(candidate.key))) return no('no_value')
  const modifier = attributeModifier(understanding.question)
  if (modifier !== undefined && HARD_VALUES.some(kind => understanding.expectations.has(kind)) && !saysOf(modifier, understanding, telling)) return no('no_attribute')
  if (understanding.expectations.has('money') && printsNoAmount(best)) return no('no_value')
  const aspect = ASPECTS.find(([asked]) => asked.test(understanding.question))
  const drawn = near.filter(candidate => candidate.document.id === best.document.id)
  // papers and conditions may stand a little behind the sentence that names the thing
  const around = candidates.slice(0, AROUND_MAX).filter(candidate => candidate.document.id === best.document.id && candidate.score >= best.score * THRESHOLDS.aroundShare)
  if (aspect !== undefined && !around.some(candidate => aspect[1].test(candidate.key) || aspect[1].test(candidate.heading))) return no('no_attribute')
  if (aspect !== undefined && best.semantic < THRESHOLDS.sameThing && missesSubject(understanding, drawn)) return no('off_topic')
  if (isDeferred(understanding, drawn)) return no('no_value')
  if (missesPlan(corpus, understanding, near)) return no('not_printed')
  const named = namedKindOf(understanding.question)
  if (named !== undefined && !drawn.some(candidate => namesOne(named, candidate.text))) return no('no_value')
  const level = POST_LEVEL.exec(understanding.question)?.[0]
  if (level !== undefined && !telling.some(candidate => candidate.key.includes(level))) return no('no_attribute')
  if (/手机/.test(understanding.question) && understanding.expectations.has('phone') && !telling.some(candidate => /手机|(?<!\d)1[3-9]\d[\d*]{8}/.test(candidate.key))) return no('no_value')
  const service = SERVICE.exec(understanding.question)?.[1]
  if (service !== undefined && !drawn.some(candidate => candidate.key.includes(service))) return no('no_attribute')
  if (understanding.expectations.has('place') && PLACE_SPOTS.test(understanding.question) && !telling.some(candidate => NAMED_SPOT.test(candidate.key) || taggedWords(candidate.text).filter(one => one.tag === 'ns').length >= 2)) return no('no_value')
  if (ASKS_ADDRESS.test(understanding.question) && !drawn.some(candidate => ADDRESS.test(candidate.key))) return no('no_value')
  if (ASKS_NAME.test(understanding.question) && !near.some(candidate => namesPerson(corpus, candidate))) return no('no_value')
  const act = attributeVerb(understanding.question)
  if (act !== undefined && (understanding.expectations.has('date') || understanding.expectations.has('duration')) && !drawn.some(candidate => holds({ key: act, weight: 1, others: understanding.words.find(word => word.key === act)?.others ?? [], unseen: true }, candidate.key) > 0.4 || candidate.heading.includes(act))) return no('no_attribute')
  const channel = CHANNEL.exec(understanding.question)?.[0]
  if (channel !== undefined && !near.some(candidate => candidate.score >= best.score * THRESHOLDS.equalShare && candidate.key.includes(channel))) return no('no_value')
  const untold = untoldDetail(understanding, { drawn: [...drawn, ...sameBlock], telling })
  if (untold !== undefined) return no('no_attribute')
  if (FIGURES.some(kind => understanding.expectations.has(kind)) && siblingInPlace(understanding, drawn) !== undefined) return no('no_attribute')
  const measure = measurePattern(understanding.question)
  if (measure !== undefined && !telling.some(candidate => measure.test(candidate.key))) return no('no_value')
  return { answer: true }
}

/** 组长是谁, 由谁担任: a person is asked for and nothing else will do */
const ASKS_WHO = /(?<!责任人|(?:单位|部门)(?:分别|各|都)?)(?:是|叫|分别是|都是)谁(?![牵负主管来])|谁(?:担任|接任|当(?!家)|任)|是哪(?:一?位|几位)/

/** What a date must show when the day (哪天, 几号) or the month (几月) is asked for; undefined when any time will do. */
function dateGrain(question: string): RegExp | undefined {
  if (/哪一?[天日]|(?<![十\d])几[号日](?!份额|楼)|具体日期/.test(question)) return /\d{1,2}\s*[日号]|[一二三四五六七八九十]日|之日|当[日天]|次[日月]|[月季年]底|每[月年周日]|前\d|元旦|春节|国庆/
  if (/哪一?个?月(?!份?额)|几月/.test(question)) return /\d{1,2}\s*月|[一二三四五六七八九十]月|\.\d{1,2}|季度|[月年]底|每月|[上下]半年/
  return undefined
}

/** 一事一议 in the column of the amounts: the row is about the thing and prints no figure for it. */
function printsNoAmount(best: Candidate): boolean {
  const amounts = (best.block.cells ?? []).filter(cell => MONEY_COLUMN.test(cell.column) && cell.text !== '')
  return best.block.kind === 'row' && amounts.length > 0 && amounts.every(cell => !/[\d一二三四五六七八九十百]\s*(?:万|元|%)?/.test(cell.text.replace(/一事一议/g, '')))
}

const MONEY_COLUMN = /元|补贴|补助|奖励|金额|价格|租金|费用/

/** 缴费比例: a clause with a figure names the modifier, or a row or heading does. */
function saysOf(modifier: string, understanding: Understanding, telling: readonly Candidate[]): boolean {
  const word = understanding.words.find(one => one.key === modifier || one.key.includes(modifier)) ?? { key: modifier, weight: 1, others: [], unseen: true }
  return telling.some(candidate => holds(word, candidate.heading) > 0.4 || (candidate.block.kind === 'row' && holds(word, candidate.key) > 0.4) || candidate.key.split(/[。；;]/).some(clause => /\d|[一二三四五六七八九十]/.test(clause) && holds(word, clause) > 0.4))
}

/** 村级河长 is no 镇级河长 */
const POST_LEVEL = /[省市县区镇乡村组]级(?=[\u4e00-\u9fff]{1,4}(?:是|由)?(?:谁|哪))/
/** 去哪家医院, 在哪个窗口: the kind of place that serves people; the evidence must name one. */
const SERVICE = /(?:去|在|到|上|找)哪(?:一)?[家个些几所](医院|机构|学校|银行|窗口|药店|网点|驾校|酒店|公司)/
/** 开在哪几个地方, 设在哪里 */
const PLACE_SPOTS = /(?:开|建|设|摆|修|种|装|安排|分布)(?:立|置)?在(?:哪|什么地方)|哪[几些]?个?地方/

const NAMED_SPOT = /[\u4e00-\u9fff]{2}(?:村|社区|镇|乡|街道|路|街|巷|小区|广场|大厦|校区|公园|组|桥|口)|设在|位于|地点|地址|选址/

/** 在哪条路几号, 具体地址 */
const ASKS_ADDRESS = /哪条[路街巷]|几号楼|具体地址|地址(?:是|在)|门牌/
const ADDRESS = /[路街巷道]\s*\d+\s*号|\d+号|\d+[室楼层]|[一二三四五六七八九十]+楼|地址/
/** 叫什么, 姓名: a person's name is asked for */
const ASKS_NAME = /(?:他|她|人员|人|负责人|组长|成员|们|联络员)(?:都)?叫什么|叫什么名字|姓名|什么名字/

function namesPerson(corpus: Corpus, candidate: Candidate): boolean {
  if (taggedWords(candidate.text).some(one => one.tag === 'nr')) return true
  const blocks = { blockIds: [candidate.block.id] }
  if (corpus.reader.facts('appointment', blocks).length > 0 || corpus.reader.facts('duty', blocks).some(fact => fact.persons.length > 0)) return true
  if (/(?:为|是|由|任|[：:])\s*[\u4e00-\u9fff]{2,3}(?=[。，；、（(\s]|$)/.test(candidate.text)) return true
  return candidate.text.split(/[\s，、：:；。（）()同志]+/).some(piece => piece.length >= 2 && piece.length <= 3 && isPersonName(piece))
}

/** 准入条件由甲局另行制定: the document puts off what is asked. */
function isDeferred(understanding: Understanding, drawn: readonly Candidate[]): boolean {
  const best = drawn[0]
  if (best === undefined || !/另行(?:制定|规定|公布|通知|发布|明确|下发|确定)/.test(best.key)) return false
  const kinds = HARD_VALUES.filter(kind => understanding.expectations.has(kind))
  if (kinds.length > 0) return !kinds.some(kind => holdsValue(kind, best.key))
  return /哪些|什么|怎么|如何/.test(understanding.question) && !understanding.expectations.has('unit')
}

/** 地震应急预案: a plan or rule named by its subject, which no document here treats. */
const NAMED_PLAN = /([\u4e00-\u9fff]{2,12}?)(?:突发|专项)?(?:应急预案|应急响应|管理办法|实施办法|实施细则|管理规定|暂行规定|管理条例)/

function missesPlan(corpus: Corpus, understanding: Understanding, near: readonly Candidate[]): boolean {
  if (understanding.mentions.strength === 'number' || understanding.mentions.strength === 'title') return false
  const name = NAMED_PLAN.exec(understanding.question)?.[1]
  if (name === undefined) return false
  // 公报更正了户外广告设置管理规定: the name begins behind the verb
  const key = normalise(name.split(/[了的在对把由与和按照据]/).at(-1) ?? name)
  const words = understanding.words.filter(word => [...word.key].length >= 2 && key.includes(word.key) && word.weight >= THRESHOLDS.attributeWeight).sort((left, right) => right.weight - left.weight)
  const subject = words[0]
  if (subject === undefined) return false
  if (near.some(candidate => holds(subject, candidate.heading) > 0.4 || holds(subject, candidate.key) > 0.4)) return false
  return !corpus.documents.some(document => [document.title, ...document.parts.map(part => part.title), ...document.attachments.map(attachment => attachment.title ?? '')].some(title => holds(subject, normalise(title)) > 0.4))
}

/** 〔2020〕24号, XXDR-2020-00003 */
const NUMBER_YEAR = /[〔[（(【]20\d\d[〕\])）】]\s*第?\s*\d+\s*号?|[a-z]{2,6}[-—–]+20\d\d[-—–]+\d+/gi

/** The year asked for is that of the text, its headings, the document or the gazette. */
function ofYear(corpus: Corpus, understanding: Understanding, near: readonly Candidate[]): boolean {
  const asked = understanding.years
  if (asked.length === 0) return true
  // what the answer will be drawn from: the best and its equals in the same document
  const drawn = near.filter(candidate => candidate.document.id === near[0]?.document.id && candidate.score >= (near[0]?.score ?? 0) * THRESHOLDS.equalShare)
  return drawn.some(candidate => {
    // the year within a number (〔2020〕24号) is not that of the text
    const key = candidate.key.replace(NUMBER_YEAR, '')
    const printed = new Set([...`${key} ${candidate.context}`.matchAll(/(20\d\d)/g)].map(match => Number(match[1])))
    for (const range of `${key} ${candidate.context}`.matchAll(/(20\d\d)年?[-至到](20\d\d)/g)) for (let year = Number(range[1]); year <= Number(range[2]); year++) printed.add(year)
    const issued = Number((candidate.document.date ?? '').slice(0, 4)) || corpus.gazetteOf(candidate.document)?.year
    // a text that names other years only is not about the year of its document
    return asked.some(year => printed.has(year) || candidate.key.includes(String(year)) || (printed.size === 0 && issued === year) || (issued === year && !/(20\d\d)/.test(key)))
  })
}

function ofOrdinal(understanding: Understanding, near: readonly Candidate[]): boolean {
  return ordinalsOf(understanding.question).every(ordinal => {
    const unit = ordinal.at(-1) ?? ''
    const number = chineseNumber(ordinal.slice(0, -1))
    return near.some(candidate => [...`${candidate.key} ${candidate.context}`.matchAll(/(首|第?[0-9一二三四五六七八九十百]{1,4})(次|届|批|期|轮|号)/g)].some(match => match[2] === unit && (match[1] === '首' ? 1 : chineseNumber((match[1] ?? '').replace('第', ''))) === number))
  })
}

/** 第四年, 五号, 七十五岁, 一家: a time, an age or a count is a circumstance of the asker, not the thing */
const COUNTED = /^(?:第?[\d一二三四五六七八九十百千两半几]|现钱$|名字$|不要钱$)/

const EQUALLY_TELLING = 0.95

/** The heaviest word of the question, known to the index or not, stands nowhere near: something else is talked about. */
function missesThing(understanding: Understanding, near: readonly Candidate[]): boolean {
  const nouns = new Set(taggedWords(understanding.asked).filter(one => (!/^[vadrpcuymtfs]/.test(one.tag) || one.tag === 'vn') && !COUNTED.test(one.word)).map(one => normalise(one.word)))
  const named = (word: WeightedWord): boolean => near.some(candidate => holds(word, candidate.key) > 0.4 || holds(word, candidate.context) > 0.4)
  const telling = [...understanding.words].filter(word => [...word.key].length >= 2 && !/\d/.test(word.key) && nouns.has(word.key)).sort((left, right) => right.weight - left.weight)
  // of nouns that tell as much, each must be there: 种田 is, 地力补贴 is not
  const asksFigure = FIGURES.some(kind => understanding.expectations.has(kind))
  const key = telling.find((word, index) => (index === 0 || (asksFigure && word.weight >= (telling[0]?.weight ?? 0) * EQUALLY_TELLING)) && !named(word))
  if (key === undefined || key.weight < THRESHOLDS.thingWeight) return false
  // told in everyday words: two others as telling, known by their official equivalents, stand for it
  const equals = understanding.words.filter(word => word.others.length > 0 && word.weight >= key.weight * 0.9 && named(word))
  return equals.length < 2
}

/** Two telling words of the question stand in the evidence, as they are or by their official equivalents. */
function toldInEverydayWords(understanding: Understanding, near: readonly Candidate[]): boolean {
  const telling = understanding.words.filter(word => word.others.length > 0 && word.weight >= THRESHOLDS.thingWeight)
  return telling.filter(word => near.some(candidate => holds(word, candidate.key) > 0.4)).length >= 2
}

/** 小学报名要什么材料: papers of something else are no answer, so more than the aspect's own words must be there. */
function missesSubject(understanding: Understanding, near: readonly Candidate[]): boolean {
  const subject = understanding.words.filter(word => [...word.key].length >= 2 && !ASPECT_WORD.test(word.key))
  return subject.length > 0 && !subject.some(word => near.some(candidate => holds(word, candidate.key) > 0.4 || holds(word, candidate.context) > 0.4))
}

/** AQI, GDP, PM2.5: an abbreviation in Latin letters has no other words for it. */
function missesAcronym(understanding: Understanding, near: readonly Candidate[]): boolean {
  const acronyms = understanding.words.filter(word => /^[a-z][a-z0-9.]+$/.test(word.key) && !/^[ivx]+$/.test(word.key))
  return acronyms.some(word => !near.some(candidate => candidate.key.includes(word.key) || candidate.context.includes(word.key)))
}

/** The two most telling nouns that the corpus knows stand nowhere in the evidence. */
function missesTopic(understanding: Understanding, near: readonly Candidate[]): boolean {
  const nouns = new Set(taggedWords(understanding.question).filter(one => one.tag.startsWith('n') || one.tag === 'eng').map(one => normalise(one.word)))
  const telling = understanding.words.filter(word => !word.unseen && nouns.has(word.key) && [...word.key].length >= 2 && word.weight >= THRESHOLDS.topicWeight).sort((left, right) => right.weight - left.weight)
  const [first, second] = telling
  if (first === undefined || second === undefined) return false
  return ![first, second].some(word => near.some(candidate => holds(word, candidate.key) > 0.4 || holds(word, candidate.context) > 0.4))
}

/**
 * The most telling noun of the question (门球 in 门球比赛每队几人): where some of the evidence holds it, a value beside other
 * things of the kind (篮球 14人) does not count.
 */
function keyHolder(understanding: Understanding, near: readonly Candidate[]): (candidate: Candidate) => boolean {
  const key = [...understanding.words].sort((left, right) => right.weight - left.weight).find(word => !word.unseen && [...word.key].length >= 2)
  if (key === undefined || key.weight < THRESHOLDS.keyWeight) return () => true
  const held = (candidate: Candidate): boolean => holds(key, candidate.key) > 0.4 || holds(key, candidate.heading) > 0.4
  return near.some(held) ? held : () => true
}

/** The words beside the question word, when they are telling ones, stand in the evidence. */
function holdsAttribute(understanding: Understanding, near: readonly Candidate[]): boolean {
  if (understanding.expectations.has('phone') || understanding.intent === 'responsibility' || understanding.intent === 'personnel') return true
  const keys = focusKeys(understanding.question)
  const focus = understanding.words.filter(word => keys.has(word.key) && (word.unseen || word.weight >= THRESHOLDS.attributeWeight) && [...word.key].length >= 2)
  if (focus.length === 0) return true
  const all = focus.reduce((sum, word) => sum + word.weight, 0)
  const held = Math.max(...near.map(candidate => focus.reduce((sum, word) => sum + word.weight * Math.max(holds(word, candidate.key), 0.8 * holds(word, candidate.context)), 0)))
  return held / all >= THRESHOLDS.attributeHeld
}

/** The unit whose head is asked for, without the place in front, in full or abbreviated. */
function namesUnit(head: string, understanding: Understanding, near: readonly Candidate[]): boolean {
  let unit = normalise(head)
  for (const region of understanding.regions) unit = unit.replace(normalise(region), '').replace(normalise(shortName(region)), '')
  unit = unit.replace(/^[市县区省]/, '')
  const word = { key: unit, weight: 1, others: [], unseen: true }
  return near.some(candidate => holds(word, candidate.key) > 0.3 || holds(word, candidate.context) > 0.3)
}

/** A target or a rule, not a result: 力争达到…, 确保…, and no 已, 累计, 截至. */
function isTarget(key: string): boolean {
  return !/实际(?!使用|种植)|累计|截至|剩余|尚有|截止目前|已(?:完成|建成|发放|启动|查处|收)|上年|去年|完成了/.test(key)
}
