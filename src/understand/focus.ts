/**
 * The attribute a question asks for: the words beside its question word.
 *
 *   长城航道项目(总投资)多少亿元 → 总投资          市长的(签名)是谁 → 签名          鸭嘴码头的(施工单位)是哪家 → 施工单位
 *
 * Evidence about the right thing that lacks the attribute is no answer.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { taggedWords } from './words.ts'

const QUESTION_WORD = /多少|好多|几(?=[\u4e00-\u9fff])|谁|哪(?:里|儿|些|个|位|家|天|年|月|日|所|种|类|一)?|什么|何时|何地|啥/g
/** what may stand between the attribute and the question word */
const BRIDGE = /(?:是|为|有|在|要|的|到底|大概|一共|总共|最高|最多|最低|每[月年天户人次]|一?个?[月年天次]|约|定|由|分别|各)*$/
/** verbs that name an attribute of a person or thing */
const ATTRIBUTE_VERB = /(?:出生|毕业|签名|签字|开放|营业|招生|任教|居住|启用|竣工|开工|通车|开幕|闭幕|动工|完工|补办|补登|换证|上市|投产|揭牌|开业|停业|搬迁|放假|开学|考试|面试|录取|报到|退休|开通|投用|运营|挂牌|并网|投运|通水|通电|通气|开馆|开园|开门|封顶)/
/** 启用, 竣工 … as a word of its own in the question (not the 报到 of 申报到底). */
export function attributeVerb(question: string): string | undefined {
  return taggedWords(question).find(one => isAttributeVerb(one.word))?.word
}

const isAttributeVerb = (word: string): boolean => ATTRIBUTE_VERB.exec(word)?.[0] === word
/** a word this short before the question word is no attribute */
const MIN_CHARS = 2

/** Nouns that stand directly before a question word, with nothing but a bridge (是, 每月 …) between. */
export function focusKeys(question: string): Set<string> {
  const keys = new Set<string>()
  for (const clause of question.split(/[，,。；;！!]/)) {
    for (const match of clause.matchAll(QUESTION_WORD)) {
      const before = clause.slice(0, match.index ?? 0).replace(BRIDGE, '')
      const last = taggedWords(before).at(-1)
      if (last !== undefined && (/^(?:n|vn)/.test(last.tag) || isAttributeVerb(last.word)) && last.word.length >= MIN_CHARS) keys.add(normalise(last.word))
      const verb = taggedWords(before).findLast(one => isAttributeVerb(one.word))
      const after = taggedWords(clause.slice((match.index ?? 0) + match[0].length)).find(one => isAttributeVerb(one.word))
      for (const one of [verb, after]) if (one !== undefined) keys.add(normalise(one.word))
      const kind = /^哪[所种类家个几]{1,2}(医院|机构|学校|银行|酒店|宾馆|药店|门店|网点|驾校|景区|公园|商场|超市|车站|小区|楼盘|[\u4e00-\u9fff]{2}(?<=^哪[所种类].{2}))/.exec(clause.slice(match.index ?? 0))?.[1]
      if (kind !== undefined) keys.add(normalise(kind))
    }
  }
  return keys
}

const GENERIC_ATTRIBUTE = /比例|标准|期限|金额|人数|数量|面积|时间|次数|费率|上限|下限|限额|总数/

/** The word that tells a generic attribute apart from its like: 缴费 in 缴费比例是多少; undefined when none stands before it. */
export function attributeModifier(question: string): string | undefined {
  for (const clause of question.split(/[，,。；;！!]/)) {
    for (const match of clause.matchAll(QUESTION_WORD)) {
      const before = taggedWords(clause.slice(0, match.index ?? 0).replace(BRIDGE, ''))
      const last = before.at(-1)
      const modifier = before.at(-2)
      if (last !== undefined && modifier !== undefined && GENERIC_ATTRIBUTE.test(last.word) && modifier.word.length >= 2 && /^(?:v|n|j)/.test(modifier.tag)) return normalise(modifier.word)
    }
  }
  return undefined
}

/** Measure words and the ones that may stand for them in an answer. */
const MEASURES: readonly (readonly [RegExp, string])[] = [
  [/(?:多少|几)亿元/, '亿元|亿'],
  [/(?:多少|几)万元/, '万元|亿元|万|0000元'],
  [/(?:多少|几)(?:元|块)|多少钱/, '元|万元|亿元|块|％|%|免费|自筹'],
  [/(?:多少|几)(?:万|亿)?美元/, '美元'],
  [/(?:多少|几)公里|(?<!期|限|时间)多[长远](?!时间|期)/, '公里|千米|km|米|里'],
  [/(?:多少|几)米|多[深宽高]/, '米|m|公分|厘米'],
  [/(?:多少|几)(?:次|遍|回|趟|轮)/, '次|遍|回|趟|轮'],
  [/(?<![有早快])几点(?!建议|要求|意见)/, '点|时|:|：'],
  [/(?:多少|几)个?班/, '班'],
  [/(?:多少|几)起/, '起|件|宗'],
  [/(?:多少|几)条/, '条|件'],
  [/(?:多少|几)(?:农|住|商|用|困难)?户/, '户|家'],
  [/(?:多少|几)套/, '套|户'],
  [/(?:多少|几)亩/, '亩|公顷'],
  [/(?:多少|几)(?:小时|个小时)/, '小时|h'],
  [/(?:多少|(?<![那这哪])几)(?:天|日|个工作日)/, '天|日|工作日'],
  [/(?:多少|几)(?:岁|周岁)/, '岁|周岁'],
  [/(?:多少|几)(?:处)/, '处|个|座|家|地'],
  [/(?:多少|几)(?:台|辆)车/, '台|部|辆|个|车位|泊位'],
  [/(?:多少|几)台/, '台|部'],
  [/几[楼搂层]/, '楼|层'],
  [/(?:多少|几)吨/, '吨|kg|公斤'],
  [/几年|多少年/, '年|长期'],
  [/多少分(?!钟|之|公司|局|别|类|成)/, '分'],
  [/百分之(?:几|多少)|多大比例|几成|比例(?:是|为)?多少/, '%|％|成'],
  [/(?:多少|几)名|(?:多少|几)个?人(?!次)/, '名|人|位|编'],
]

/** Pattern that an answer to 多少次, 几公里 … must hold: a number with such a measure; undefined when none is asked. */
export function measurePattern(question: string): RegExp | undefined {
  const found = MEASURES.find(([asked]) => asked.test(question))
  return found === undefined ? undefined : new RegExp(`(?<!不[漏落少差])(?:\\d[\\d.,]*|[一二三四五六七八九十百千万两半数]+)\\s*(?:多|余)?(?:万|亿|千|百|个)?(?:${found[1]})|[(（](?:${found[1]})[)）]|免费|自筹|长期有效`)
}

/** Ordinals that name one thing among its like: 第17次, 第二届, 第三批. Numbers of clauses and items are left out. */
export function ordinalsOf(question: string): string[] {
  return [...question.matchAll(/第\s*([0-9一二三四五六七八九十百]{1,4})\s*(次|届|批|期|轮|号(?=建议|提案|议案|的?答复|[^文]{0,4}内容))/g)].map(match => `${match[1] ?? ''}${match[2] ?? ''}`)
}

/** True when what came out in the end is asked for, not what was planned. */
export function asksResult(question: string): boolean {
  return /已经?(?:达到|有|完成|建成|建好|发了|投了)了?(?:多少|几)|实际(?!使用|种植)|最终|最后(?:拿|得|共|一共|[^，。？]{0,6}(?:第一|冠军|前[一二三]名))|(?<!要|应|需|拟|将|划|取|标|来|该|多)(?:招|查处|查获|建成|发放|投入|参加|举行|召开|办理|处罚|抓获|启动(?!几级)|收集|拨付|完成|受理|接待|抽检|卖出|救助)了?(?:到)?(?:了)?(?:多少|几)|(?:收|花|发)(?:了|到了?)(?:多少|几)|(?:总共|一共|共)(?:收|花)(?:多少|几)|还剩|剩下(?:多少|几|的)|剩余|评(?:上|出来|选出)(?:了|的)?[^，。？]{0,14}(?:哪|谁|几|多少)|[评选]上的|(?<!安排|下达|分配|确定|计划|定)[了到](?:多少|几)[次起条件例名]/.test(question)
}

/** Facts of a person's life that documents do not print; evidence must hold the very word. */
export const PERSONAL = /毕业|学历|出生|籍贯|老家(?=是?在?哪)|年龄|几岁|多大年纪|绩效工资|好多岁|多少岁|哪里人|工资|薪水|配偶|爱好|星座/
