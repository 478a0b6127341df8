import { describe, expect, it } from 'vitest'
import { outlineOf, structureOf } from './fixture.ts'

const text = '各有关部门要密切配合，形成工作合力。'

describe('outline', () => {
  it('follows the numbers, not the Markdown marks', () => {
    const document = structureOf([
      '### 一、总体要求', '', text, '', '# 二、主要任务', '', '## （一）扩大投资', '', '#### 1. 储备项目', '', text, '',
      '（二）促进消费。充分发挥消费的基础性作用，释放潜力。', '', '# 三、保障措施', '', text,
    ])
    expect(outlineOf(document)).toEqual(['一、|总体要求', '二、|主要任务', '  （一）|扩大投资', '    1.|储备项目', '  （二）|促进消费', '三、|保障措施'])
    expect(document.blocks.find(block => block.text === text && block.path.length === 3)?.path).toEqual(['二、主要任务', '（一）扩大投资', '1. 储备项目'])
  })

  it('reads decimal plans, a chapter number without its point, and items that look like chapters', () => {
    const document = structureOf([
      '1. 总则', '1.1 编制目的', text, '1.2 工作原则', '1. 以人为本；', '2. 属地管理；', '2 组织体系', '2.1 指挥机构', text, '2.1.1 办公室', text, '8.附则', '8.1 解释', text,
    ])
    expect(outlineOf(document)).toEqual([
      '1.|总则', '  1.1|编制目的', '  1.2|工作原则', '2|组织体系', '  2.1|指挥机构', '    2.1.1|办公室', '8.|附则', '  8.1|解释',
    ])
  })

  it('keeps chapters and articles, with the articles above their items', () => {
    const document = structureOf(['第一章 总 则', '第一条 为加强管理，制定本办法。', '第二条 适用范围：', '（一）县级部门；', '（二）各乡镇。', '第二章 附 则', '第三条 本办法自发布之日起施行。'])
    expect(outlineOf(document)).toEqual(['第一章|总则', '  第一条|', '  第二条|适用范围', '第二章|附则', '  第三条|'])
    expect(document.blocks.find(block => block.text.startsWith('（一）'))?.path).toEqual(['第一章 总则', '第二条 适用范围'])
  })

  it('does not file the task after a box under the box', () => {
    const document = structureOf(['（一）重点任务', '1. 推动升级', text, '专栏 1：重点工程', '（1）光伏项目：新建一座电站。', '2. 发展产业', text])
    expect(outlineOf(document)).toEqual(['（一）|重点任务', '  1.|推动升级', '  专栏1|重点工程', '  2.|发展产业'])
    expect(document.blocks.find(block => block.text.startsWith('（1）'))?.path).toEqual(['（一）重点任务', '专栏1 重点工程'])
  })

  it('nests a series that interrupts the outer one', () => {
    const document = structureOf([
      '一、研究甲事项', text, '二、研究乙事项', text, '三、研究丙事项', text, '一、要统一认识。各部门要高度重视这项工作。',
      '二、要加强管理。各单位要落实各项措施。', '四、研究丁事项', text,
    ])
    expect(outlineOf(document)).toEqual(['一、|研究甲事项', '二、|研究乙事项', '三、|研究丙事项', '  一、|要统一认识', '  二、|要加强管理', '四、|研究丁事项'])
  })

  it('gives attachments and parts an outline of their own', () => {
    const document = structureOf([
      '青桐县人民政府', '2030年3月1日', '青桐县粮食应急预案', '1. 总则', '1.1 目的', text, '附件 1', '启动审批表', text,
      '青桐县成品油应急预案', '1. 总则', '1.1 目的', text,
    ], { title: '关于印发《青桐县粮食应急预案》《青桐县成品油应急预案》的通知', signature: { issuerLine: 2, dateLine: 3 } })
    expect(document.parts.map(part => [part.title, part.lines])).toEqual([['青桐县粮食应急预案', [4, 10]], ['青桐县成品油应急预案', [11, 14]]])
    expect(document.attachments).toEqual([{ label: '附件1', title: '启动审批表', lines: [8, 10] }])
    expect(document.blocks.filter(block => block.text === text).map(block => block.path[0])).toEqual(['青桐县粮食应急预案', '青桐县粮食应急预案', '青桐县成品油应急预案'])
    expect(document.blocks.filter(block => block.text === text)[1]?.path).toEqual(['青桐县粮食应急预案', '附件1 启动审批表'])
  })

  it('knows the list of attachments from the attachments', () => {
    const document = structureOf(['请认真贯彻执行。', '- 附件：1. 任务清单', '2. 领导小组', '组成人员名单', '附件 1', '任务清单', text, '附件2', '领导小组组成人员名单', text])
    expect(document.attachments.map(each => [each.label, each.title])).toEqual([['附件1', '任务清单'], ['附件2', '领导小组组成人员名单']])
    expect(document.blocks.filter(block => block.kind === 'list').map(block => block.text)).toEqual(['附件：1.任务清单', '2.领导小组组成人员名单'])
  })

  it('takes the title of the plan after the signature as an unnumbered heading', () => {
    const document = structureOf(['现印发给你们。', '青桐县人民政府', '2030年3月1日', '青桐县2030年秋冬', '水利建设方案', '一、指导思想', text], {
      title: '关于印发《青桐县2030年秋冬水利建设方案》的通知', signature: { issuerLine: 3, dateLine: 4 },
    })
    expect(outlineOf(document)).toEqual(['|青桐县2030年秋冬水利建设方案', '一、|指导思想'])
  })

  it('calls an inner table of contents furniture', () => {
    const headings = ['1. 总则', '1.1 目的', '1.2 依据', '2. 体系', '2.1 机构']
    const document = structureOf(['目 录', ...headings.map(each => `- ${each}`), ...headings.flatMap(each => [each, text])])
    expect(document.blocks.filter(block => block.furniture === 'inner_toc')).toHaveLength(6)
    expect(outlineOf(document)).toEqual(['1.|总则', '  1.1|目的', '  1.2|依据', '2.|体系', '  2.1|机构'])
  })

  it('files duties under the person and ends sections at 出席', () => {
    const person = structureOf(['根据工作需要，分工如下。', '县长 李明远', '负责县政府全面工作。', '副县长 王 芳', '负责教育、卫生工作。'])
    expect(person.blocks.filter(block => block.path.length > 0).map(block => block.path[0])).toEqual(['县长 李明远', '副县长 王芳'])
    const minutes = structureOf(['一、研究甲事项', text, '出席：李明远、王芳', '列席：', '（一）政府办：张伟'])
    expect(minutes.blocks.slice(3).map(block => block.path)).toEqual([[], [], ['列席']])
  })

  it('keeps items apart from headings', () => {
    const document = structureOf(['六、比赛项目', '1. 拔河比赛;', '2. 男子篮球比赛;', '七、竞赛办法', '1. 拔河比赛', text, '2. 男子篮球比赛', text])
    expect(outlineOf(document)).toEqual(['六、|比赛项目', '七、|竞赛办法', '  1.|拔河比赛', '  2.|男子篮球比赛'])
    expect(document.blocks.filter(block => block.kind === 'list')).toHaveLength(2)
  })
})

describe('corrections', () => {
  it('makes a heading, changes its level and says why', () => {
    const document = structureOf(['一、任务', text, '二级标题漏了编号', text], {}, { headings: [{ line: 4, level: 2, text: '（一）补上的标题', reason: '编号漏印' }] })
    expect(outlineOf(document)).toEqual(['一、|任务', '  （一）|补上的标题'])
    expect(document.blocks.at(-1)?.path).toEqual(['一、任务', '（一）补上的标题'])
    expect(document.blocks.find(block => block.corrected === '编号漏印')?.text).toBe('二级标题漏了编号')
  })

  it('reports a correction that fits nothing', () => {
    const document = structureOf([text], {}, { headings: [{ line: 99, level: 1, reason: 'x' }], cells: [{ line: 2, column: '牵头单位', text: 'y', reason: 'z' }] })
    expect(document.doubts.map(doubt => doubt.code)).toEqual(['correction.unused', 'correction.unused'])
  })
})
