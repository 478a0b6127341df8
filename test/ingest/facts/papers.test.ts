import { describe, expect, it } from 'vitest'
import type { Block, PapersFact } from '../../../ingest/types.ts'
import { extract, makeBlock, makeDocument, makeRow } from './fixtures.ts'

const RULES = makeDocument('青桐自治县人民政府关于印发《青桐自治县高龄津贴发放办法》的通知')

const papers = (blocks: (Block | string)[]): PapersFact[] =>
  extract(blocks, RULES).facts.filter(fact => fact.kind === 'papers')
const said = (facts: PapersFact[]): [string, string[]][] => facts.map(fact => [fact.purpose, fact.papers])

describe('required papers', () => {
  it('reads a list in one block as one fact', () => {
    expect(
      said(papers(['申请创业补贴需提供下列材料：1.身份证、户口簿复印件；2.毕业证书；3.《创业补贴申请表》一式两份。'])),
    ).toEqual([['创业补贴', ['身份证、户口簿复印件', '毕业证书', '《创业补贴申请表》一式两份']]])
  })

  it('reads items below, with the cases of some applicants apart', () => {
    const list = { kind: 'list' as const }
    expect(
      said(
        papers([
          '第九条 申请公租房，应当提交下列材料：',
          makeBlock('（一）申请审批表；', list),
          makeBlock('（二）家庭成员身份证和收入证明；', list),
          makeBlock('（三）面积30亩以上的，提交流转合同；', list),
          makeBlock('（四）新职工提供毕业证书和劳动合同，外来人员提供居住证。', list),
          '第十条 社区应当在5个工作日内完成初审。',
        ]),
      ),
    ).toEqual([
      ['公租房', ['申请审批表']],
      ['公租房', ['家庭成员身份证', '收入证明']],
      ['公租房（面积30亩以上）', ['流转合同']],
      ['公租房（新职工）', ['毕业证书', '劳动合同']],
      ['公租房（外来人员）', ['居住证']],
    ])
  })

  it('reads items below a heading', () => {
    const below = { kind: 'list' as const, path: ['四、申报材料'] }
    expect(
      said(
        papers([
          makeBlock('四、申报材料', { kind: 'heading', level: 1 }),
          makeBlock('1.申报表（附件1）；', below),
          makeBlock('2.“一卡通”账户复印件。', below),
          makeBlock('五、工作要求', { kind: 'heading', level: 1 }),
          makeBlock('1.加强组织领导。', { kind: 'list', path: ['五、工作要求'] }),
        ]),
      ),
    ).toEqual([
      ['高龄津贴发放', ['申报表（附件1）']],
      ['高龄津贴发放', ['“一卡通”账户复印件']],
    ])
  })

  it('reads sentences with 持, 凭 and 提供', () => {
    expect(
      said(
        papers([
          '持身份证或者户口簿到户籍所在地镇办便民服务中心办理。',
          '断保人员凭职工医保参保凭证可参加居民医保。',
          '领取津贴应当提供本人身份证复印件、银行卡复印件。',
        ]),
      ).map(([, names]) => names),
    ).toEqual([['身份证或者户口簿'], ['职工医保参保凭证'], ['本人身份证复印件', '银行卡复印件']])
  })

  it('reads papers in prose: 并附, 申报时提交, 凭, 持下列材料, and what they are for', () => {
    const list = { kind: 'list' as const }
    expect(
      said(
        papers([
          '申请人向县农业农村局提出申请，填写《扶持资金申请表》，并附：身份证明或者营业执照、设备购置合同、检验证书（新建温室提供）。',
          '（二）材料。申报时提交：1.补贴申请表；2.流转合同复印件。',
          '三类人员应当在出院后12个月内向乡镇提交申请表、身份证、费用结算单。',
          '持身份证、一寸照片一张，到便民服务中心申办“海岛通”卡。',
          '在外地火化的本县户籍居民，凭火化证明据实报销。',
          '用户需要停止用热的，应当持下列材料向供热单位提出申请：',
          makeBlock('（一）租赁合同；', list),
          makeBlock('（二）身份证、户口簿、社保卡复印件；', list),
          makeBlock('（三）学历证书、劳动合同（人才类提供）。', list),
        ]),
      ).map(([purpose, names]) => [purpose.replace(/（高龄津贴发放）/, ''), names]),
    ).toEqual([
      ['高龄津贴发放', ['《扶持资金申请表》', '身份证明或者营业执照', '设备购置合同']],
      ['高龄津贴发放（新建温室）', ['检验证书']],
      ['高龄津贴发放', ['补贴申请表', '流转合同复印件']],
      ['高龄津贴发放', ['申请表', '身份证', '费用结算单']],
      ['“海岛通”卡', ['身份证', '一寸照片一张']],
      ['报销（在外地火化的本县户籍居民）', ['火化证明']],
      ['停止用热', ['租赁合同']],
      ['停止用热', ['身份证、户口簿、社保卡复印件']],
      ['停止用热（人才类）', ['学历证书', '劳动合同']],
    ])
  })

  it('does not cut inside the name of a paper', () => {
    expect(
      said(papers(['申请救助应提交以下材料：（一）养老、医疗保险缴费凭证；（二）申请人及其家庭成员身份证；（三）与用人单位签订的劳动合同。'])),
    ).toEqual([['救助', ['养老、医疗保险缴费凭证', '申请人及其家庭成员身份证', '与用人单位签订的劳动合同']]].map(([, names]) => [expect.any(String), names]))
  })

  it('takes files between offices and false papers for none', () => {
    expect(
      papers([
        '区民政局：负责提供社会团体名录资料。',
        '对提供虚假证明材料的，取消资格。',
        '不得要求群众提供无谓证明。无需提交纸质申请表。',
        '各单位应提交年度工作总结，持续推进作风建设。',
        '加强宣传材料的准备，凭借区位优势办理业务。',
      ]),
    ).toEqual([])
  })

  it('reads a column of papers', () => {
    expect(
      said(papers([makeRow({ 事项: '门诊报销', 申请材料: '1.身份证；2.诊断证明、费用清单', 时限: '5日' })])),
    ).toEqual([['门诊报销', ['身份证', '诊断证明', '费用清单']]])
  })
})

describe('what the papers are for', () => {
  it('the one benefit of several that the block names', () => {
    const both = makeDocument('青桐县人民政府关于印发《青桐县养老服务补贴和高龄津贴发放办法》的通知', { region: '青桐县' })
    expect(said(extract(['高龄津贴实行免申即享。未能推送到的，老年人可凭身份证就近申请。'], both).facts.filter(fact => fact.kind === 'papers'))).toEqual([['高龄津贴', ['身份证']]])
  })

  it('not the verb of a heading, nor what is needed first', () => {
    expect(said(papers(['五、需要提供的材料：（1）申请审批表；（2）身份证、户口簿。']))).toEqual([['高龄津贴发放', ['申请审批表', '身份证', '户口簿']]])
    expect(said(papers(['购机者须先到县农机站办理牌证照，凭行驶证申请。']))).toEqual([['高龄津贴发放', ['行驶证']]])
  })

  it('either-or is one entry, 另附 a case, and nothing is asked that is no longer asked', () => {
    expect(said(papers(['申请补贴应当提交下列材料：（一）申请表，或者有效的评估报告；（二）申请贷款贴息的，另附借款合同、付息凭证；（三）不再要求提供婚育证明。']))).toEqual([
      ['补贴（高龄津贴发放）', ['申请表，或者有效的评估报告']],
      ['补贴（高龄津贴发放）（申请贷款贴息）', ['借款合同', '付息凭证']],
    ])
  })
})
