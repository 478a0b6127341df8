import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDates, parseChineseDate } from '../../../ingest/text/dates.ts'
import { canonicalDocumentNumber, documentNumberKey, findDocumentNumbers, findRegistrationNumbers } from '../../../ingest/text/document-number.ts'
import { lineAt, lineStartsOf, lineText } from '../../../ingest/text/lines.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import { quoteOf, verifyQuote } from '../../../ingest/text/quote.ts'
import { cleanSlice, sourceOffset } from '../../../ingest/text/runs.ts'

describe('document numbers', () => {
  it.each([
    ['青政办发〔2024〕12号', '青政办发〔2024〕12号'],
    ['(青政发[2024] 5 号)', '青政发〔2024〕5号'],
    ['（青政办函【2023】007号）', '青政办函〔2023〕7号'],
    ['青政告 〔2020〕24号', '青政告〔2020〕24号'],
    ['〔2024〕第 1 号', '〔2024〕第1号'],
    ['青开管规（2024）3号', '青开管规〔2024〕3号'],
  ])('%s → %s', (printed, canonical) => expect(canonicalDocumentNumber(printed)).toBe(canonical))

  it('leaves the words before a cited number out', () => {
    const found = findDocumentNumbers('原《青桐县粮食应急预案》（青政办函〔2019〕11号）同时废止，根据云政办发〔2022〕34号要求')
    expect(found.map(number => number.canonical)).toEqual(['青政办函〔2019〕11号', '云政办发〔2022〕34号'])
  })
  it('two spellings share a key', () => expect(documentNumberKey('青政发[2024]第 5号')).toBe(documentNumberKey('青政发〔2024〕5号')))
  it('finds registration numbers with any dash', () => {
    expect(findRegistrationNumbers('QTDR—2024—00002 QTDR-2024-01001').map(number => number.canonical)).toEqual(['QTDR—2024—00002', 'QTDR-2024-01001'])
  })
})

describe('dates', () => {
  it.each([
    ['2024 年 6 月 2 日', '2024-06-02'],
    ['二〇二四年十二月二十二日', '2024-12-22'],
    ['二○二三年十月十日', '2023-10-10'],
    ['2022.12.31', '2022-12-31'],
  ])('%s', (printed, iso) => expect(parseChineseDate(printed)).toBe(iso))
  it('ignores impossible dates', () => expect(findDates('2024年13月40日')).toEqual([]))
})

describe('repaired text', () => {
  const source = '提升重点行业能\n\n源利用 **效率**，达到 20 %，AQI 200 以上\n- 附件：1. 表<br>二'
  it('joins lines, drops marks, keeps blanks between words', () => {
    expect(cleanSlice(source, 0, source.length).text).toBe('提升重点行业能源利用效率，达到20 %，AQI 200以上附件：1.表二')
  })
  it('every character maps back to the same source character', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('中', '文', ' ', '\n', '*', '**', '#', ' - ', '1', 'a', '|', '<br>', '，', '\\', '\t')), pieces => {
        const text = pieces.join('')
        for (const options of [{}, { keepBlanks: true, pipes: true }]) {
          const repaired = cleanSlice(text, 0, text.length, options)
          for (let at = 0; at < repaired.text.length; at++) expect(text[sourceOffset(repaired.runs, at)]).toBe(repaired.text[at])
        }
      }),
    )
  })
})

describe('quotes', () => {
  it('over a page break with a number in dashes stand on their lines', () => {
    const source = '县民政局应当在10个工作日内完成复核，需要评\n\n- 9 -\n\n估的，评估时间不计入。\n'
    const lineStarts = lineStartsOf(source)
    const from = source.indexOf('县')
    const broken = source.indexOf('\n')
    const again = source.indexOf('估的')
    const runs = [{ at: 0, source: from, length: broken }, { at: broken, source: again, length: 11 }]
    const quote = quoteOf(source, lineStarts, runs, 0, broken + 11)
    expect(quote?.quote).toContain('完成复核')
    expect(verifyQuote(source, lineStarts, quote?.quote ?? '', quote?.lines ?? [1, 1])).toBe(true)
  })

  const source = '第一行\n（市住建局牵头，市财\n\n政局配合）。下一句\n'
  const lineStarts = lineStartsOf(source)
  const repaired = cleanSlice(source, 0, source.length)
  it('names exactly the lines it stands on', () => {
    const start = repaired.text.indexOf('（')
    const end = repaired.text.indexOf('）') + 1
    const quote = quoteOf(source, lineStarts, repaired.runs, start, end)
    expect(quote).toMatchObject({ quote: '（市住建局牵头，市财政局配合）', lines: [2, 4] })
    expect(verifyQuote(source, lineStarts, quote?.quote ?? '', [2, 4])).toBe(true)
    expect(verifyQuote(source, lineStarts, quote?.quote ?? '', [1, 4])).toBe(false)
    expect(verifyQuote(source, lineStarts, '（市住建局牵头，市水利局配合）', [2, 4])).toBe(false)
  })
  it('finds lines by offset', () => {
    expect(lineAt(lineStarts, 0)).toBe(1)
    expect(lineText(source, lineStarts, 2)).toBe('（市住建局牵头，市财')
  })
})

describe('normal form', () => {
  it.each([
    ['ＡＱＩ ＞ 200，Ⅲ 级', 'aqi>200,iii级'],
    ['$PQI \\geq 80$', 'pqi≥80'],
    ['2023—2025 年', '2023-2025年'],
    ['细颗粒物（PM_{2.5}）', '细颗粒物(pm2.5)'],
  ])('%s', (text, expected) => expect(normalise(text)).toBe(expected))
})

describe('机关代字 that begin like words', () => {
  it.each([
    ['（和政办发〔2011〕57号）', '和政办发〔2011〕57号'],
    ['根据和政发〔2018〕22号文件精神', '和政发〔2018〕22号'],
    ['原《办法》（原政发〔2012〕8号）同时废止', '原政发〔2012〕8号'],
    ['（原青政发〔2012〕8号）', '青政发〔2012〕8号'],
    ['按照从政办函〔2020〕3号要求', '从政办函〔2020〕3号'],
    ['《甲办法》和青政发〔2020〕3号', '青政发〔2020〕3号'],
    ['将青政发〔2020〕3号废止', '青政发〔2020〕3号'],
    ['（和溪政发〔2020〕3号）', '和溪政发〔2020〕3号'],
    ['根据平政通告〔2020〕1号', '平政通告〔2020〕1号'],
    ['平政办通报〔2020〕2号', '平政办通报〔2020〕2号'],
  ])('%s', (text, canonical) => {
    expect(findDocumentNumbers(text).map(found => found.canonical)).toEqual([canonical])
  })
})
