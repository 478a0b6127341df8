/**
 * Short names that a text gives to a unit, a document or a thing.
 *
 *   成立青桐县防汛抗旱指挥部（以下简称县防指）        → 青桐县防汛抗旱指挥部 = 县防指, unit
 *   《青桐县公租房管理办法》（以下简称《办法》）       → 青桐县公租房管理办法 = 办法, document
 *   脱贫户、监测户（以下统称帮扶对象）               → 脱贫户、监测户 = 帮扶对象, other
 *   环境空气质量指数：简称AQI                      → 环境空气质量指数 = AQI, other
 *
 * The name is the full words before the bracket, cut at its true beginning (true-beginning.ts); the list of a 统称 is
 * kept whole. Templates (某某公司（以下简称甲方）) name nobody and are left out.
 */
import type { Block } from '../types.ts'
import { joinName } from '../text/units.ts'
import { labelLength } from './clauses.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'
import { MAX_NAME_CHARS, abbreviates, trueBeginning, namesUnit } from './true-beginning.ts'

type AliasDraft = DraftOf<'alias'>

const HERE = '(?:以下|下文|下称|文中|本文|后文|以后)'
const ALL = '(?:均|分别|合并|一并)?'
const AS = '(?:为|作|：|:)?'
/** （以下简称“县防指”）, （国办发〔2020〕1号，以下简称《通知》）, （包括甲、乙，以下统称丙） */
const IN_BRACKET = new RegExp(
  `[（(]((?:[^（()）。；;]|[（(][^（()）]{0,40}[）)]){0,120}?[，,、；;]\\s*)?(${HERE}${ALL}(?:简称|统称|合称|称)?${AS}|(?:简称|统称)${AS})\\s*([^（()）。；;]{1,40}|[^（()）。；;]{0,30}[（(][^（()）]{1,20}[）)][^（()）。；;]{0,10})\\s*[）)]`,
  'g',
)
/** 环境空气质量指数：简称AQI；县防汛抗旱指挥部，以下简称县防指，… */
const IN_SENTENCE = new RegExp(
  `(?<![（(])([，,：:])\\s*${HERE}?${ALL}(?:简称|统称|合称)${AS}\\s*(《[^》]{1,30}》|“[^”]{1,30}”|[A-Za-z][A-Za-z0-9.\\-+]{1,15}|[\\u4e00-\\u9fff]{2,12})(?=[，,。；;（(]|$)`,
  'g',
)
/** 甲方, 乙方 of a contract form, 本办法 and the like name nobody */
const NO_NAME = /^(?:甲方|乙方|丙方|本[办法规定方案预意见通知]+|前者|后者|\d+|[某×xX]+.{0,4})$/
const HOUSED_OFFICE = /([^，。；：]{0,40}?办公室)(?:设在|设于|设)(?!立)[^，。；：]{2,30}$/
const DOCUMENT_END =
  /(?:办法|规定|细则|方案|预案|意见|通知|通告|公告|条例|规划|计划|法|决定|标准|规范|指南|目录|清单|规程|合同|协议|协议书|导则|纲要|若干措施|报告|文件|号文|章程|名录|规则|书)$/

/** Aliases of a document's blocks, in reading order. */
export function aliasFacts({ blocks }: DocumentBlocks): AliasDraft[] {
  const drafts: AliasDraft[] = []
  for (const block of blocks) {
    if (!/简称|统称|合称|下称/.test(block.text)) continue
    for (const match of block.text.matchAll(IN_BRACKET)) drafts.push(...bracketAliases(block, match))
    for (const match of block.text.matchAll(IN_SENTENCE)) drafts.push(...sentenceAliases(block, match))
  }
  return drafts
}

/** rule alias.bracket: 名称（以下简称X） */
function bracketAliases(block: Block, match: RegExpMatchArray): AliasDraft[] {
  const { text } = block
  const open = match.index ?? 0
  const collective = /统称|合称/.test(match[2] ?? '')
  return shortNames(match[3] ?? '').flatMap(alias => {
    const named = nameBefore(text, open, alias, collective)
    return named === undefined
      ? []
      : draft(block, collective ? 'alias.bracket.collective' : 'alias.bracket', named, alias, open + match[0].length)
  })
}

/** rule alias.clause: 名称，以下简称X，… and 名称：简称X */
function sentenceAliases(block: Block, match: RegExpMatchArray): AliasDraft[] {
  const { text } = block
  const at = match.index ?? 0
  const label = labelLength(text)
  return shortNames(match[2] ?? '').flatMap(alias => {
    const named =
      match[1] === '：' || match[1] === ':'
        ? { start: label, name: text.slice(label, at) }
        : nameBefore(text, at, alias, /统称|合称/.test(match[0]))
    if (named === undefined || named.name.length > MAX_NAME_CHARS || /[。；;，,]/.test(named.name)) return []
    return draft(block, 'alias.clause', named, alias, at + match[0].length)
  })
}

function draft(block: Block, rule: string, named: { start: number; name: string }, alias: string, end: number): AliasDraft[] {
  const name = joinName(named.name).replace(/^《([^《》]*)》$/, '$1')
  const short = joinName(alias).replace(/^《([^《》]*)》$/, '$1')
  if (name.length < 2 || short === '' || name === short || NO_NAME.test(short) || NO_NAME.test(name)) return []
  return [
    {
      kind: 'alias',
      rule,
      name,
      alias: short,
      of: kindOf(named.name, alias, name),
      evidence: { blockId: block.id, start: named.start, end },
      certainty: 'stated',
    },
  ]
}

function kindOf(printed: string, alias: string, name: string): AliasDraft['of'] {
  if (/^\s*《/.test(printed) || alias.startsWith('《') || DOCUMENT_END.test(name)) return 'document'
  return name.split('、').every(part => namesUnit(part)) ? 'unit' : 'other'
}

/** “甲”或“乙” gives two names, 《办法》 one; quotation marks are no part of a name unless words stand around them */
function shortNames(inner: string): string[] {
  const text = joinName(inner).replace(/["＂]([^"＂]+)["＂]/g, '“$1”').replace(/^[：:]/, '').replace(/[，,、].*(?:下同|附后)$/, '')
  const quoted = [...text.matchAll(/“([^”]{1,30})”/g)].map(found => found[1] ?? '')
  const rest = text.replace(/“[^”]{1,30}”/g, '').replace(/[或和、及者与]/g, '')
  if (quoted.length > 0 && rest === '') return quoted
  if (/^《[^》]+》(?:[和、或]《[^》]+》)+$/.test(text)) return [...text.matchAll(/《[^》]+》/g)].map(found => found[0])
  return text === '' || /[，,：:]/.test(text) ? [] : [text]
}

/** the words before the bracket at `open`, from their true beginning */
function nameBefore(
  text: string,
  open: number,
  alias: string,
  collective: boolean,
): { start: number; name: string } | undefined {
  let end = open
  // 《通知》（国发〔2018〕22号）（以下简称《计划》）
  const number = /[（(][^（()）]{0,40}\d+\s?号[^（()）]{0,10}[）)]\s*$/.exec(text.slice(Math.max(0, open - 60), open))
  if (number !== null && text.charAt(open - number[0].length - 1) === '》') end = open - number[0].length
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--
  if (text.charAt(end - 1) === '》') {
    const start = openingMark(text, end)
    return start === undefined ? undefined : { start, name: text.slice(start, end) }
  }
  const floor = labelLength(text)
  // 领导小组办公室设在县水利局（以下简称县防汛办）: the short name of an office is not the bureau's
  const housed = /办(?:公室)?[”"]?$/.test(alias) ? HOUSED_OFFICE.exec(text.slice(Math.max(0, end - 80), end)) : null
  if (housed?.[1] !== undefined) {
    const officeEnd = Math.max(0, end - 80) + housed.index + housed[1].length
    const from = Math.max(floor, trueBeginning(text, officeEnd))
    return { start: from, name: text.slice(from, officeEnd) }
  }
  const letters = alias.replace(/[“”《》]/g, '')
  let start = trueBeginning(text, end, { shortName: letters, list: collective })
  // 甲公司、乙公司（以下简称厂园): the short name fits no single member of the list, so it means all of them
  if (!collective && !abbreviates(letters, text.slice(start, end)) && text.charAt(start - 1) === '、') {
    const whole = trueBeginning(text, end, { list: true })
    const members = text.slice(whole, end).split('、')
    const counts = /^[两双二三四五六七八九十]/.test(letters)
    if (counts || members.every(member => namesUnit(member))) start = whole
  }
  start = Math.max(start, Math.min(floor, end))
  const name = text.slice(start, end)
  return name.trim() === '' ? undefined : { start, name }
}

/** the 《 that opens the title ending at `end` */
function openingMark(text: string, end: number): number | undefined {
  let depth = 0
  for (let at = end - 1; at >= Math.max(0, end - 120); at--) {
    if (text.charAt(at) === '》') depth++
    else if (text.charAt(at) === '《' && --depth === 0) return at
  }
  return undefined
}
