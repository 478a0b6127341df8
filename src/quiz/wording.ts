/**
 * Which words of a source can stand in a question, and in what form.
 *
 *   1. 推进绿色出行。完善慢行系统……   → 推进绿色出行        (the first whole sentence, its number left out)
 *   和落实责任 | 本办法所称… | （牵头：   → nothing           (cut off, or pointing to what is not shown)
 */
import { normalise } from '../../ingest/text/normalise.ts'

/** a phrase in a question */
export const PHRASE_MIN_CHARS = 6
export const PHRASE_MAX_CHARS = 60

const NUMBER = /^\s*(?:第[一二三四五六七八九十百\d]{1,4}[条款项章节]\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*|[一二三四五六七八九十]{1,3}[、.．](?![一二三四五六七八九十])\s*|\d{1,2}(?:\.\d{1,2}){0,3}[.．、](?!\d)\s*|\d{1,2}(?:\.\d{1,2}){1,3}(?=[^\d%.％‰℃年月日时天元万亿千百亩公米吨倍度升斤平立个人户家]|$)\s*|\d{1,2}(?=[^\d%.％‰℃年月日时天周分秒小岁级倍亿万千百余多元角个名户件项条亩米厘毫公吨斤人家所处次座台辆套平立只头株棵册份张片种类批轮期层栋间村镇乡街道组位支艘本—～~\-至到]|$)\s*|[①-⑳]\s*|[一二三四五六七八九十]{1,2}(?:是|要)(?=[^，])|[（(]?[a-z][)）.]\s*)/
/** the middle of a sentence, or words that lean on what stood before */
const LEANING_START = /^(?:[，。；、：:,.;）)》”’\]】〕—\-+%·/]|[和与及并或](?![立安排州肥平田谐睦美县发网联购轨入行举重存且购])|等(?![级次距])|但|而|且|其(?!他)|该|此|以及|并且|同时|另外|此外|其中|对其|上述|前款|前述|为此|因此|由此|从而|进而|还|也|又|则|至(?!善)|即|的|地(?=[，。])|了|着|个|名|万|亿|条|项|年|月|日|号|元)/
const LEANING = /贵[院局校司方省市县区州旗单公]|你[们局市县区院校]|本(?:办法|方案|预案|细则|通知|意见|计划|规定|决定|条例|条|款|项|实施|令|行动|制度|规程|纪要|文件|通告|公告|函|章|节|表|附件|目录|清单|规则|准则)|上述|前款|前述|前列|下列|如下|以下(?!简称)|见附|附件|附表|附录|详见|该(?:项目|办法|方案|单位|部门)|第[一二三四五六七八九十百\d]+[条款项]|所列|以上(?:各|项|内容|任务|工作)/
const DEBRIS = /[|#$\\<>*_^{}~`\uFFFD\p{Cc}]|…|\.{3}|[？?！!]|。。|，，|、、|：：|\(\)|（）|“”|[\u4e00-\u9fff](?:and|or|of|the|in)[\u4e00-\u9fff]/u
const UNFINISHED_END = /[，、：:（(《“‘〔【\-—和与及的为在对由将把被从向以按或并等至]$/

/** Blanks out (but between Latin words), closing stop out. */
export function tidy(text: string): string {
  return text.replace(/(?<![A-Za-z])[\s\u3000]+|[\s\u3000]+(?![A-Za-z])/gu, '').replace(/[。；;，,、]+$/u, '')
}

/** Words inside quotation marks of a question: double marks of the source become single ones. */
export function inner(text: string): string {
  return text.replace(/[“"]([^“”"]*)[”"]/g, '‘$1’')
}

/** 2.2024年…: the number of the item stands right before a year, which is none. */
const NUMBER_BEFORE_YEAR = /^\s*\d{1,2}[.．、]\s*(?=(?:19|20)\d\d\s*年)/

/** 会议明确：（一）…: what minutes say before each decision; 答： in explanations */
const MINUTES = /^\s*(?:会议[\u4e00-\u9fff]{2,6}[，：:]|[问答][：:])\s*/u

export function withoutNumber(text: string): string {
  return text.replace(MINUTES, '').replace(NUMBER_BEFORE_YEAR, '').replace(NUMBER, '')
}

const ANY_MARK = /[（(）)《》〈〉“”‘’〔〕[\]【】]/u

/** True when brackets and quotation marks open and close in order. */
export function balanced(text: string): boolean {
  if (!ANY_MARK.test(text)) return true
  const pairs: Record<string, string> = { '（': '）', '(': ')', '《': '》', '〈': '〉', '“': '”', '‘': '’', '〔': '〕', '[': ']', '【': '】' }
  const closing = new Set(Object.values(pairs))
  const open: string[] = []
  for (const character of text.replaceAll('(', '（').replaceAll(')', '）')) {
    const close = pairs[character]
    if (close !== undefined) open.push(close)
    else if (closing.has(character) && open.pop() !== character) return false
  }
  return open.length === 0
}

/** True for words that can stand alone: whole, understandable without what is around them, free of debris. */
export function standsAlone(text: string, minChars = PHRASE_MIN_CHARS, maxChars = PHRASE_MAX_CHARS): boolean {
  const length = [...text].length
  if (length < minChars || length > maxChars) return false
  if (LEANING_START.test(text) || LEANING.test(text) || DEBRIS.test(text) || UNFINISHED_END.test(text)) return false
  if (!balanced(text)) return false
  return (text.match(/[\u4e00-\u9fff]/gu) ?? []).length >= Math.min(4, minChars)
}

/** A task or a rule as a phrase for a question: whole when it is short, else its first sentence. */
export function phraseOf(text: string, minChars = PHRASE_MIN_CHARS): string | undefined {
  const whole = tidy(withoutNumber(tidy(text)))
  // …工作。2.配合…: two items of a list are no phrase
  if (standsAlone(whole, minChars) && !/[。；](?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,2}[）)])/u.test(whole)) return whole
  const first = tidy(withoutNumber(tidy(/^[^。；;]{1,200}(?=[。；;])/u.exec(text.replace(/[\s\u3000]+/gu, ''))?.[0] ?? '')))
  return standsAlone(first, minChars) ? first : undefined
}

/** 提升法治水平 深入开展…: the name of the row stands before the task in the same cell */
const HEAD_IN_CELL = /^[\u4e00-\u9fff]{4,14}[\s\u3000]+(?=(?:深入|依法|加强|加大|加快|严厉|严格|进一步|对标|推进|推动|落实|坚持|完善|建立|健全|开展|实施|全面|持续|积极|强化|优化|扎实|做好|支持|鼓励|围绕|聚焦)[\u4e00-\u9fff])/u

/** A phrase without the name that the source prints before it, set off by a blank that the phrase has lost. */
export function withoutHead(source: string, phrase: string, minChars = PHRASE_MIN_CHARS): string {
  const place = placeOf(source, phrase)
  const printed = place === undefined ? '' : source.slice(place.start, place.end)
  const head = HEAD_IN_CELL.exec(printed)?.[0]
  if (head === undefined) return phrase
  const rest = phrase.slice(head.replace(/[\s\u3000]+/gu, '').length)
  return [...rest].length >= minChars ? rest : phrase
}

const BOUNDARY = /[\s\u3000，。；;：:！？!?、（(《“）)|.．\d一二三四五六七八九十是]$/u

/**
 * True when a phrase begins where a sentence, a clause or a cell of the source begins: what stands before it is nothing, a stop, a
 * colon or a number. Blanks do not count. False when the source does not hold the phrase.
 */
export function beginsCleanly(source: string, phrase: string): boolean {
  const squeezed = source.replace(/[\s\u3000]+/gu, '')
  const wanted = phrase.replace(/[\s\u3000]+/gu, '')
  for (let at = squeezed.indexOf(wanted), tries = 0; at >= 0 && tries < 20; at = squeezed.indexOf(wanted, at + 1), tries++) {
    if (at === 0 || BOUNDARY.test(squeezed.slice(0, at))) return true
  }
  return false
}

/** Where a phrase stands in a text whose blanks do not count, half-open; undefined when it does not. */
export function placeOf(text: string, phrase: string): { start: number; end: number } | undefined {
  const offsets: number[] = []
  let squeezed = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (/[\s\u3000]/u.test(character)) continue
    squeezed += character
    offsets.push(at)
  }
  const wanted = phrase.replace(/[\s\u3000]+/gu, '')
  const found = squeezed.indexOf(wanted)
  const [start, last] = [offsets[found], offsets[found + wanted.length - 1]]
  return found < 0 || wanted === '' || start === undefined || last === undefined ? undefined : { start, end: last + 1 }
}

/** Search form without any marks: what two printings of one text share. */
export function plain(text: string): string {
  const known = plainForms.get(text)
  if (known !== undefined) return known
  const made = normalise(text).replace(/[\p{P}\p{S}]/gu, '')
  if (text.length > PLAIN_KEPT_CHARS) return made
  if (plainForms.size >= PLAIN_KEPT) plainForms.clear()
  plainForms.set(text, made)
  return made
}

/** the same tasks, names and clauses are compared again and again: their forms are kept */
const PLAIN_KEPT = 20_000
const PLAIN_KEPT_CHARS = 1000
const plainForms = new Map<string, string>()

/** characters of the runs that two texts are compared by */
const RUN_CHARS = 4

/** All runs of RUN_CHARS characters of a text in plain form. */
export function runsOf(text: string): Set<string> {
  const runs = new Set<string>()
  for (let at = 0; at + RUN_CHARS <= text.length; at++) runs.add(text.slice(at, at + RUN_CHARS))
  return runs
}

/** Share of the runs of a text in plain form that another one has, 0 to 1. */
export function sharedRuns(text: string, other: ReadonlySet<string>): number {
  const own = runsOf(text)
  if (own.size === 0) return 0
  let shared = 0
  for (const run of own) if (other.has(run)) shared++
  return shared / own.size
}

/** Length of the longest run of characters that both hold. For short texts only. */
export function longestShared(left: string, right: string): number {
  let longest = 0
  for (let from = 0; from + longest < left.length; from++) {
    while (from + longest < left.length && right.includes(left.slice(from, from + longest + 1))) longest++
  }
  return longest
}
