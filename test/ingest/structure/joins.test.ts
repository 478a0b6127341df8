import { describe, expect, it } from 'vitest'
import { textsOf } from './fixture.ts'

describe('page joins', () => {
  it('joins a paragraph cut in mid-word, over one to three blank lines', () => {
    expect(textsOf(['县直各单位要认真履行工作职责，推动全县经济社会高质量发展，促进农业增效、农民增', '', '', '', '收，全面推进乡村振兴。']))
      .toEqual(['县直各单位要认真履行工作职责，推动全县经济社会高质量发展，促进农业增效、农民增收，全面推进乡村振兴。'])
  })

  it('joins inside a bracket of responsibilities, whatever the widths', () => {
    expect(textsOf(['加大项目建设力度。（县发改局牵头，县财政局、县住', '', '建局等负责)'])).toEqual(['加大项目建设力度。（县发改局牵头，县财政局、县住建局等负责)'])
  })

  it('puts a bracket of responsibilities on its own line to the paragraph above', () => {
    expect(textsOf(['1. 事项梳理。各部门全面梳理政务服务事项，确保线上线下一致。', '', '（责任单位：县直各单位；完成时限：2030年5月30日）']))
      .toEqual(['1.事项梳理。各部门全面梳理政务服务事项，确保线上线下一致。（责任单位：县直各单位；完成时限：2030年5月30日）'])
  })

  it('goes on after a comma, an open title mark, an amount and a one-character rest', () => {
    expect(textsOf(['严格执行值班值守制度、请示报告制度，', '', '确保信息畅通。'])).toHaveLength(1)
    expect(textsOf(['《青桐县粮食应急预案》《青桐县成品油', '应急预案》已经县人民政府同意，现印发给你们。'])).toHaveLength(1)
    expect(textsOf(['（二）新增基础设施类400万元及以上、非基础设施类', '', '200万元及以上的项目，由县财政局评估。'])).toHaveLength(1)
    expect(textsOf(['（二）每个联络处聘请两名资源广泛、经验丰富、热心招商的商会会', '', '长、秘书长为正副主任，任期三年。'])).toHaveLength(1)
    expect(textsOf(['开展宣传周、宣传日等活动。', '', '动，为普查工作顺利开展营造良好环境。'])).toHaveLength(1)
  })

  it('goes on behind a semicolon in an entry of duties, behind a bracket and behind a lone number', () => {
    expect(textsOf(['县水利局：负责水库监测。', '县自然资源局：负责隐患排查和技术支撑；', '每年3月31日前编制年度防治方案。', '县气象局：提供雨情。'])).toEqual(['县水利局：负责水库监测。', '县自然资源局：负责隐患排查和技术支撑；每年3月31日前编制年度防治方案。', '县气象局：提供雨情。'])
    expect(textsOf(['镇乡（街道）：负责受理、调查和“主动发现”；对村（社区）', '发现的急难情况，应在12小时内上报。'])).toHaveLength(1)
    expect(textsOf(['（一）县农业农村局负责普查。（二）县财政局落实补助资金：每株补助30元；统防药剂统一采购。（三）', '有关乡镇负责组织果农自查，发现疑似病株2日内报告。']).at(-1)).toBe('（三）有关乡镇负责组织果农自查，发现疑似病株2日内报告。')
  })

  it('does not join a heading to its text', () => {
    expect(textsOf(['一、统筹协调，认真做好组织实施', '', '经济普查涉及范围广，各部门要高度重视。'])).toHaveLength(2)
    expect(textsOf(['1.1 编制目的', '', '建立健全应急机制，提高处置能力。'])).toHaveLength(2)
    expect(textsOf(['5.1 分级及启动', '', '与预警等级相对应，实行三级响应。'])).toHaveLength(2)
  })

  it('does not join names in a list, sentences, items and dates', () => {
    expect(textsOf(['组 长：李明远 县委副书记、县长', '张 伟 县财政局局长', '王立新 县水利局局长'])).toHaveLength(3)
    expect(textsOf(['第一段已经结束。', '', '第二段另起一行。'])).toHaveLength(2)
    expect(textsOf(['工作要求如下', '1. 加强领导；', '2. 严格督查。'])).toHaveLength(3)
    expect(textsOf(['青桐县人民政府', '', '2030年6月1日'])).toHaveLength(2)
  })

  it('joins a heading broken over two lines', () => {
    expect(textsOf(['一、传达县委关于领导干部利用职权或', '', '影响力为亲友牟利专项整治工作会议精神', '', '会议强调，要严格落实。'])[0])
      .toBe('一、传达县委关于领导干部利用职权或影响力为亲友牟利专项整治工作会议精神')
  })

  it('joins unindented lines to an indented paragraph', () => {
    const lines = ['　　各乡镇要加强领导。压实工作责任。', '落实各项措施。', '　　各部门要密切配合，形成合力抓好落实。', '按时报送情况。', '　　县政府督查室定期督查通报情况。']
    expect(textsOf(lines)).toHaveLength(3)
  })
})

describe('split lines', () => {
  it('cuts a title with a heading, and two headings, in one line', () => {
    expect(textsOf(['青桐县打好安全生产翻身仗工作方案**一、工作目标**', '', '坚决防范事故。', '', '二、工作任务**(一) 强化监管**', '', '开展检查。']))
      .toEqual(['青桐县打好安全生产翻身仗工作方案', '一、工作目标', '坚决防范事故。', '二、工作任务', '(一)强化监管', '开展检查。'])
  })

  it('cuts items that count up after sentence ends', () => {
    expect(textsOf(['（一）提升站位。要时刻警醒。**（二）率先垂范。**要以身作则。**（三）勇于纠错。**要敢于斗争。']))
      .toEqual(['（一）提升站位。要时刻警醒。', '（二）率先垂范。要以身作则。', '（三）勇于纠错。要敢于斗争。'])
    expect(textsOf(['（一）依据本办法第（三）项。参照第（二）项办理。'])).toHaveLength(1)
  })

  it('cuts an attachment marker and leaves out the residue of a number', () => {
    expect(textsOf(['本预案自印发之日起实施，原预案同时废止。附件', '', '青桐县应急响应职责分工表', '', '各成员单位分工负责。']))
      .toEqual(['本预案自印发之日起实施，原预案同时废止。', '附件青桐县应急响应职责分工表', '各成员单位分工负责。'])
    expect(textsOf(['请及时报送情况（联系人：李明远）。QTDR-'])).toEqual(['请及时报送情况（联系人：李明远）。', 'QTDR-'])
  })
})
