/** Intent by a question's own words; the first rule that fits wins. */
import { describe, expect, it } from 'vitest'
import { expectationsOf } from '../../../src/understand/expectation.ts'
import { intentOf } from '../../../src/understand/intent.ts'

const intent = (question: string, regions = 0): string => intentOf(question, expectationsOf(question), regions)

describe('intent', () => {
  it.each([
    ['停车办法现在还管用吗', 'validity'],
    ['停车办法什么时候开始施行', 'validity'],
    ['管几年', 'validity'],
    ['住建局局长是谁', 'personnel'],
    ['校长换成了谁', 'personnel'],
    ['谁担任县甲局局长', 'personnel'],
    ['由谁担任供水办主任', 'personnel'],
    ['试用期从哪天算', 'personnel'],
    ['举报热线打多少', 'contact'],
    ['办公地址在哪里', 'contact'],
    ['哪个镇负责河道保洁', 'responsibility'],
    ['由谁牵头', 'responsibility'],
    ['什么是双季稻', 'definition'],
    ['水位多高算几级', 'definition'],
    ['我家三亩地能领补贴吗', 'eligibility'],
    ['补贴怎么领', 'procedure'],
    ['要带什么材料', 'procedure'],
    ['是哪份文件定的', 'document'],
    ['都有哪几类对象', 'list'],
    ['双季稻一亩补多少钱', 'fact'],
    ['双季稻', 'other'],
  ])('%s → %s', (question, wanted) => expect(intent(question)).toBe(wanted))
  it('two places are compared', () => expect(intent('各补多少', 2)).toBe('comparison'))
  it('a unit asked for beside an amount is no question of responsibility', () => expect(intent('报谁，多少钱')).toBe('fact'))
})
