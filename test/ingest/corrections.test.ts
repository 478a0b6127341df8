import { describe, expect, it } from 'vitest'
import { CorrectionsError, correctionsPath, parseCorrections } from '../../ingest/corrections.ts'

describe('parseCorrections', () => {
  it('reads the three kinds', () => {
    const json = JSON.stringify({
      gazette: { region: '青桐县', year: 2030, issue: '2' },
      headings: [{ line: 12, level: 2, reason: '编号漏印' }],
      cells: [{ line: 30, column: '牵头单位', text: '县水利局', reason: '扫描错行' }],
    })
    expect(parseCorrections(`\ufeff${json}`, 'a.json').cells?.[0]?.text).toBe('县水利局')
    expect(parseCorrections('{}', 'a.json')).toEqual({})
    expect(correctionsPath('gazette.txt')).toBe('gazette.txt.corrections.json')
  })

  it.each([
    ['{', '期望 JSON'],
    ['[]', '最外层'],
    ['{"headings":[{"line":0,"reason":"x"}]}', 'headings.0.line'],
    ['{"headings":[{"line":3}]}', 'headings.0.reason'],
    ['{"cells":[{"line":3,"column":"a","text":"b","reason":"c","more":1}]}', 'cells.0'],
    ['{"gazette":{"year":"2030"}}', 'gazette.year'],
  ])('says what is wrong with %s', (json, where) => {
    expect(() => parseCorrections(json, 'a.json')).toThrow(CorrectionsError)
    expect(() => parseCorrections(json, 'a.json')).toThrow(where)
  })
})
