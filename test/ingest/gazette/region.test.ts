/** The county-level place of issuers and mastheads. */
import { expect, test } from 'vitest'
import { commonRegion, isSameRegion, regionOf } from '../../../ingest/gazette/region.ts'

test.each([
  ['青桐县人民政府办公室', '青桐县'],
  ['桐江市青桐区人民政府', '青桐区'],
  ['桐江省桐江市青桐县人民政府公报', '青桐县'],
  ['中共青桐县委办公室', '青桐县'],
  ['青桐苗族自治县人民政府', '青桐苗族自治县'],
  ['桐江土家族苗族自治州青桐县人民政府', '青桐县'],
  ['青桐经济开发区管理委员会', '青桐经济开发区'],
  ['青桐新区管委会', '青桐新区'],
  ['青桐旗人民政府', '青桐旗'],
  ['桐江市青市区人民政府', '青市区'],
  ['桐江市市中区人民政府', '市中区'],
  ['区人民政府', undefined],
  ['县财政局', undefined],
])('%s → %s', (name, region) => {
  expect(regionOf(name)).toBe(region)
})

test.each([
  ['青桐高新技术产业开发区', '青桐高新区', true],
  ['桐江青桐高新区', '青桐高新技术产业开发区', true],
  ['青桐经济技术开发区', '青桐经开区', true],
  ['青桐高新区', '白桐高新区', false],
  ['大青桐县', '青桐县', false],
  ['青桐新区', '青桐高新区', false],
])('%s and %s are the same zone: %s', (left, right, same) => {
  expect(isSameRegion(left, right)).toBe(same)
})

test('the place that most issuers name', () => {
  expect(commonRegion(['桐江市人民政府', '青桐县人民政府', '中共青桐县委办公室 青桐县人民政府办公室', '关于做好工作的通知'])).toBe('青桐县')
  expect(commonRegion([])).toBeUndefined()
})
