import { describe, expect, it } from 'vitest'
import { documentId, IdCounter } from '../../ingest/identity.ts'

describe('ids', () => {
  it('are those of the content, whatever the layout blanks', () => {
    const left = documentId({ docNumber: '青政发〔2030〕5号', title: '关于 印发方案的通知', region: '青桐县', date: '2030-01-02' })
    expect(left).toBe(documentId({ docNumber: '青政发〔2030〕5号', title: '关于印发方案的通知', region: '青桐县', date: '2030-01-02' }))
    expect(left).toMatch(/^d_[0-9a-f]{10}$/)
    expect(left).not.toBe(documentId({ docNumber: '青政发〔2030〕5号', title: '关于印发方案的通知', region: '白杨县', date: '2030-01-02' }))
  })

  it('tell equal content apart by a counter', () => {
    const ids = new IdCounter('b', 'd_1')
    const first = ids.next(['县政府'])
    const second = ids.next(['县政府'])
    expect(first).not.toBe(second)
    const again = new IdCounter('b', 'd_1')
    expect([again.next(['别的']), again.next(['县政府']), again.next(['县政府'])].slice(1)).toEqual([first, second])
  })
})
