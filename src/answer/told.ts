/**
 * Details that a question may ask for beside the thing itself, and how a text would tell them: who builds it, why, where the
 * parts of it are, what follows, how high. Evidence about the thing that does not tell the detail is no answer.
 *
 *   为什么要拆收费站                a reason wants 因…, 由于…, 退休
 *   跨街的线离路面多高              a height wants 高 or 净空 beside the metres
 *   分给甲镇多少亩                  a share wants the town and the figure in one sentence or row
 *
 * In: the question and its evidence. Out: the first detail that is not told; undefined when all are.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { holdsValue, type ValueKind } from '../understand/expectation.ts'
import { measurePattern } from '../understand/focus.ts'
import type { Understanding } from '../understand/question.ts'
import { taggedWords } from '../understand/words.ts'
import type { Candidate } from './candidates.ts'
import { holds } from './match.ts'

export interface Evidence {
  /** the candidates that the answer may be drawn from, of the best one's document */
  drawn: readonly Candidate[]
  /** … of which each is about the question itself */
  telling: readonly Candidate[]
}

interface Detail {
  name: string
  asked: RegExp
  /** what a text that tells it holds */
  told: RegExp
}

const DETAILS: readonly Detail[] = [
  { name: 'builder', asked: /(?:哪|谁|什么)[^，。？]{0,10}(?:施工|承建|中标|监理|代建|勘察|供货)|(?:施工|承建|中标|监理|代建|勘察|供货)(?:方|单位|公司|企业|人)?(?:是|叫|为)?(?:哪|谁|什么)/, told: /(?:公司|集团|院|局|中心|队)[^，。；]{0,12}(?:施工|承建|中标|监理|代建|勘察|供货)|(?:施工|承建|中标|监理|代建|勘察|供货|建设)(?:单位|方|企业|人)?(?:为|是|：|:|由)?\s*[^，。；]{0,20}(?:公司|集团|研究院|设计院|局|中心|政府|街道|办)/ },
  { name: 'reason', asked: /(?<![命任成改称定])为什么|(?<![命任成改称定])为啥|为何|什么原因|啥原因|什么(?:缘故|理由)|因为什么|原因是/, told: /因|由于|为(?!期|准|止|主|单位|负责|牵头|组长|成员|由|第)|原因|鉴于|考虑|导致|造成|防止|避免|以便|目的|退休|违反|不符|问题|不能|不宜|需要|不再|影响|同时废止|清理/ },
  { name: 'consequence', asked: /(?:受到?|给予?|会有|有)(?:什么|啥|何种|哪些)(?:样的)?(?:处分|处罚|处理|后果|惩罚|惩处)|什么后果|怎么(?:追责|问责|处分|处罚|罚)|如何(?:追责|问责|处分|处罚)/, told: /处分|处罚|罚|责任|追究|追责|通报|批评|约谈|取消|扣|停|收回|追回|追缴|退回|退还|不予|不得|撤|问责|警告|没收|吊销|降|责令|清退|腾退|终止|列入|失信|一票否决|倒查|查处|惩|整改/ },
  { name: 'height', asked: /多高|高度[^，。？]{0,6}(?:多少|几)|几米高/, told: /高|净空/ },
  { name: 'width', asked: /多宽|宽度[^，。？]{0,6}(?:多少|几)|几米宽/, told: /宽/ },
  { name: 'depth', asked: /多深|深度[^，。？]{0,6}(?:多少|几)/, told: /深/ },
  { name: 'first half', asked: /上半年/, told: /上半年|[1-6]月|半年|一季度|二季度/ },
  { name: 'second half', asked: /下半年/, told: /下半年|(?:[7-9]|1[0-2])月|半年|三季度|四季度/ },
]

const FIGURES: readonly ValueKind[] = ['money', 'number', 'duration', 'date']

/** Name of the first detail that the question asks for and the evidence does not tell. */
export function untoldDetail(understanding: Understanding, { drawn, telling }: Evidence): string | undefined {
  const { question } = understanding
  for (const { name, asked, told } of DETAILS) if (asked.test(question) && !drawn.some(candidate => told.test(candidate.key) || told.test(candidate.heading))) return name
  if (missesOthers(question, drawn)) return 'the others'
  const quarter = /[一二三四]季度/.exec(question)?.[0]
  if (quarter !== undefined && !drawn.some(candidate => candidate.key.includes(quarter))) return 'quarter'
  if (missesSpot(question, drawn)) return 'spot'
  if (missesNames(question, drawn)) return 'names'
  if (missesOwner(understanding, drawn)) return 'owner of the telephone'
  if (!FIGURES.some(kind => understanding.expectations.has(kind))) return undefined
  // 每年补贴不超过… is no monthly amount
  if (understanding.expectations.has('money') && MONTHLY.test(question) && drawn.some(candidate => YEARLY.test(candidate.key)) && !drawn.some(candidate => /月/.test(candidate.key))) return 'month'
  // 每艘6800元 is not what each of the crew gets
  if (understanding.expectations.has('money') && PER_PERSON.test(question) && drawn.some(candidate => PER_THING.test(candidate.key)) && !drawn.some(candidate => PERSONS.test(candidate.key))) return 'person'
  // 中央和省级补助何时到位: that of 市、县两级 is another one
  if (/中央|省级/.test(question) && !drawn.some(candidate => /中央|国家|省/.test(candidate.key))) return 'level'
  if (missesShare(understanding, drawn)) return 'share'
  if (missesCounted(understanding, telling)) return 'counted'
  if (belongsToAnother(understanding, drawn)) return 'another item'
  return undefined
}

const ASKS_OTHERS = /除了?([^，。？牵负]{2,12}?)(?:以外|之外)?[，,]?(?:其余|其他|其它|另外|别的|还有|剩下)/

/** 除了甲桥，另外几座叫什么: 甲桥等4座 names none of the others. */
function missesOthers(question: string, drawn: readonly Candidate[]): boolean {
  const known = normalise(ASKS_OTHERS.exec(question)?.[1] ?? '')
  return known !== '' && drawn.length > 0 && drawn.every(candidate => !candidate.key.includes(known) || candidate.key.includes(`${known}等`))
}

const ASKS_SPOT = /(?:建|位|设|分布|坐落|落户?|装|摆|挂|安排)(?:于|在)了?(?:的)?(?:哪(?![几些]?个?(?:单位|部门|局|家|办|年|天|月|班子|机构|城市|市|县|区|人))|什么(?:地方|位置))|(?:在|位于|涉及|是)哪[几些]个?(?:村|镇|乡|社区|街道|地方|位置)|门[往朝]哪/
const SAYS_SPOT = /设在|位于|地点|地址|选址|坐落|挂在|挂靠|办公地|[东南西北]侧|旁边|对面|[路街巷道]\d+号/
const SPOT = /([\u4e00-\u9fff]{2,8}?)(?:村|社区|镇|乡|街道|小区|大厦|路|大道|广场|公园|医院|学校|中学|小学|中心|园区|港|码头|林场|水库)/g
/** what makes a spot a mere kind of spot: 农村, 各镇, 老旧小区, 新建公园 */
const KIND_OF_SPOT = /[农乡全各本每该点城型新老旧个座条处所市县区设建定等级类务通道公铁线网思出]$|示范|行政|自然|美丽|服务|管理|指挥|活动|建设|农村|招商|客运|乡镇/

/** 分别建在哪些村: some place is named or told. */
function missesSpot(question: string, drawn: readonly Candidate[]): boolean {
  if (!ASKS_SPOT.test(question) || /办公室|办公/.test(question)) return false
  return !drawn.some(candidate => SAYS_SPOT.test(candidate.key) || [...candidate.key.matchAll(SPOT)].some(match => !KIND_OF_SPOT.test(match[1] ?? '') && !question.includes(match[0])) || taggedWords(candidate.text).filter(one => one.tag === 'ns').length >= 2)
}

const ASKS_WHICH = /[哪那](?:([两三四五六七八九十\d]{1,3}|几))(条|所|座|处|栋|块|段)/

/** 是哪两条: 改建道路2条 only counts them; some sentence, or several rows or items, must name them. */
function missesNames(question: string, drawn: readonly Candidate[]): boolean {
  const match = ASKS_WHICH.exec(question)
  const best = drawn[0]
  if (match === null || best === undefined || drawn.filter(candidate => candidate.block.kind === 'row' || candidate.block.kind === 'list').length >= 2) return false
  const measure = match[2] ?? ''
  const counts = new RegExp(`(?:\\d+|[一二两三四五六七八九十]+)${measure}`)
  return counts.test(best.key) && !drawn.some(candidate => /[^，。；、]{2,}、[^，。；、]{2,}|“[^”]+”|[：:][^，。；]{2,}|分别|包括|[和与及][\u4e00-\u9fff]{2}/.test(candidate.text))
}

const PHONE_OWNER = /([\u4e00-\u9fff]{2,12}(?:公司|局|大队|支队|中队|中心|办|委|所|站|医院|法院|学校))(?:的)?(?:值班|咨询|举报|投诉|服务|联系|办公)?(?:电话|号码|热线|联系方式)/

/** 县交警大队的电话: the sentence with the number, or its headings, names that unit. */
function missesOwner(understanding: Understanding, drawn: readonly Candidate[]): boolean {
  const owner = PHONE_OWNER.exec(understanding.asked)?.[1]
  if (owner === undefined || !understanding.expectations.has('phone')) return false
  const word = { key: normalise(owner).replace(/^.*(?:的|个|找|打|问)/, '').replace(/^[市县区省]/, ''), weight: 1, others: [], unseen: true }
  const withNumber = drawn.filter(candidate => holdsValue('phone', candidate.key))
  return word.key.length >= 2 && withNumber.length > 0 && !withNumber.some(candidate => holds(word, candidate.key) > 0.3 || holds(word, candidate.context) > 0.3)
}

const PER_PERSON = /一个人(?:能|可以)?(?:分|拿|领|得|补|发)|每个?人(?:能|可以)?(?:分|拿|领|得|补|发)|人均/
const PER_THING = /每[艘亩头台户套辆只栋间]|元\/[艘亩头台户套辆只栋间]/
const PERSONS = /每人|每名|\/人|人均|本人|个人/
const MONTHLY = /一个?月|每个?月|按月|月租/
const YEARLY = /每年|一年|年度|元\/年/

/** a town, village or district named in full: 甲镇, 乙街道 */
const LOCALITY = /([\u4e00-\u9fff]{2,3}(?:镇|乡|街道|村|社区))[^，。？]{0,12}(?:多少|几)|(?:给|到|在)([\u4e00-\u9fff]{2,3}(?:镇|乡|街道|村|社区))/
/** 各乡镇, 多少个乡镇, 每个村: no locality of its own */
const NO_LOCALITY = /[各每全乡几个些哪多少]|[城农]$|新增/

/** 分给甲镇多少: the figure and the locality stand in one sentence or row, or the locality in its headings. */
function missesShare(understanding: Understanding, drawn: readonly Candidate[]): boolean {
  const match = LOCALITY.exec(understanding.question)
  const name = match?.[1] ?? match?.[2]
  if (name === undefined || NO_LOCALITY.test(name.slice(0, -1))) return false
  // the regular expression may take a character before the name along
  const names = [name, name.slice(1), name.slice(2)].filter(one => one.length >= 3).map(normalise)
  const kinds = FIGURES.filter(kind => understanding.expectations.has(kind))
  const measure = measurePattern(understanding.question)
  return !drawn.some(candidate => {
    const here = names.some(one => candidate.key.includes(one) || candidate.heading.includes(one))
    return here && (candidate.block.kind === 'row' ? /\d/.test(candidate.key) : measure === undefined ? kinds.some(kind => holdsValue(kind, candidate.key)) : measure.test(candidate.key))
  })
}

const COUNTED_NOUN = /(?:多少|几)(?:个|名|台|座|处|条|套|间|张|辆|只|艘|架|所|家|项|类|种|场|次|道|块)([\u4e00-\u9fff]{2,6})|多少(?![个名台座处条套间张辆只艘架所家项类种场次道块])([\u4e00-\u9fff]{2,6})/

/** 设几个接警席: the thing counted is named in evidence that is about the question. */
function missesCounted(understanding: Understanding, telling: readonly Candidate[]): boolean {
  const match = COUNTED_NOUN.exec(understanding.question)
  const after = match?.[1] ?? match?.[2]
  if (after === undefined) return false
  const noun = taggedWords(after)[0]
  if (noun === undefined || noun.word.length < 2 || !noun.tag.startsWith('n')) return false
  const key = normalise(noun.word)
  const word = understanding.words.find(one => one.key === key || one.key.startsWith(key))
  if (word === undefined) return false
  return !telling.some(candidate => holds(word, candidate.key) > 0.4 || holds(word, candidate.heading) > 0.4)
}

/** inverse document frequency of a word that names one thing only */
const PROPER_WEIGHT = 6.5

/** 确保甲郡、乙苑交楼；公租房130套: the thing and the figure stand in different clauses of one cell. */
function standsApart(cell: string, key: string, measure: RegExp): boolean {
  const clauses = cell.split(/[；;。]/)
  return cell.includes(key) && clauses.length > 1 && !clauses.some(clause => clause.includes(key) && measure.test(clause))
}

/**
 * 甲片区一二栋共328套公租房、乙园公租房: of things listed with 、 the figure stands at another one than the one asked about.
 */
function belongsToAnother(understanding: Understanding, drawn: readonly Candidate[]): boolean {
  const best = drawn[0]
  const measure = /(?:多少|几)[套户亩个座处台家名人栋间]/.test(understanding.question) ? measurePattern(understanding.question) : undefined
  if (best === undefined || measure === undefined) return false
  const key = [...understanding.words].filter(word => [...word.key].length >= 2).sort((left, right) => right.weight - left.weight).find(word => best.key.includes(word.key))
  if (key === undefined) return false
  const cells = best.block.kind === 'row' ? (best.block.cells ?? []).map(cell => normalise(cell.text)) : [best.key]
  if (key.weight >= PROPER_WEIGHT && cells.filter(cell => measure.test(cell)).every(cell => standsApart(cell, key.key, measure))) return true
  if (best.block.kind === 'row') return false
  const clause = best.key.split(/[，。；;,]/).find(one => one.includes(key.key) && measure.test(one))
  if (clause === undefined || !clause.includes('、')) return false
  const items = clause.split('、')
  const asked = items.filter(item => item.includes(key.key))
  return asked.length === 1 && !asked.some(item => measure.test(item)) && items.filter(item => measure.test(item)).length === 1 && !measure.test(items.at(-1) ?? '')
}
