/** Which of several plans of one document a question names. */
import { describe, expect, it } from 'vitest'
import { inPart, namesTitle, partAsked } from '../../../src/answer/part.ts'
import { corpusOf, document } from '../../helpers/asked.ts'

const [notice] = corpusOf([document(['甲。'], { title: '关于印发两个应急预案的通知' })]).documents
if (notice === undefined) throw new Error('the fixture has one document')
const plans = { ...notice, parts: [{ title: '青桐县粮食应急预案', lines: [10, 90] as [number, number] }, { title: '青桐县成品油供应中断应急预案', lines: [91, 180] as [number, number] }] }

describe('the part asked about', () => {
  it('is named by its title', () => expect(partAsked('成品油供应中断应急预案从何时起施行', plans)?.lines).toEqual([91, 180]))
  it('none is named', () => expect(partAsked('这个通知从何时起施行', plans)).toBeUndefined())
  it('a line lies in it or not', () => {
    expect(inPart(plans.parts[1], [100, 101])).toBe(true)
    expect(inPart(plans.parts[1], [20, 21])).toBe(false)
    expect(inPart(undefined, [20, 21])).toBe(true)
  })
  it('a title is named by most of its core', () => {
    expect(namesTitle('粮食应急预案由谁解释', '青桐县粮食应急预案', '青桐县')).toBe(true)
    expect(namesTitle('应急预案由谁解释', '青桐县成品油供应中断应急预案', '青桐县')).toBe(false)
  })
})
