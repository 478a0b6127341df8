/**
 * Small words that turn a statement although they name nothing: held against the print, sign by sign.
 *
 *   print   每台增加3万元          claim  每台增加至3万元        an addition becomes a level
 *   print   规模工业增加值增长8%    claim  规模工业增加值增长了8%   a plan becomes a result
 *   print   重大疾病、慢性病        claim  重大疾病且慢性病        either becomes both
 *
 * Where the claim is a near-copy of the print (the same two characters before and behind), a word of the list must not be put
 * in, nor stand in place of another; some must stand in the print wherever they are. In: flat texts. Linear in both.
 */
import type { Refusal } from './fit.ts'

/** must not be put in between words that stand side by side in the print, or in place of other signs; longest first */
const GUARDED = [
  '完成了', '应当', '应该', '需要', '必须', '各自', '如果', '因为', '由于', '所以', '因此', '一共', '共计', '合计', '总共', '包括', '包含', '属于', '作为', '成为', '并且', '已经', '即为', '就是',
  '着', '至', '到', '为', '是', '被', '将', '把', '给', '且', '若', '如', '当', '共', '等', '需', '应', '须', '要', '会', '即', '自', '从', '向', '对', '在', '其', '该', '每', '已', '又', '而', '并',
]
/** in place of one another nothing changes */
const ALIKE: readonly (readonly string[])[] = [
  ['为', '是', '即', '即为', '就是', '：', '，', '系', ''], ['应', '应当', '应该', '须', '需', '需要', '必须'], ['若', '如', '如果'], ['至', '到', '-'], ['自', '从'], ['向', '给', '对'], ['并', '并且', '且', '同时', '，', '，并', '，且', '，并且'],
  ['共', '一共', '共计', '合计', '总共'], ['包括', '包含', '：', '为', '是', '含', '有'], ['该', '其', '此', '本'], ['对', '对于', '给', ''], ['在', '于', ''], ['因为', '由于', '因'], ['并且', '，', ''], ['作为', '为'], ['成为', '为'], ['该', ''], ['并', '，'],
]
const CHANGE = '(?:增加|增长|增|提高|提升|上调|上浮|升|扩大|扩|加|降低|下降|下调|下浮|减少|压减|降|减|新增|补贴|补助|奖励|最高|另给|突破)'
/** 增加3万元 is no 增加至3万元, whichever of the two is printed */
const LEVEL = new RegExp(`${CHANGE}[^，。；：（）、]{0,12}?(?:至|到|为)(?=约?[\\d%])`, 'g')
const CHANGE_END = new RegExp(`${CHANGE}$`)
const isValueStart = (text: string): boolean => /^(?:[\d约每]|[一二三四五六七八九十百千万两]{1,3}[元年个月日天倍])/.test(text)

/** A small word of the claim that the print does not hold at that place. `claim`, `print`: flat; `above`: headings of the print. */
export function checkFunctionWords(claim: string, print: string, above: string): Refusal | undefined {
  const found = wordsThatMustStand(claim, print) ?? wordsPutIn(claim, print) ?? listsTurned(claim, print) ?? spansCut(claim, print) ?? bracketsPutOn(claim, print) ?? openingHalf(claim, `${print}\n${above}`)
  return found === undefined ? undefined : { reason: 'logic', detail: found }
}

function wordsThatMustStand(claim: string, print: string): string | undefined {
  for (const match of claim.matchAll(/了(?!解|结|如指掌)/g)) {
    const before = claim.slice(Math.max(0, match.index - 1), match.index)
    if ('为除罢明'.includes(before) && before !== '') continue
    if (!print.includes(`${before}了`)) return `${before}了`
  }
  for (const match of claim.matchAll(/已(?:经)?(?!经|有|知|被?[废失终停取过撤]|不再)/g)) if (!print.includes('已')) return match[0]
  for (const match of claim.matchAll(/各自|因为|由于|所以|因此|如果|被|且/g)) {
    const word = match[0]
    const before = claim.slice(Math.max(0, match.index - 1), match.index)
    const behind = claim.charAt(match.index + word.length)
    if (word === '且' && /[，；而并尚况]/.test(before)) continue
    if (word === '如果') {
      const clause = /^[^，。；：]*/.exec(claim.slice(match.index + 2))?.[0] ?? ''
      if (print.includes('如果') || print.includes(`若${behind}`) || print.includes(`如${behind}`) || (clause.endsWith('的') ? print.includes(clause.slice(-4)) : print.includes(`${clause.slice(-4)}的，`))) continue
      return word
    }
    const forms = word === '因为' || word === '由于' ? ['因', '由于'] : word === '所以' || word === '因此' ? ['所以', '因此', '故'] : [word]
    if (!forms.some(form => (behind !== '' && print.includes(`${form}${behind}`)) || (before !== '' && print.includes(`${before}${form}`)))) return word
  }
  for (const match of claim.matchAll(LEVEL)) {
    const end = match.index + match[0].length
    const word = claim.charAt(end - 1)
    const value = /^约?[\d.]+/.exec(claim.slice(end))?.[0] ?? ''
    // 补贴标准为30元: of a thing, no change
    if (word === '为' && !CHANGE_END.test(claim.slice(0, end - 1))) continue
    if (!print.includes(`至${value}`) && !print.includes(`到${value}`) && !(word === '为' && print.includes(`为${value}`))) return match[0].slice(-3)
  }
  for (const match of print.matchAll(new RegExp(`(${CHANGE})(?:至|到|为)([\\d.]+)`, 'g'))) {
    const short = `${match[1] ?? ''}${match[2] ?? ''}`
    if (claim.includes(short) && !print.includes(short)) return short
  }
  return undefined
}

/** most characters of the print that a small word can stand in place of */
const REPLACED_MAX = 2

function wordsPutIn(claim: string, print: string): string | undefined {
  const done = new Set<number>()
  for (const word of GUARDED) {
    for (let at = claim.indexOf(word); at >= 0; at = claim.indexOf(word, at + 1)) {
      if (done.has(at)) continue
      for (let place = at; place < at + word.length; place++) done.add(place)
      const left = claim.slice(Math.max(0, at - 2), at)
      const right = claim.slice(at + word.length, at + word.length + 2)
      if (print.includes(`${left}${word}${right}`)) continue
      if ((left === '' ? 0 : left.length) + right.length < 3) continue
      for (let from = print.indexOf(left); from >= 0; from = print.indexOf(left, from + 1)) {
        const rest = from + left.length
        for (let length = 0; length <= REPLACED_MAX; length++) {
          if (right === '' || !print.startsWith(right, rest + length)) continue
          const printed = print.slice(rest, rest + length)
          if (!isAlike(word, printed, left, right)) return `${left}${word}${right}`
        }
      }
      if (right === '' && word === '等' && print.includes(left) && !print.includes(`${left}、`)) return `${left}${word}`
    }
  }
  return undefined
}

function isAlike(word: string, printed: string, left: string, right: string): boolean {
  if (printed === word) return true
  // 补贴标准30元 may be 补贴标准为30元, 两项基础上增加3万元 not 增加为3万元
  if (printed === '' && /^(?:为|是|即|即为|就是)$/.test(word)) return isValueStart(right) && !CHANGE_END.test(left)
  if (printed === '，' && /^(?:为|是|即|即为|就是|包括|包含)$/.test(word)) return false
  // ，并且 in front of a clause
  if (printed === '' && /^(?:并|并且|且|而|又)$/.test(word)) return /[，；]$/.test(left)
  return ALIKE.some(group => group.includes(word) && group.includes(printed))
}

/** what may stand in place of 、 */
const LISTED = /^(?:、|，|；|和|与|及|以及|或|或者|，和|，以及)$/

/** 甲、乙 told as 甲包括乙 or 甲是乙 */
function listsTurned(claim: string, print: string): string | undefined {
  for (let at = print.indexOf('、'); at >= 0; at = print.indexOf('、', at + 1)) {
    const left = print.slice(Math.max(0, at - 2), at)
    const right = print.slice(at + 1, at + 3)
    if (left.length < 2 || right.length < 2) continue
    for (let from = claim.indexOf(left); from >= 0; from = claim.indexOf(left, from + 1)) {
      const to = claim.indexOf(right, from + 2)
      const between = to < 0 || to - from - 2 > 3 ? undefined : claim.slice(from + 2, to)
      if (between === undefined || between === '' || LISTED.test(between) || print.includes(`${left}${between}${right}`)) continue
      if (GUARDED.some(word => between.includes(word))) return `${left}${between}${right}`
    }
  }
  return undefined
}

/** A span of the print (2023年11月至2025年11月) told as its two ends, or two ends told as a span. */
function spansCut(claim: string, print: string): string | undefined {
  const turned = (from: string, to: string, printed: RegExp, put: RegExp): string | undefined => {
    for (const match of from.matchAll(/(?<=([\d.]{1,8}[年月日时分周岁元万%个]{0,3}))(至|到|-|、|，|和|与|及|或)(?=(\d[\d.]*[年月日时分周岁元万%个]{0,3}))/g)) {
      const [, left = '', sign = '', right = ''] = match
      if (!put.test(sign) || from.length === 0) continue
      const isPrinted = ['至', '到', '-', '、', '，', '和', '与', '及', '或'].filter(other => to.includes(`${left}${other}${right}`))
      if (isPrinted.length > 0 && isPrinted.every(other => printed.test(other))) return `${left}${sign}${right}`
    }
    return undefined
  }
  const span = /^(?:至|到|-)$/
  const list = /^(?:、|，|和|与|及|或)$/
  return turned(claim, print, span, list) ?? turned(claim, print, list, span)
}

/** （免去）甲同志职务 where the print has no brackets: words cannot be put aside. */
function bracketsPutOn(claim: string, print: string): string | undefined {
  for (const match of claim.matchAll(/（([^（）]{1,60})）/g)) {
    const inside = match[1] ?? ''
    if (print.includes(match[0]) || print.includes(`（${inside}`) || print.includes(`${inside}）`)) continue
    if (/[免不未无非禁停废除撤]/.test(inside)) return match[0]
    const right = claim.slice(match.index + match[0].length).slice(0, 2)
    const left = claim.slice(Math.max(0, match.index - 2), match.index)
    if ((right.length === 2 && print.includes(`${inside}${right}`)) || (left.length === 2 && print.includes(`${left}${inside}`))) return match[0]
  }
  return undefined
}

const ANSWER = '(?:是的?|不是的?|对的?|不对|没错|不错|正确|错误?|要的?|不要|不用|会的?|不会|可以的?|能的?|能够|行的?|好的?|有的?|没有|需要的?|应该的?|当然(?:是|可以|能|要)?的?|确实(?:是|如此)?的?|的确(?:如此)?|是这样的?|没问题|嗯|属实)'
const LEAD = new RegExp(`^${ANSWER}(?:$|[，。！？：；、])`)
/** a short first clause that answers yes or no: 要收费，… 不收费，… */
const SHORT_ANSWER = /^(?:是|要|需|能|会|可|应|得|对|有|没|不|免|无)[^，。；：！？（）\d]{1,4}(?=[，！；])/

/** 是的，… 要收费，…: affirms what was asked; only the rules may give a verdict. */
function openingHalf(claim: string, print: string): string | undefined {
  const lead = LEAD.exec(claim)?.[0]
  if (lead !== undefined && !(lead.length > 1 && print.includes(lead))) return lead
  const short = SHORT_ANSWER.exec(claim)?.[0]
  return short !== undefined && !print.includes(`${short}，`) && !print.includes(`${short}；`) ? short : undefined
}

const LIMITS = /试用|挂职|任期|聘期|任职(?:时间|期)|兼|代理|主持|正[处科厅]级|副[处科厅]级/
const APPOINTED = /任|聘|职|长|主任|员/

/** （试用期一年） behind the post that a claim names: belongs to the appointment. */
export function checkTrial(claim: string, print: string): Refusal | undefined {
  for (const match of print.matchAll(/（([^（）]{1,40})）/g)) {
    const inside = match[1] ?? ''
    if (!LIMITS.test(inside) || claim.includes(inside)) continue
    const before = print.slice(Math.max(0, match.index - 5), match.index)
    if (before.length >= 3 && APPOINTED.test(before) && claim.includes(before)) return { reason: 'mixed', detail: match[0] }
  }
  return undefined
}

/** Struck-out words, tags, and questions: a sentence with such a mark says something else than its words. */
export function strangeMark(sentence: string): string | undefined {
  return /~~|<\/?[a-zA-Z][^<>]{0,40}>|[?？]\s*(?=$|[[［【])|̶|̵/.exec(sentence.trim())?.[0]
}
