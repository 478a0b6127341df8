/** Plans, attachments and labelled lines that a notice names without 《》 in its title. */
import { describe, expect, it } from 'vitest'
import { structureOf, textsOf } from './fixture.ts'

describe('several plans named in the notice only', () => {
  it('are parts with outlines of their own', () => {
    const document = structureOf([
      '《青桐县临时救助办法》《青桐县医疗救助实施细则》已经县政府同意，现印发给你们。《青桐县旧救助办法》同时废止。', '青桐县人民政府办公室', '2024年4月26日',
      '青桐县临时救助办法', '一、救助对象', '因火灾导致基本生活困难的家庭。', '二、部门职责', '县民政局负责审批。',
      '青桐县医疗救助实施细则', '第一条 救助对象分为三类。', '第二条 本细则自2024年6月1日起施行。',
    ], { title: '关于印发青桐县临时救助办法和青桐县医疗救助实施细则的通知', signature: { issuerLine: 3, dateLine: 4 } })
    expect(document.parts.map(part => part.title)).toEqual(['青桐县临时救助办法', '青桐县医疗救助实施细则'])
    expect(document.blocks.find(block => block.text.startsWith('第一条'))?.path).toEqual(['青桐县医疗救助实施细则'])
  })
})

describe('附件：title right above its table, behind the signature', () => {
  it('is the attachment', () => {
    const document = structureOf(['请认真执行。', '青桐县人民政府办公室', '2024年4月26日', '咨询电话：5558021。', '附件：各镇补奖任务表', '序号\t乡镇\t牵头单位', '1\t河口镇\t县林业局', '2\t石桥镇\t县林业局'], { signature: { issuerLine: 3, dateLine: 4 } })
    expect(document.attachments).toEqual([{ label: '附件', title: '各镇补奖任务表', lines: [6, 9] }])
    expect(document.blocks.find(block => block.kind === 'row')?.path).toEqual(['附件 各镇补奖任务表'])
  })
  it('is an entry of the list when the attachment follows', () => {
    const document = structureOf(['请认真执行。', '青桐县人民政府办公室', '2024年4月26日', '附件：重点工作责任分工表', '附件', '重点工作责任分工表', '序号\t任务\t单位', '1\t修路\t县交通局', '2\t植树\t县林业局'], { signature: { issuerLine: 3, dateLine: 4 } })
    expect(document.attachments.map(each => each.lines)).toEqual([[6, 10]])
    expect(document.blocks.find(block => block.text.startsWith('附件：'))?.kind).toBe('list')
  })
})

describe('lines of several labels', () => {
  it('keep the blanks between them', () => {
    expect(textsOf(['解读机关：县住建局　解读人：卫 东　咨询电话：0999—5558021'])).toEqual(['解读机关：县住建局　解读人：卫 东　咨询电话：0999—5558021'])
    expect(textsOf(['奖补　县农业农村局畜牧股　0999—5523308　　举报　县纪委监委　0999—12388'])[0]).toMatch(/畜牧股　0999—5523308　举报/)
    expect(textsOf(['祁连娃　副县长　负责农业农村、水务方面的工作。'])).toEqual(['祁连娃　副县长　负责农业农村、水务方面的工作。'])
  })
})
