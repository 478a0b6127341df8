import { describe, expect, it } from 'vitest'
import { viewLines } from '../../../ingest/gazette/line-view.ts'
import { pageNumberLines } from '../../../ingest/gazette/page-numbers.ts'
import { sourceOf } from './fixture.ts'

const pages = (lines: string[]): number[] => [...pageNumberLines(viewLines(sourceOf(lines)))].sort((left, right) => left - right)
const text = (count: number): string[] => Array.from({ length: count }, (_, at) => `各单位要切实抓好第${at}项工作。`)

describe('page numbers', () => {
  it('are known by their form and beside a running head', () => {
    expect(pages(['— 12 —', '第3页', '正文。', '14', '青桐县人民政府公报 2024年第3期', '正文。'])).toEqual([1, 2, 4])
  })

  it('are known by counting on, a page apart', () => {
    expect(pages([...text(20), '7', ...text(25), '8', ...text(22), '9', ...text(3)])).toEqual([21, 47, 70])
  })

  it('are known between two marked ones, also in the middle of a sentence', () => {
    expect(pages([...text(5), '— 15 —', ...text(20), '16', ...text(20), '— 18 —'])).toEqual([6, 27, 48])
    expect(pages([...text(5), '— 15 —', ...text(20), '26', ...text(20), '— 18 —'])).toEqual([6, 48])
  })

  it('are not the serials of a table that lost its tabs, nor two lone figures', () => {
    expect(pages(['序号', '任务', '1', '修路', '2', '建桥', '3', '清淤', '4', '植树'])).toEqual([])
    expect(pages([...text(20), '7', ...text(25), '9'])).toEqual([])
  })
})
