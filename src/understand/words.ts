/**
 * Content words of a question: what it is about, without the words that only ask.
 * In: a question. Out: words in order, longest dictionary words first cut by jieba, each once.
 */
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { normalise } from '../../ingest/text/normalise.ts'
import { lexiconWords } from './lexicon.ts'

const jieba = Jieba.withDict(dict)
// words of administration that the general dictionary cuts in two (公租房, 农贸市场, 双季稻)
jieba.loadDict(Buffer.from(lexiconWords().filter(word => word.length >= 2 && word.length <= 6).map(word => `${word} 1000 n`).join('\n')))

/** Phrases that ask, politeness, fillers: removed before the question is cut into words. */
const ASKING =
  /请问|请|想问(?:一下|问)?|问(?:一下|下)|麻烦|告诉我|我想知道|想知道|考你一个|听说|是不是|能不能|可不可以|行不行|对不对|允不允许|有没有|没错吧|对吗|是吧|好事没|哪(?:一)?[个些几家位年天月日里儿项级种类条件份段两三四五六七八九十](?:个(?![人体])|家(?![庭长具电畜禽])|位(?!置)|项(?!目)|条(?![件例款])|种(?![植子粮养])|类(?![别型]))?|什么(?:时候|地方|单位|部门|条件|样)?|怎么(?:样|办|写|安排|处理|弄|算|出)?|如何|为什么|为何|何时|啥(?:时候)?|咋|多少|几(?=[个项家条套台户人天月年级号])|多(?:大|高|长|久|宽)|谁|分别(?:是|为|由)?|各(?:是|为)?(?=[多几哪什])|一共|总共|到底|究竟|大概|具体|归(?=谁|哪)|这(?:事|块|个|项|种|些|边|儿|摊子事)|那(?:个|些|种|边|儿|块|张)|我们(?:这儿|这里|这)?|我家|你们|咱们?|人家|自己|有户|按照|根据|依据|关于|中的?规定|规定的?|要求的?|里面|里头|文件(?:里|中)|公报(?:里|中)|方案(?:里|中)|表(?:里|中)/g

const STOP = new Set(
  '管 归 的 了 是 在 和 与 及 或 也 都 就 还 要 把 被 给 到 从 对 向 为 以 按 由 等 吗 呢 吧 啊 呀 么 嘛 着 过 会 能 可以 可 应 应当 应该 需 需要 必须 有 没有 没 不 别 这 那 此 其 之 所 者 个 位 项 家 条 种 次 年 月 日 号 里 中 上 下 内 外 前 后 时 来 去 说 写 做 搞 弄 看 用 让 使 得 地 又 再 只 才 更 最 很 太 真 好 多 少 大 小 几 一 两 人 我 你 他 她 它 们 我们 你们 他们 自己 某 各 每 该 本 全 共 现在 目前 今年 去年 明年 当时 后来 然后 那么 如果 要是 因为 所以 但是 而且 以及 进行 开展 相关 有关 单位 部门 负责 牵头 责任 情况 问题 工作 事情 东西 时候 地方 属于 成为 作为 一个 一下 一些 这个 那个 怎么 什么 哪个 谁 多少 想 打算 准备 安排 定 定的 写明 原先 之前 以后 以前 另外 同时 还有 就是 只有 一样 分给 那些 这些 那样 这样 好像 似乎 貌似 几份 说得 听说 大约 反正 其实 顺便'.split(
    ' ',
  ),
)

export interface ContentWord {
  word: string
  /** normal form, as it stands in the index */
  key: string
}

/** Content words in order of the question; numbers, 文号 and Latin words stay whole. */
export function contentWords(question: string): ContentWord[] {
  const cleaned = question.replace(ASKING, ' ').replace(/[，。？！、；：,.?!;:（）()《》〈〉“”"'‘’【】\s]+/g, ' ')
  const seen = new Set<string>()
  const words: ContentWord[] = []
  for (const piece of cleaned.split(' ')) {
    if (piece === '') continue
    // without guessing (HMM): guessed words like 要交 or 能报 would weigh more than any real one
    for (const word of jieba.cut(piece, false)) {
      const key = normalise(word)
      if (key === '' || STOP.has(word) || seen.has(key)) continue
      if (/^[a-z0-9.%]$/.test(key) === false && [...key].length === 1 && !/[\u4e00-\u9fff]/.test(key)) continue
      seen.add(key)
      words.push({ word, key })
    }
  }
  return words
}

/** Dictionary words of any text, in order (for sentences and vocabulary). */
export function cutWords(text: string): string[] {
  return jieba.cut(text, true)
}

/** jieba's part-of-speech tag of one word (n: noun, v: verb, t: time, s: place, m: number …); '' when it is cut in two. */
export function tagOf(word: string): string {
  const [first, second] = jieba.tag(word, false)
  return first === undefined || second !== undefined ? '' : first.tag
}

let frequencies: Map<string, number> | undefined

/** How often the general dictionary's corpus holds a word; 0 when it is no word of the dictionary. */
export function commonness(word: string): number {
  if (frequencies === undefined) {
    frequencies = new Map()
    for (const line of Buffer.from(dict).toString('utf8').split('\n')) {
      const [name, count] = line.split(' ')
      if (name !== undefined && name.length === 2) frequencies.set(name, Number(count))
    }
  }
  return frequencies.get(word) ?? 0
}

/** Words with jieba's part-of-speech tags (n: noun, v: verb …). */
export function taggedWords(text: string): { word: string; tag: string }[] {
  // a Chinese word that no dictionary knows is a name
  return jieba.tag(text, true).map(({ word, tag }) => ({ word, tag: tag === 'x' && /^\p{Script=Han}{2,}$/u.test(word) ? 'n' : tag }))
}
