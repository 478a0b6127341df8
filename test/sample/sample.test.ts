/**
 * The sample gazettes against everything that names a place in them: inventory, README, question sets.
 *
 * A line that moves in a sample file breaks many tests at a distance; here the break has a name. The questions over the
 * real gazettes are checked too when these are there.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface InventoryEntry {
  file: string
  lines: [number, number]
  docNumber: string | null
  registrationNumber: string | null
  date: string | null
  titleHas: string
}

interface Question {
  id: string
  source: string | string[]
  type: string
  style: string
  turns: string[]
  answer: string
  must: string[][]
  must_not: string[]
  docs: string[]
  evidence: string[]
  answerable: boolean
}

const root = new URL('../../', import.meta.url)
const corpusFolder = new URL('../shared/corpus/', root)
const corpusInventory = new URL('../shared/eval/inventory.jsonl', root)
const sampleFiles = ['qingtong-2024-3.md', 'baihe-2024-1.txt']

const read = (url: URL): string => readFileSync(url, 'utf8')
const readRecords = <T>(url: URL): T[] =>
  read(url).split('\n').filter(Boolean).map((line) => JSON.parse(line) as T)
const linesOf = (url: URL): string[] => read(url).split('\n')

/** As the evaluation compares: width, white space, table bars and kinds of dash do not count. */
const squeeze = (text: string): string =>
  text.normalize('NFKC').replace(/[\s*|]+/g, '').replace(/[—–―－~～]/g, '-').toLowerCase()

const sample = new Map(sampleFiles.map((file) => [file, linesOf(new URL(`sample/${file}`, root))]))
const inventory = readRecords<InventoryEntry>(new URL('sample/inventory.jsonl', root))
const readme = linesOf(new URL('sample/README.md', root))
const cellsOf = (row: string): string[] => row.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim())
const tableOf = (head: string): string[][] => {
  const from = readme.indexOf(head) + 2
  const to = readme.findIndex((line, at) => at > from && !line.startsWith('|'))
  return readme.slice(from, to).map(cellsOf)
}

/** Lines (1-based) of a squeezed file on which a snippet begins. */
function beginningsOf(snippet: string, squeezedLines: string[]): number[] {
  const whole = squeezedLines.join('')
  const wanted = squeeze(snippet)
  const found: number[] = []
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) {
    let passed = 0
    found.push(squeezedLines.findIndex((line) => (passed += line.length) > at) + 1)
  }
  return found
}

/** Everything wrong with a question set, one message each. */
function problemsOf(questions: Question[], texts: Map<string, string[]>, documents: InventoryEntry[]): string[] {
  const squeezed = new Map([...texts].map(([file, lines]) => [file, lines.map(squeeze)]))
  const problems: string[] = []
  const seen = new Set<string>()
  for (const question of questions) {
    const say = (what: string) => problems.push(`${question.id}: ${what}`)
    const conversation = question.turns.join('\n')
    if (seen.has(question.id) || seen.has(conversation)) say('asked twice')
    seen.add(question.id).add(conversation)
    if (question.turns.length === 0) say('has no turn')
    if (!question.answerable) {
      if (question.docs.length + question.evidence.length + question.must.length > 0) say('is unanswerable, with proof')
      continue
    }
    if (question.must.length === 0 || question.evidence.length === 0) say('has nothing to check')
    const cited = new Set<string>()
    for (const snippet of question.evidence) {
      const files = [question.source].flat()
      const holders = files.flatMap((file) =>
        beginningsOf(snippet, squeezed.get(file) ?? []).flatMap((line) =>
          documents.filter((entry) => entry.file === file && entry.lines[0] <= line && line <= entry.lines[1])))
      if (holders.length === 0) say(`evidence in no document: ${snippet}`)
      const named = holders.map((entry) => entry.docNumber ?? entry.titleHas).filter((name) => question.docs.includes(name))
      if (holders.length > 0 && named.length === 0) say(`evidence outside ${question.docs.join('、')}: ${snippet}`)
      for (const name of named) cited.add(name)
    }
    for (const name of question.docs) if (!cited.has(name)) say(`no evidence from ${name}`)
    const answer = squeeze(question.answer)
    for (const alternatives of question.must) {
      if (!alternatives.some((fact) => answer.includes(squeeze(fact)))) say(`answer lacks ${alternatives.join(' / ')}`)
    }
    for (const wrong of question.must_not) if (answer.includes(squeeze(wrong))) say(`answer says ${wrong}`)
  }
  return problems
}

describe('inventory of the sample', () => {
  it('lists 15 documents of the issue and 4 of the second place', () => {
    expect(sampleFiles.map((file) => inventory.filter((entry) => entry.file === file).length)).toEqual([15, 4])
  })

  it.each(inventory)('$file $lines $docNumber begins, ends and dates as said', (entry) => {
    const lines = sample.get(entry.file) ?? []
    const [from, to] = entry.lines
    expect(lines[from - 1]).toMatch(/^(?:QTDR—|# |\*\*)?.*(?:人民政府|县委办公室|QTDR—\d{4}—\d{5})/)
    expect(lines[from - 2]?.trim() ?? '').toBe('')
    expect(lines[to - 1]?.trim()).not.toBe('')
    const text = squeeze(lines.slice(from - 1, to).join(''))
    expect(text).toContain(squeeze(entry.titleHas))
    if (entry.registrationNumber !== null) expect(text).toContain(squeeze(entry.registrationNumber))
    const canonical = text.replaceAll('[', '〔').replaceAll(']', '〕')
    if (entry.docNumber !== null) expect(canonical).toContain(squeeze(entry.docNumber))
    if (entry.date !== null) {
      const [year, month, day] = entry.date.split('-').map(Number)
      expect(text).toContain(`${year}年${month}月${day}日`)
    }
  })

  it('leaves only front matter, blank lines and page numbers outside of documents', () => {
    for (const [file, lines] of sample) {
      const covered = inventory.filter((entry) => entry.file === file)
      const first = covered[0]?.lines[0] ?? 1
      const inDocument = (line: number) => covered.some((entry) => entry.lines[0] <= line && line <= entry.lines[1])
      const outside = lines.filter((line, at) => at + 1 >= first && line.trim() !== '' && !inDocument(at + 1))
      expect(outside.filter((line) => !/^— \d+ —$/.test(line)), file).toEqual([])
    }
  })
})

describe('README of the sample', () => {
  it('has the documents of the inventory', () => {
    const rows = tableOf('| file | lines | 文号 | registration | date | title |')
    const wanted = inventory.map((entry) => [entry.file, entry.lines.join('-'), entry.docNumber ?? '-',
      entry.registrationNumber ?? '-', entry.date ?? '-', entry.titleHas])
    expect(rows).toEqual(wanted)
  })

  const features = tableOf('| feature | file | line | begins |')
  it('lists the features', () => expect(features.length).toBeGreaterThan(50))
  it.each(features)('%s: %s line %s', (_feature, file, line, begins) => {
    const printed = (sample.get(file ?? '')?.[Number(line) - 1] ?? '').replaceAll('\t', ' ').trim()
    expect(printed.startsWith((begins ?? '').replaceAll('\\|', '|')), printed.slice(0, 40)).toBe(true)
  })
})

describe('names in the sample', () => {
  const text = [...sample.values()].flat().join('\n')

  it('has no province, and only the invented county, district and towns', () => {
    const provinces = ['北京', '天津', '河北', '山西', '内蒙古', '辽宁', '吉林', '黑龙江', '上海', '江苏', '浙江', '安徽', '福建',
      '江西', '山东', '河南', '湖北', '湖南', '广东', '广西', '海南', '重庆', '四川', '贵州', '云南', '西藏', '陕西', '甘肃', '青海',
      '宁夏', '新疆', '香港', '澳门', '台湾']
    expect(provinces.filter((name) => text.includes(name))).toEqual([])
    const issuers = new Set([...text.matchAll(/(?:^|[《〈*#]) ?([一-龥]{2,4}[县区])人民政府(?:办公室|公报|令|$| ?关于)/gm)]
      .map((found) => found[1]))
    expect([...issuers].sort()).toEqual(['白鹤区', '青桐县'])
    const towns = new Set([...text.matchAll(/(?:^|[\t|、\s])([一-龥]{2,3}[镇乡])(?=[\t|、\s]|$)/gm)].map((found) => found[1]))
    expect([...towns].filter((name) => name !== '所在乡镇').sort()).toEqual(
      ['墨屏乡', '月塘乡', '枫溪铺镇', '柳荫镇', '桐荫镇', '槐林乡', '石榴坪镇', '竹坳镇', '芦荡镇', '雁河镇'].sort())
  })

  it('has only telephone numbers of the invented series', () => {
    const numbers = [...text.matchAll(/\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)/g)].map((found) => found[0])
    expect(numbers.length).toBeGreaterThan(20)
    expect(numbers.filter((number) => !/^0999-555\d{4}$/.test(number))).toEqual([])
  })

  it.skipIf(!existsSync(corpusFolder))('shares no name and no long sentence with the real ones (skipped without ../shared)', () => {
    const files = new Set(readRecords<InventoryEntry>(corpusInventory).map((entry) => entry.file))
    const realText = squeeze([...files].map((file) => read(new URL(file, corpusFolder))).join(''))
    const invented = ['青桐', '白鹤区', '云岭', 'QTDR', '鹤政办', '白露湖', '雁河', '沈砚青', '骆怀川', '温知夏', '裴松年', '邢若谷', '祝云舟']
    expect(invented.filter((name) => realText.includes(squeeze(name)))).toEqual([])
    const copied = text.split(/[\n。；]/).map(squeeze).filter((sentence) => sentence.length >= 40 && realText.includes(sentence))
    expect(copied).toEqual([])
  })
})

describe('questions', () => {
  it('over the sample are sound', () => {
    const questions = readRecords<Question>(new URL('test/questions/sample.jsonl', root))
    expect(problemsOf(questions, sample, inventory)).toEqual([])
    expect(questions.length).toBeGreaterThanOrEqual(60)
    expect(questions.filter((question) => !question.answerable).length).toBe(20)
    expect(questions.filter((question) => question.turns.length > 1).length).toBe(8)
    expect(questions.filter((question) => question.type === 'false_premise').length).toBe(4)
  })

  it.skipIf(!existsSync(corpusFolder))('over the real gazettes are sound (skipped without ../shared)', () => {
    const questions = readRecords<Question>(new URL('test/questions/corpus.jsonl', root))
    const files = [...new Set(readRecords<InventoryEntry>(corpusInventory).map((entry) => entry.file))]
    const texts = new Map(files.map((file) => [file, linesOf(new URL(file, corpusFolder))]))
    expect(problemsOf(questions, texts, readRecords<InventoryEntry>(corpusInventory))).toEqual([])
    expect(questions.length).toBe(100)
    expect(questions.filter((question) => !question.answerable).length).toBe(50)
  })
})
