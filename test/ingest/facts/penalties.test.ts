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

describe('who imposes what on whom', () => {
  it('reads who acts behind 由, offices and persons alike', () => {
    expect(said('弄虚作假骗取补贴的，由县民政局停止发放，责令退回。')).toEqual(['弄虚作假骗取补贴的 → 停止发放，责令退回 │ 县民政局'])
    expect(said('专班每季通报，对连续两次排名末位的乡镇由组长约谈其主要负责同志。')).toEqual(['对连续两次排名末位的乡镇 → 约谈其主要负责同志 │ 组长'])
    expect(said('占用消防通道拒不改正的，由县消防救援大队对个人处500元以下罚款。')).toEqual(['占用消防通道拒不改正的 → 对个人处500元以下罚款 │ 县消防救援大队'])
  })

  it('parts a conduct and its sanction in one clause from the ones before', () => {
    expect(said('不束牵引带的，由公安机关责令改正，处警告，拒不改正的处50元以上200元以下罚款；逾期未接种疫苗的，由县农业农村局责令限期改正。')).toEqual([
      '不束牵引带的 → 责令改正，处警告 │ 公安机关',
      '不束牵引带的，拒不改正的 → 处50元以上200元以下罚款 │ 公安机关',
      '逾期未接种疫苗的 → 责令限期改正 │ 县农业农村局',
    ])
  })

  it('gives one subject to the clauses behind the mark, as inferred', () => {
    const [first, second] = penaltiesOf('职能部门按职责对未落实措施的企业，依法实施处罚；对屡查屡犯的企业，依法追究法律责任。')
    expect([first?.authority, first?.certainty]).toEqual(['职能部门', 'stated'])
    expect([second?.authority, second?.certainty]).toEqual(['职能部门', 'inferred'])
  })

  it('has no penalty without a fault, nor from the title of a law', () => {
    expect(said('享受待遇的老年人死亡的，自死亡次月起停发。')).toEqual([])
    expect(said('此前已经签订协议且尚未兑现完毕的，由原实施部门逐项甄别，依法依规处理。')).toEqual([])
    expect(said('为规范养犬行为，根据《中华人民共和国治安管理处罚法》，现通告如下：')).toEqual([])
  })

  it('reads degrees under a stem, and items with a fine of their own', () => {
    const list = { kind: 'list' as const }
    expect(said('在禁牧区放牧的，由县林业局责令改正，并按下列标准处理：', makeBlock('（一）第二次发现的，羊每只处10元罚款；', list))).toEqual([
      '在禁牧区放牧的 → 责令改正，并按下列标准处理 │ 县林业局',
      '在禁牧区放牧的，第二次发现的 → 羊每只处10元罚款 │ 县林业局',
    ])
    expect(said('违反本办法，有下列行为之一的，由县住建局责令改正，并处罚款：', makeBlock('（一）擅自停止供热的，处5万元以上10万元以下罚款。', list))).toEqual([
      '擅自停止供热的 → 责令改正，处5万元以上10万元以下罚款 │ 县住建局',
    ])
  })
})
