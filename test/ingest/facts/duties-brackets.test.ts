import { describe, expect, it } from 'vitest'
import { findBrackets } from '../../../ingest/facts/clauses.ts'
import { readRoles } from '../../../ingest/facts/role-phrase.ts'
import { extract, makeBlock } from './fixtures.ts'

const brief = (inner: string) => {
  const roles = readRoles(inner)
  return roles && { lead: roles.lead, supporting: roles.supporting, responsible: roles.responsible, open: roles.open }
}

describe('readRoles', () => {
  it.each([
    ['县甲局牵头', ['县甲局'], [], [], false],
    ['县财政局牵头，县教育局、县水利局等负责', ['县财政局'], [], ['县教育局', '县水利局'], true],
    ['县财政局、县教育局牵头', ['县财政局', '县教育局'], [], [], false],
    ['县财政局牵头,县教育局配合', ['县财政局'], ['县教育局'], [], false],
    [
      '牵头单位：县公安局；责任单位：县交通局、县教育局，各乡镇、街道',
      ['县公安局'],
      [],
      ['县交通局', '县教育局', '各乡镇、街道'],
      false,
    ],
    ['牵头单位:县公安局,协同单位:县税务局、各银行单位', ['县公安局'], ['县税务局', '各银行单位'], [], false],
    ['主办单位：州民政局；协办单位：州财政局', ['州民政局'], ['州财政局'], [], false],
    ['责任部门：自治县林业局，各镇办', [], [], ['自治县林业局', '各镇办'], false],
    [
      '县水利局、县林业局依职责牵头，各镇政府、有关单位配合',
      ['县水利局', '县林业局'],
      ['各镇政府', '有关单位'],
      [],
      false,
    ],
    ['县财政局、县审计局等按职责分工负责', [], [], ['县财政局', '县审计局'], true],
    ['县财政局牵头，县教育局、县水利局等21个部门单位负责', ['县财政局'], [], ['县教育局', '县水利局'], true],
    ['县商务局（县口岸办）牵头，县税务局参与', ['县商务局（县口岸办）'], ['县税务局'], [], false],
    ['组织部/工信局牵头，财政局等按职责分工负责', ['组织部', '工信局'], [], ['财政局'], true],
    ['县商务粮食局会同县供销社负责', [], ['县供销社'], ['县商务粮食局'], false],
    ['由县统计局负责', [], [], ['县统计局'], false],
    ['县住建局承办', ['县住建局'], [], [], false],
  ])('reads %s', (inner, lead, supporting, responsible, open) => {
    expect(brief(inner)).toEqual({ lead, supporting, responsible, open })
  })

  it('takes deadline and persons', () => {
    expect(readRoles('责任单位：县数据局，各镇、街道；完成时限：2023年7月31日')).toMatchObject({
      responsible: ['县数据局', '各镇、街道'],
      deadline: '2023年7月31日',
    })
    expect(readRoles('总牵头：张建国')).toMatchObject({ persons: [{ name: '张建国', role: '总牵头' }], lead: [] })
    expect(readRoles('县委常委、副县长张建国牵头')).toMatchObject({ persons: [{ name: '张建国' }] })
  })

  it.each([
    '以下简称领导小组',
    '试行',
    '牵头单位',
    '见附件1',
    '负责制定方案并组织实施',
    '各项任务要明确牵头，压实责任',
  ])('refuses %s', inner => {
    expect(readRoles(inner)).toBeUndefined()
  })
})

describe('duties from brackets', () => {
  it('gives each bracket the words since the previous one', () => {
    const { duties, evidence } = extract([
      '3. 优化服务。开展评选（县工商联牵头）。组织培育（县科工局牵头，县财政局等负责）。落实清单(县发改局、县优化办牵头)。',
    ])
    expect(duties.map(({ task, lead, responsible }) => [task, lead, responsible])).toEqual([
      ['优化服务。开展评选', ['县工商联'], []],
      ['组织培育', ['县科工局'], ['县财政局']],
      ['落实清单', ['县发改局', '县优化办'], []],
    ])
    expect(duties[1]?.open).toBe(true)
    expect(evidence(duties[1]!)).toBe('组织培育（县科工局牵头，县财政局等负责）')
  })

  it('accepts crossed and half-width marks', () => {
    const { duties } = extract(['推进甲工程（县水利局牵头，各乡镇（街道)负责)。', '推进乙工程(县林业局负责）'])
    expect(duties.map(({ lead, responsible }) => [lead, responsible])).toEqual([
      [['县水利局'], ['各乡镇（街道)']],
      [[], ['县林业局']],
    ])
  })

  it('never makes a lead without 牵头', () => {
    const { duties } = extract(['做好统计。（县统计局、县财政局等按职责分工负责）', '做好登记。（责任单位：县民政局）'])
    expect(duties.every(({ lead }) => lead.length === 0)).toBe(true)
  })

  it('lets the bracket of a heading cover items without one, marked inferred', () => {
    const { duties, evidence } = extract([
      makeBlock('（一）防范债务风险（县财政局牵头）', { kind: 'heading', level: 2, label: '（一）' }),
      makeBlock('1. 严控新增债务。（县发改局、县审计局等单位负责）', { kind: 'list' }),
      makeBlock('2. 规范融资行为，加强全过程监管。', { kind: 'list' }),
      makeBlock('（二）防范其他风险', { kind: 'heading', level: 2, label: '（二）' }),
      makeBlock('1. 开展全面排查，建立工作台账。', { kind: 'list' }),
    ])
    expect(duties.map(({ task, lead, certainty }) => [task, lead, certainty])).toEqual([
      ['防范债务风险', ['县财政局'], 'stated'],
      ['规范融资行为，加强全过程监管', ['县财政局'], 'inferred'],
      ['严控新增债务', [], 'stated'],
    ])
    expect(evidence(duties[1]!)).toBe('（县财政局牵头）')
  })

  it('gives a bracket on a line of its own to the paragraph before it', () => {
    const { duties } = extract(['4. 推动招商引资。全年引进项目二十个', '（县商务局牵头，开发区管委会等单位负责）'])
    expect(duties).toHaveLength(1)
    expect(duties[0]).toMatchObject({
      task: '推动招商引资。全年引进项目二十个',
      lead: ['县商务局'],
      responsible: ['开发区管委会'],
      certainty: 'inferred',
    })
  })

  it('makes a blanket clause a duty of its own', () => {
    const { duties } = extract([
      '1. 停止施工。（责任单位：县住建局，各乡镇，以下各项任务均需开发区，各乡镇落实，不再单独列出）',
    ])
    expect(duties.map(({ rule, responsible }) => [rule, responsible])).toEqual([
      ['duty.bracket.responsible', ['县住建局', '各乡镇']],
      ['duty.blanket', ['开发区', '各乡镇']],
    ])
  })

  it('reads lists of named teams part by part', () => {
    const { duties } = extract([
      '分系统组队[政法队：牵头单位：县委政法委，成员单位：县法院、县检察院；农口队：牵头单位：县水利局，成员单位：县林业局，共分3队]。',
    ])
    expect(duties.map(({ task, lead, supporting }) => [task, lead, supporting])).toEqual([
      ['政法队', ['县委政法委'], ['县法院', '县检察院']],
      ['农口队', ['县水利局'], ['县林业局']],
    ])
  })

  it('keeps evidence within the length of a quote and inside the block', () => {
    const long = `1. ${'推进各项重点工作落地见效。'.repeat(60)}（县财政局牵头）`
    const { duties, evidence } = extract([long])
    expect(evidence(duties[0]!).length).toBeLessThanOrEqual(300)
    expect(evidence(duties[0]!)).toContain('县财政局牵头')
  })
})

describe('findBrackets', () => {
  it('finds outermost pairs and ignores marks without partner', () => {
    expect(findBrackets('甲（乙（丙）丁)戊）己(庚').map(({ start, end }) => [start, end])).toEqual([[1, 8]])
  })
})
