/**
 * Premises: a question that asserts a figure or a unit and wants it confirmed (…是县水利局吧, 还是380一个人吧).
 * In: the question and what is going to be answered. Out: the asserted words that the evidence contradicts.
 *
 * Contradicted means: the answer holds a value of the same kind, and not the asserted one.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { isUnitName } from '../../ingest/text/units.ts'
import { CONFIRMS } from '../understand/expectation.ts'
import type { Understanding } from '../understand/question.ts'
import type { Draft } from './draft.ts'

const FIGURE = /(?<![\d第〔(（])(\d[\d.,]*)\s*(万|亿)?(元|块|%|％|个百分点|公里|千米|亩|户|人|家|个月|个工作日|工作日|天|日内|小时|岁|周岁|米|吨|套|倍|级)?(?![\d号〕])/g
const ASSERTED_UNIT = /(?:是|由|归|设在|找|属于?)([\u4e00-\u9fff]{2,16}?(?:局|委|办|中心|公司|政府|办公室|大队|支队|院|部))/g

export interface Premise {
  asserted: string
  kind: 'figure' | 'unit'
}

/** What the question asserts and the draft's own words contradict; undefined when nothing, or when it is not sure. */
export function contradictedPremise(understanding: Understanding, draft: Draft): Premise | undefined {
  if (!CONFIRMS.test(understanding.question.trim()) || draft.statements.length === 0) return undefined
  const said = normalise(draft.statements.map(statement => statement.text).join(' '))
  const proven = normalise(draft.statements.flatMap(statement => statement.proofs.map(proof => proof.block.text)).join(' '))
  for (const match of understanding.question.matchAll(ASSERTED_UNIT)) {
    const unit = match[1] ?? ''
    if (!isUnitName(unit)) continue
    const bare = normalise(unit).replace(/^[县市区省]/, '')
    if (bare.length < 2 || proven.includes(bare) || abbreviated(proven, bare)) continue
    if (/[局委办部院]|中心|公司/.test(said)) return { asserted: unit, kind: 'unit' }
  }
  const figures = [...understanding.question.matchAll(FIGURE)].filter(match => !/^20\d\d$/.test(match[1] ?? ''))
  const figure = figures.at(-1)
  if (figure === undefined) return undefined
  const number = (figure[1] ?? '').replace(/,/g, '')
  if (new RegExp(`(?<![\\d.])${number.replace('.', '\\.')}(?![\\d.])`).test(proven)) return undefined
  const measure = figure[3] ?? ''
  const same = measure === '' ? /\d/ : new RegExp(`\\d\\s*(?:万|亿|多|余)?${measure === '块' ? '元' : measure.replace('％', '%')}`)
  return same.test(said) ? { asserted: figure[0].trim(), kind: 'figure' } : undefined
}

/** 住建局 stands for 住房和城乡建设局: the characters in order. */
function abbreviated(text: string, unit: string): boolean {
  if (unit.length > 5) return false
  return new RegExp([...unit].join('[^，。；、]{0,6}')).test(text)
}
