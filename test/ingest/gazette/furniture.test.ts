/** Lines that belong to no document. */
import { describe, expect, it } from 'vitest'
import { isNameWithIssue, isRunningHead } from '../../../ingest/gazette/furniture.ts'
import { readOwnNumbers } from '../../../ingest/gazette/own-number.ts'

describe("a gazette's name with its issue", () => {
  it.each(['青桐县人民政府公报2023·4', '青桐旗人民政府公报2023年第4期', '松林高新区管委会公报（2025年1期）'])('%s', line => expect(isNameWithIssue(line)).toBe(true))
  it.each(['青桐县人民政府公报', '关于印发青桐县人民政府公报2023年编印方案的通知', '2023年第4期'])('%s is none', line => expect(isNameWithIssue(line)).toBe(false))
  it('is a running head though the masthead prints another name', () => expect(isRunningHead('青桐旗人民政府公报2023·4', new Set(['人民政府公报']))).toBe(true))
})

it.each(['规范性文件统一编号：QTGF—2025—0002', '规范性文件登记号：QTGF—2025—0002', '备案号：QTGF—2025—0002'])('%s holds a registration number and nothing else', line => {
  expect(readOwnNumbers(line)).toMatchObject({ registrationNumber: 'QTGF—2025—0002', rest: '' })
})
