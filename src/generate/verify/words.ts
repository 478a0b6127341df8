/**
 * The words of a claim that tell what it is about, and whether a text holds one.
 *
 *   in   "补贴标准为\u0001，由\u0001发放给种粮大户"      out  补贴 发放 种粮 大户   (为 由 给 标准 are free)
 *
 * Free words carry nothing that could be false: a claim may use them whether the evidence does or not. Everything else
 * has to stand in the evidence, so what no rule knows is refused.
 */
import { cutWords } from '../../understand/words.ts'

export interface ClaimWord {
  text: string
  start: number
  end: number
}

const FREE = new Set(
  (
    '的 了 着 是 为 由 在 于 和 与 及 以及 并 并且 且 而 同时 其中 其 该 此 这 那 之 所 则 即 也 还 又 将 把 被 给 对 对于 向 从 自 至 到 以 用 按 按照 根据 依据 依照 等 中 里 内 上 下 者 时 ' +
    '关于 有关 相关 具体 分别 如下 以下 包括 包含 即为 就是 属于 作为 进行 予以 给予 来 去 地 得 个 位 名 一个 这个 该项 此项 上述 前述 本 此外 另外 综上 因此 所以 因为 由于 ' +
    '需 需要 应 应当 应该 必须 须 要 请 会 您 你 我们 大家 规定 明确 指出 显示 提到 记载 要求 公报 文件 内容 情况 方面 标准 金额 对象 条件 方式 时间 时限 期限 名单 名称 如果 若 如 当 那么 的话 但 但是 不过 然而 而且 ' +
    '根据 公报 资料 证据 原文 文号 发文 编号 号 通过 以及 也就是 表示 称 说 有 共 共计 一共 合计 总共 总计 分为 具有 成为 相应 各自 一并 负有 单位 部门 任务 职责'
  ).split(' '),
)
/** one character words that may stand between others */
const FREE_CHARACTERS = new Set('的了着是为由在于和与及并且而其该此这那之所则即也还又将把被给对向从自至到以用按等中里内上下者时来去地得有共称说若如当但请会您你个位名本需应须要就'.split(''))

/** Different words for one thing in official language; no word here says more than another. */
const SAME: readonly (readonly string[])[] = [
  ['电话', '联系电话', '咨询电话', '联系方式'], ['期限', '时限', '时间'], ['办理', '办结'], ['印发', '下发'], ['发布', '公布'], ['钱', '资金'], ['补贴', '补助', '补助金', '补贴资金'],
  ['申报', '申请'], ['材料', '资料'], ['负责', '承担'], ['前', '之前', '以前'], ['施行', '实施', '执行'], ['起', '开始'], ['发放', '给予'], ['职务', '职'], ['完成', '完成时限'],
]
const SYNONYMS = new Map<string, Set<string>>()
for (const group of SAME) for (const word of group) SYNONYMS.set(word, new Set([word, ...(SYNONYMS.get(word) ?? []), ...group]))

/** Content words of a masked flat text: everything that is neither free nor masked nor a mark. */
export function contentWordsOf(text: string): ClaimWord[] {
  const words: ClaimWord[] = []
  for (const piece of text.matchAll(/[\p{Script=Han}a-z]+/gu)) {
    let at = piece.index
    for (const word of cutWords(piece[0])) {
      const start = at
      at += word.length
      if (!isFree(word)) words.push({ text: word, start, end: at })
    }
  }
  return words
}

export const isFree = (word: string): boolean => FREE.has(word) || (word.length === 1 && FREE_CHARACTERS.has(word))

/** characters in front that make another word of it: 副组长 is no 组长, 不合格 is not 合格 */
const TURNS = '副不未无非免否原反可'

/** A text in which words are looked for, with the places where its words begin and end. */
export interface Searched {
  /** with blanked stretches in which no word is looked for */
  text: string
  /** without blanks, for comparing what stands beside a word */
  raw: string
  /** offsets at which the segmenter cuts the text */
  cuts: ReadonlySet<number>
}

export function searchedText(text: string, raw = text): Searched {
  const cuts = new Set([0, text.length])
  for (const piece of text.matchAll(/[\p{Script=Han}a-z]+/gu)) {
    let at = piece.index
    cuts.add(at)
    for (const word of cutWords(piece[0])) {
      at += word.length
      cuts.add(at)
    }
  }
  return { text, raw, cuts }
}

/**
 * Where a text holds a word (or one of its synonyms) as a word: not as the end of its opposite (组长 of 副组长), not as a part
 * of a longer one (保证 of 保证金) unless the claim goes on like it. `around`: the claim's characters before and behind the word.
 */
export function placesOf(word: string, searched: Searched, around: { before: string; behind: string }, max = 8): { start: number; end: number }[] {
  const { text, raw, cuts } = searched
  const found: { start: number; end: number }[] = []
  for (const form of SYNONYMS.get(word) ?? [word]) {
    for (let at = text.indexOf(form); at >= 0 && found.length < max; at = text.indexOf(form, at + 1)) {
      const end = at + form.length
      const front = sign(raw[at - 1])
      const next = sign(raw[end])
      const [sameFront, sameNext] = [front === sign(around.before), next === sign(around.behind)]
      if (front !== '' && TURNS.includes(front) && !sameFront) continue
      if (!cuts.has(at) && !sameFront) continue
      if (!cuts.has(end) && !sameNext) continue
      // a single character says something only beside another, or alone
      if (form.length === 1 && !(sameFront && sameNext) && !(sameFront && front !== '') && !(sameNext && next !== '')) continue
      found.push({ start: at, end })
    }
  }
  return found
}

/** '' for the end of a text and for marks */
const sign = (character: string | undefined): string => (character !== undefined && /[\p{L}\p{N}%]/u.test(character) ? character : '')

/** A longer word that the segmenter joined: both of its halves stand in the text, one behind the other. */
export function halvesOf(word: string): [string, string] | undefined {
  const characters = [...word]
  if (characters.length < 4) return undefined
  const cut = Math.floor(characters.length / 2)
  return [characters.slice(0, cut).join(''), characters.slice(cut).join('')]
}
