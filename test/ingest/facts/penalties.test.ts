import { describe, expect, it } from 'vitest'
import type { Block, PenaltyFact } from '../../../ingest/types.ts'
import { extract, makeBlock } from './fixtures.ts'

const penaltiesOf = (...blocks: (Block | string)[]): PenaltyFact[] =>
  extract(blocks).facts.filter(fact => fact.kind === 'penalty')

const said = (...blocks: (Block | string)[]): string[] =>
  penaltiesOf(...blocks).map(({ conduct, penalty, authority }) => `${conduct} → ${penalty} │ ${authority ?? ''}`)

describe('penalties', () => {
  it('conduct, consequence and authority, step by step', () => {
    expect(said('第四条 违反本规定第三条的，由自治县城市管理局责令改正；拒不改正的，处50元以上200元以下罚款。')).toEqual([
      '违反本规定第三条的 → 责令改正 │ 自治县城市管理局',
      '违反本规定第三条的，拒不改正的 → 处50元以上200元以下罚款 │ 自治县城市管理局',
    ])
    expect(said('虚报冒领补贴的，由旗农牧局追回补贴资金，取消其申报资格；构成犯罪的，依法追究刑事责任。')).toEqual([
      '虚报冒领补贴的 → 追回补贴资金，取消其申报资格 │ 旗农牧局',
      '虚报冒领补贴的，构成犯罪的 → 依法追究刑事责任 │ ',
    ])
  })

  it('both stages follow from every item; items with their own penalty take the authority of the stem', () => {
    const list = { kind: 'list' as const }
    expect(
      said(
        '第五条 热用户有下列行为之一的，由县住建局责令改正；逾期不改正的，对个人处500元以上1000元以下罚款：',
        makeBlock('（一）安装放水阀的；', list),
        makeBlock('（二）擅自扩大用热面积的。', list),
        '第六条 供热单位有下列行为之一的，由县住建局按下列规定处罚：',
        makeBlock('（一）推迟供热的，处10万元以下罚款；', list),
        '第七条 对连续两季未完成的，由督查室发督办单。',
      ),
    ).toEqual([
      '安装放水阀的 → 责令改正；逾期不改正的，对个人处500元以上1000元以下罚款 │ 县住建局',
      '擅自扩大用热面积的 → 责令改正；逾期不改正的，对个人处500元以上1000元以下罚款 │ 县住建局',
      '供热单位推迟供热的 → 处10万元以下罚款 │ 县住建局',
      '对连续两季未完成的 → 发督办单 │ 督查室',
    ])
  })

  it('what is forbidden in the sentence before belongs to a bare breach', () => {
    expect(said('禁火期内，禁止一切野外用火；违反规定的，由县林业局处200元以上3000元以下罚款。')).toEqual([
      '禁火期内，禁止一切野外用火，违反规定的 → 处200元以上3000元以下罚款 │ 县林业局',
    ])
  })

  it('persons and units that are called to account', () => {
    expect(said('要加强督查，对工作不力、进度滞后的单位，予以通报批评并约谈主要负责人。')).toEqual([
      '对工作不力、进度滞后的单位 → 予以通报批评并约谈主要负责人 │ ',
    ])
    expect(said('县纪委监委对履职缺位造成严重后果的单位和个人，依规依纪追究责任。')).toEqual([
      '对履职缺位造成严重后果的单位和个人 → 依规依纪追究责任 │ 县纪委监委',
    ])
  })

  it('sanctions by reference to rules', () => {
    expect(said('对提供虚假数据造成严重影响的，按照国家有关规定处理。')).toEqual([
      '对提供虚假数据造成严重影响的 → 按照国家有关规定处理 │ ',
    ])
    expect(said('对冒名顶替参赛的运动员，取消比赛成绩和名次。')).toEqual(['对冒名顶替参赛的运动员 → 取消比赛成绩和名次 │ '])
  })

  it('a list: one fact an item with the shared consequence', () => {
    const items = '有下列情形之一的，由县住建局收回公租房：（一）转租、转借的；（二）破坏房屋结构的。'
    expect(said(items)).toEqual(['转租、转借的 → 收回公租房 │ 县住建局', '破坏房屋结构的 → 收回公租房 │ 县住建局'])
    const blocks = [
      makeBlock('第九条 施工单位有下列行为之一的，由开发区管委会责令限期改正，列入失信名单：'),
      makeBlock('（一）未设置围挡的；', { kind: 'list' }),
      makeBlock('（二）车辆带泥上路的。', { kind: 'list' }),
      makeBlock('第十条 本办法由开发区管委会解释。'),
    ]
    expect(said(...blocks)).toEqual([
      '未设置围挡的 → 责令限期改正，列入失信名单 │ 开发区管委会',
      '车辆带泥上路的 → 责令限期改正，列入失信名单 │ 开发区管委会',
    ])
  })

  it('duties to punish, praise, conditions and meetings are no penalties', () => {
    expect(said('县市场监管局负责流通环节监管，依法查处制售假冒伪劣商品的行为。')).toEqual([])
    expect(said('对成效突出的单位予以通报表扬。')).toEqual([])
    expect(said('会议传达了关于安全生产工作的约谈指示精神。')).toEqual([])
    expect(said('因骗取住房被取消资格未满5年的，不得申请。')).toEqual([])
  })

  it('the evidence is short and holds the consequence', () => {
    const { facts, evidence } = extract([`${'各单位要高度重视，'.repeat(60)}对弄虚作假的，取消评优资格。`])
    const penalties = facts.filter(fact => fact.kind === 'penalty')
    expect(penalties).toHaveLength(1)
    for (const fact of penalties) {
      expect(evidence(fact).length).toBeLessThanOrEqual(300)
      expect(evidence(fact)).toContain('取消评优资格')
    }
  })
})
