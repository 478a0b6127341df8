/**
 * Renames a corpus throughout: places, organ codes of 文号 and registration numbers, persons, words in names of units.
 * What is renamed is learned from the parsed gazettes; what it becomes is drawn from general tables by a seed. A rule of
 * the program that knows one of the old names loses its footing, everything else stays as it was: names keep their
 * length, white space inside a name stays, lines stay lines.
 *
 *   in   青桐县人民政府办公室（青政办发〔2024〕1号）由县住建局李 瑜负责
 *   out  松埠县人民政府办公室（松政办发〔2024〕1号）由县建住局苏 澄负责
 *
 * As a program: npx tsx test/renamed/rename.ts FOLDER OUT [seed] writes the renamed copy and prints the table.
 */
import { randomOf } from '../../src/quiz/random.ts'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { pinyin } from 'pinyin-pro'
import { isDictionaryWord } from '../../index/terms.ts'
import { parseGazette } from '../../ingest/parse.ts'
import { readSource } from '../../ingest/source/read.ts'
import { isPersonName, isPostTitle, joinName, splitPersons, splitUnits } from '../../ingest/text/units.ts'
import type { ParsedGazette } from '../../ingest/types.ts'

export type NameKind = 'place' | 'pinyin' | 'town' | 'number' | 'registration' | 'person' | 'unit'

export interface RenamedName {
  kind: NameKind
  from: string
  to: string
}

export interface Renaming {
  names: RenamedName[]
  /** keeps lines and, but for names in Latin letters, the length of every name */
  apply(text: string): string
}

export interface RenameOptions {
  seed?: number
  /** which kinds are renamed; all by default */
  kinds?: readonly NameKind[]
}

const ALL_KINDS: readonly NameKind[] = ['place', 'pinyin', 'town', 'number', 'registration', 'person', 'unit']

// ---- general tables ------------------------------------------------------------------------------------------------

const PLACE_FIRST = [...'松柏桐杉枫榆槐梓沅澧淇滦洮渭沭泗颍沂潞汶漳浔洛渠泸涪嵩峨巍岷崂麓峪翠紫墨碧瑶琼瑾璞']
const PLACE_SECOND = [...'埠渡泽陵丘川浦溆湾坪岭峰岗堰汀洲塬垣原坊郭堡济宁康泰昌隆顺远庆祥盈']
const SURNAMES = [
  ...'苏裴薛褚卞齐顾孟秦尤许何吕施孔曹严华金魏陶姜戚谢邹喻柏水窦章云潘葛范彭郎鲁韦昌马苗凤花方俞任袁柳',
]
const GIVEN = [
  ...'澄彦之衡朔砚珩瑾霁昀晖晟煦烨炜翰楷榕桢淳漾沐沛泓浚涵渊峻嵩岚筠蕴菁莹璇琪琳珂睿哲毅恺颖皓韬翊弘懿昱旭凌',
]
/** words in names of units, and the same words in another order or a neighbouring word of the same length */
const UNIT_WORDS: readonly (readonly [from: string, to: string])[] = [
  ['农业农村', '农牧渔业'],
  ['住房和城乡建设', '城乡建设和住房'],
  ['住建', '建住'],
  ['发展和改革', '改革和发展'],
  ['发展改革', '改革发展'],
  ['发改', '改发'],
  ['人力资源和社会保障', '社会保障和人力资源'],
  ['人力资源社会保障', '社会保障人力资源'],
  ['人社', '社人'],
  ['卫生健康', '健康卫生'],
  ['卫健', '健卫'],
  ['自然资源', '土地资源'],
  ['生态环境', '环境生态'],
  ['市场监督管理', '市场秩序管理'],
  ['市场监管', '市场督管'],
  ['应急管理', '应急处置'],
  ['交通运输', '运输交通'],
  ['城市管理综合执法', '城市综合管理执法'],
  ['城管', '城综'],
  ['教育体育', '体育教育'],
  ['教体', '体教'],
  ['文化旅游广电', '广电文化旅游'],
  ['文旅广电', '广电文旅'],
  ['文旅广体', '体广文旅'],
  ['商务粮食', '粮食商务'],
  ['商粮', '粮商'],
  ['科技和工业信息化', '工业信息化和科技'],
  ['工业和信息化', '信息化和工业'],
  ['科工', '工科'],
  ['工信', '信工'],
  ['行政审批服务', '政务审批服务'],
  ['退役军人事务', '退役军人服务'],
  ['机关事务服务', '机关事务保障'],
  ['水利', '水务'],
  ['林业', '林草'],
]
/** what has to follow a word for it to be part of a unit's name */
const UNIT_TAIL = String.raw`(?=[\s*]{0,8}(?:局|委|厅|办|分[\s*]{0,8}局|系[\s*]{0,8}统|部[\s*]{0,8}门|主管部门|中心))`
/** 青桐县, 青桐瑶族自治县, 青桐经济技术开发区: the name before what kind of place it is */
const PLACE =
  /^([\u4e00-\u9fff]{2,6}?)(?:(?:[\u4e00-\u9fff]{1,4}族)+自治[县州旗]|(?:国家级)?(?:经济技术|高新技术产业|经济|工业)?(?:开发区|新区|园区)|[市县区旗州盟])$/u
const TOWN = /^[\u4e00-\u9fff]{2,3}(?:镇|乡|街道)/
const NO_TOWN = /^[各有相其本每全该以市县区]|[市县区镇乡村]街道|街道镇|乡镇|镇街|[强小大名重古]镇$|[故家返下进回兴]乡$/
/** white space of a wrap and the marks of emphasis around it: 生态环境**⏎⏎分局 */
const WRAP = String.raw`[\s*]{0,8}`
const MEMBERS_LABEL =
  /^[\s\u3000>*·-]*(?:出\s*席|列\s*席|缺\s*席|参\s*加|记\s*录|组\s*长|副组长|成\s*员|召集人|副召集人|总负责|政\s*委|主\s*任|副主任|联系人)(?:人员)?[*\s]*[：:][*\s]*/u
const PERSON_COLUMN = /责任人|领导|姓\s*名|负责人|联系人|联络员|监测人|专抓|专干/
const MAX_TRIES = 10_000

// ---- learning ------------------------------------------------------------------------------------------------------

/** Learns the names of a corpus and draws new ones. The same corpus and seed give the same renaming. */
export function learnRenaming(parsed: readonly ParsedGazette[], options: RenameOptions = {}): Renaming {
  const kinds = options.kinds ?? ALL_KINDS
  const everything = parsed.map(each => each.source.text).join('\n')
  const draw = drawer(options.seed ?? 1, everything)

  const stems = placeStems(parsed)
  const places = new Map(stems.map(stem => [stem, draw.place(stem.length)]))
  const towns = townStems(parsed, stems)
  const registrations = registrationCodes(parsed)
  const persons = personNames(parsed).filter(name => isSafe(name, everything))
  const names: RenamedName[] = [
    ...[...places].map(([from, to]) => ({ kind: 'place' as const, from, to })),
    ...[...places].map(([from, to]) => ({ kind: 'pinyin' as const, from: latin(from), to: latin(to) })),
    ...towns.map(from => {
      const suffix = /(?:街道|镇|乡)$/.exec(from)?.[0] ?? ''
      return { kind: 'town' as const, from, to: draw.place(from.length - suffix.length) + suffix }
    }),
    ...organCodes(parsed).map(from => ({ kind: 'number' as const, from, to: renamedCode(from, places, draw) })),
    ...registrations.map(from => ({ kind: 'registration' as const, from, to: renamedRegistration(from, registrations, places, draw) })),
    ...persons.map(from => ({ kind: 'person' as const, from, to: draw.person(from.length) })),
    ...UNIT_WORDS.map(([from, to]) => ({ kind: 'unit' as const, from, to })),
  ]
  const used = names.filter(name => kinds.includes(name.kind) && name.from !== name.to)
  return { names: used, apply: replacer(used, numberTails(parsed)) }
}

/** Stems of the gazettes' places and of the places above them: 桐江市青桐县 → 青桐, 桐江. */
function placeStems(parsed: readonly ParsedGazette[]): string[] {
  const stems = new Set<string>()
  for (const { gazette, documents } of parsed) {
    const { region } = gazette
    if (region === undefined) continue
    stems.add(PLACE.exec(region)?.[1] ?? region)
    for (const { issuer } of documents) {
      const above = new RegExp(String.raw`^([\u4e00-\u9fff]{2,4})(?:市|州|盟|地区)${region}`).exec(issuer ?? '')?.[1]
      if (above !== undefined) stems.add(above)
    }
  }
  return [...stems].sort()
}

/** 临水镇, 城关街道: from cells of tables and from posts; those that bear the county's own name are renamed with it. */
function townStems(parsed: readonly ParsedGazette[], stems: readonly string[]): string[] {
  const towns = new Set<string>()
  const add = (text: string) => {
    const town = TOWN.exec(joinName(text))?.[0]
    if (town !== undefined && !NO_TOWN.test(town) && !stems.some(stem => town.includes(stem))) towns.add(town)
  }
  for (const { blocks, facts } of parsed) {
    for (const { cells } of blocks) {
      for (const { text } of cells ?? []) {
        const { units, sure } = splitUnits(text)
        if (sure) for (const unit of units) if (/^.{2,3}(?:镇|乡|街道)$/u.test(unit)) add(unit)
      }
    }
    for (const fact of facts) if (fact.kind === 'appointment') add(fact.post)
  }
  return [...towns].sort()
}

/** Before 政 or 办 in the numbers of the documents: 青政办发 → 青, 桐青政发 → 桐青; the place above alone as well. */
function organCodes(parsed: readonly ParsedGazette[]): string[] {
  const codes = new Set<string>()
  const stems = placeStems(parsed)
  for (const { docNumber } of parsed.flatMap(each => each.documents)) {
    const code = /^([\u4e00-\u9fff]{1,4}?)(?:政|办|委|党|府)[\u4e00-\u9fff]{0,4}〔/u.exec(docNumber ?? '')?.[1]
    if (code === undefined || /[省市县区旗州府政委办]/.test(code)) continue
    codes.add(code)
    // 桐青 → 桐 and 青 as well; of a code that is a whole stem no part stands for the place
    if (!stems.includes(code)) for (const character of code) if (stems.some(stem => stem.startsWith(character))) codes.add(character)
  }
  return [...codes].sort()
}

/** 政办发, 政发, 政告, 办发 …: what stands between the code and the year */
function numberTails(parsed: readonly ParsedGazette[]): string[] {
  const tails = new Set(['政发', '政办发', '政办函', '政函'])
  for (const { docNumber } of parsed.flatMap(each => each.documents)) {
    const tail = /((?:政|办|委|党|府)[\u4e00-\u9fff]{0,4})〔/u.exec(docNumber ?? '')?.[1]
    if (tail !== undefined) tails.add(tail)
  }
  return [...tails].sort((left, right) => right.length - left.length)
}

/** Letters of registration numbers: QTDR */
function registrationCodes(parsed: readonly ParsedGazette[]): string[] {
  const codes = parsed.flatMap(each => each.documents).map(each => /^[A-Z]{3,6}/.exec(each.registrationNumber ?? '')?.[0])
  return [...new Set(codes.filter(code => code !== undefined))].sort()
}

/** From appointments, duties, contacts, columns of persons and lists of members (组 长：王 某 县长; 县长 王 某). */
function personNames(parsed: readonly ParsedGazette[]): string[] {
  const names = new Set<string>()
  const add = (text: string) => {
    const name = joinName(text)
    if (isPersonName(name)) names.add(name)
  }
  for (const { blocks, facts } of parsed) {
    for (const fact of facts) {
      if (fact.kind === 'appointment') add(fact.person)
      if (fact.kind === 'duty') for (const person of fact.persons) add(person.name)
      if (fact.kind === 'contact' && fact.person !== undefined) add(fact.person)
    }
    for (const { kind, text, cells } of blocks) {
      for (const { column, text: cell } of cells ?? []) if (PERSON_COLUMN.test(column)) splitPersons(cell).forEach(add)
      if (kind === 'row') continue
      for (const line of text.split('\n')) membersOf(line).forEach(add)
      for (const [, list = ''] of text.matchAll(/[（(]([\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})+)[）)]/gu)) {
        const members = list.split('、')
        if (members.every(isPersonName)) members.forEach(add)
      }
    }
  }
  return [...names].sort()
}

/** The name beside an office in one line of a list of members, or the names behind a label. */
function membersOf(line: string): string[] {
  const label = MEMBERS_LABEL.exec(line)
  const rest = line.slice(label?.[0].length ?? 0).trim()
  if (rest.includes('、')) return label === null ? [] : rest.split(/[、，,；;。]/).filter(part => isPersonName(joinName(part)))
  const match = /^([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]{1,4}[\u4e00-\u9fff])(?:[\s\u3000]+(.{2,40}))?$/u.exec(rest)
  if (match !== null && (label !== null || isPostTitle(match[2] ?? ''))) return [match[1] ?? '']
  const office = /^(.{2,20}?)[\s\u3000]+([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]{1,4}[\u4e00-\u9fff])$/u.exec(rest)
  return office !== null && isPostTitle(office[1] ?? '') ? [office[2] ?? ''] : []
}

/**
 * Three characters are a name wherever they stand. Two may be a word or stand across two words (保障 | 碍 …): they are
 * renamed when no dictionary knows them and none of the words around them needs one of their characters.
 */
function isSafe(name: string, everything: string): boolean {
  if (name.length > 2) return true
  if (isDictionaryWord(name)) return false
  for (let at = everything.indexOf(name); at >= 0; at = everything.indexOf(name, at + 1)) {
    const before = (everything[at - 1] ?? '') + (name[0] ?? '')
    const after = (name[1] ?? '') + (everything[at + 2] ?? '')
    if ([before, after].some(pair => /^[\u4e00-\u9fff]{2}$/u.test(pair) && isDictionaryWord(pair))) return false
  }
  return true
}

// ---- drawing -------------------------------------------------------------------------------------------------------

interface Drawer {
  place(length: number): string
  /** one character of a place nobody knows */
  character(): string
  person(length: number): string
  letters(length: number): string
}

function drawer(seed: number, everything: string): Drawer {
  const random = randomOf(seed)
  const taken = new Set<string>()
  const takenFirst = new Set<string>()
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? ''
  const fresh = (make: () => string, fits: (word: string) => boolean): string => {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const word = make()
      if (everything.includes(word) || !fits(word) || [...taken].some(other => other.includes(word) || word.includes(other))) continue
      taken.add(word)
      return word
    }
    throw new Error(`no unused name after ${MAX_TRIES} tries: expected longer tables of characters`)
  }
  return {
    place(length) {
      const make = () => Array.from({ length }, (_, i) => pick(i === 0 ? PLACE_FIRST : PLACE_SECOND)).join('')
      // the first character becomes the organ code, so it has to be a character of its own
      const word = fresh(make, one => !isDictionaryWord(one) && (takenFirst.size >= PLACE_FIRST.length / 2 || !takenFirst.has(one[0] ?? '')))
      takenFirst.add(word[0] ?? '')
      return word
    },
    character() {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const one = pick(PLACE_FIRST)
        if (!takenFirst.has(one) || takenFirst.size === PLACE_FIRST.length) {
          takenFirst.add(one)
          return one
        }
      }
      return pick(PLACE_FIRST)
    },
    person(length) {
      const make = () => pick(SURNAMES) + Array.from({ length: length - 1 }, () => pick(GIVEN)).join('')
      return fresh(make, one => isPersonName(one) && !isDictionaryWord(one))
    },
    letters: length => fresh(() => Array.from({ length }, () => String.fromCodePoint(65 + Math.floor(random() * 26))).join(''), () => true),
  }
}


const latin = (place: string): string => pinyin(place, { toneType: 'none', type: 'array' }).join('').toUpperCase()

/** Every character of a code is a character of a place: the new code has the new place's character at the same position. */
function renamedCode(code: string, places: ReadonlyMap<string, string>, draw: Drawer): string {
  const whole = places.get(code)
  if (whole !== undefined) return whole
  const characters = [...code].map(character => {
    const stem = [...places.keys()].find(one => one[0] === character) ?? [...places.keys()].find(one => one.includes(character))
    return stem === undefined ? undefined : places.get(stem)?.[stem.indexOf(character)]
  })
  return characters.map(character => character ?? draw.character()).join('')
}

/** The new place's initials, unless they are another place's old ones. */
function renamedRegistration(code: string, taken: readonly string[], places: ReadonlyMap<string, string>, draw: Drawer): string {
  const initials = (place: string): string => pinyin(place, { pattern: 'first', type: 'array' }).join('').toUpperCase()
  const place = [...places].find(([from]) => code.startsWith(initials(from)))
  if (place === undefined) return draw.letters(code.length - 2) + code.slice(-2)
  const renamed = initials(place[1]) + code.slice(initials(place[0]).length)
  return taken.includes(renamed) ? draw.letters(code.length - 2) + code.slice(-2) : renamed
}

// ---- replacing -----------------------------------------------------------------------------------------------------

const HAN = /\p{Script=Han}/u
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

function replacer(names: readonly RenamedName[], tails: readonly string[]): (text: string) => string {
  if (names.length === 0) return text => text
  const number = String.raw`(?=(?:${tails.map(escaped).join('|')})\s{0,2}[〔[【(（]\s{0,2}\d{4})`
  // any series behind a code that nothing but punctuation stands before: （桐深改办发〔2022〕1号）
  const anySeries = String.raw`(?=[\u4e00-\u9fff]{1,10}\s{0,2}[〔[【(（]\s{0,2}\d{4}\s{0,2}[〕\]】)）])`
  const spaced = (name: string, gap: string) => [...name].map(escaped).join(gap)
  const patternsOf = ({ kind, from }: RenamedName): string[] => {
    switch (kind) {
      case 'place':
      case 'town':
        return [spaced(from, WRAP)]
      case 'pinyin':
        return [String.raw`(?<![A-Z])${from}(?![A-Z])`]
      case 'registration':
        return [String.raw`(?<![A-Z])${from}(?=\s?[—–―－-])`]
      case 'person':
        return [spaced(from, String.raw`[ \u3000]{0,4}\n?[ \u3000]{0,4}`)]
      case 'unit':
        return [spaced(from, WRAP) + UNIT_TAIL]
      case 'number': {
        const patterns = [from + number, String.raw`(?<![\u4e00-\u9fff])${from}${anySeries}`]
        // 驻桐各单位, 涉桐项目: the code as a short name
        return from.length === 1 ? [...patterns, String.raw`(?<=[驻涉])${from}`] : patterns
      }
    }
  }
  const longestFirst = [...names].sort((left, right) => right.from.length - left.from.length)
  const renamed = new Map(longestFirst.map(({ from, to }) => [from, to]))
  const firsts = escaped([...new Set(names.map(({ from }) => from[0] ?? ''))].join(''))
  const all = new RegExp(`(?=[${firsts}])(?:${longestFirst.flatMap(patternsOf).join('|')})`, 'gu')
  return text => text.replace(all, found => {
    const to = renamed.get(found.replaceAll(/[\s*]/gu, ''))
    return to === undefined ? found : poured(found, to)
  })
}

/** The new characters into the places of the old ones; what stands between them stays. */
function poured(found: string, to: string): string {
  if (!HAN.test(found)) return to
  const characters = [...to]
  return [...found].map(character => (/[\s*]/u.test(character) ? character : (characters.shift() ?? ''))).join('') + characters.join('')
}

// ---- files ---------------------------------------------------------------------------------------------------------

export const parseFolder = (folder: string): ParsedGazette[] =>
  readdirSync(folder).filter(file => /\.(?:txt|md)$/.test(file)).sort().map(file => parseGazette(readSource(path.join(folder, file))))

/** Writes the renamed copy of the gazettes, under the same file names. */
export function writeRenamed(parsed: readonly ParsedGazette[], folder: string, renaming: Renaming): void {
  mkdirSync(folder, { recursive: true })
  for (const { source } of parsed) writeFileSync(path.join(folder, source.file), renaming.apply(source.text))
}

/** Every text of every question, keypoints and evidence included; names of fields and files stay. */
export function renameQuestions(content: string, renaming: Renaming): string {
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return renaming.apply(value)
    if (Array.isArray(value)) return value.map(renamed)
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === 'id' || key === 'source' ? each : renamed(each)]))
    }
    return value
  }
  return content.split('\n').filter(line => line.trim() !== '').map(line => `${JSON.stringify(renamed(JSON.parse(line)))}\n`).join('')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, out, seed] = process.argv.slice(2)
  if (folder === undefined || out === undefined) {
    console.error('expected: npx tsx test/renamed/rename.ts FOLDER OUT [seed]')
    process.exit(2)
  }
  const parsed = parseFolder(folder)
  const renaming = learnRenaming(parsed, seed === undefined ? {} : { seed: Number(seed) })
  writeRenamed(parsed, out, renaming)
  for (const { kind, from, to } of renaming.names) console.log(`${kind}\t${from}\t${to}`)
}
