/**
 * Gazettes of other forms than the real five: an autonomous county, a development zone, HTML and Markdown tables, orders
 * and announcements without a masthead, hard-wrapped text of a PDF. Every place in them is invented.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseGazette } from '../../ingest/parse.ts'
import { readSource } from '../../ingest/source/read.ts'
import type { AppointmentFact, Block, DutyFact, ParsedGazette, ValidityFact } from '../../ingest/types.ts'

const folder = new URL('../fixtures/gazettes/', import.meta.url).pathname
type Expected = [lines: [number, number], docNumber: string | null, date: string | null, titleHas: string]
const inventory = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as Record<string, Expected[]>

const parsed = new Map<string, ParsedGazette>()
const gazette = (file: string): ParsedGazette => {
  const known = parsed.get(file) ?? parseGazette(readSource(folder + file))
  parsed.set(file, known)
  return known
}
const duties = (file: string): DutyFact[] => gazette(file).facts.filter(fact => fact.kind === 'duty')
const duty = (file: string, task: string): DutyFact | undefined => duties(file).find(fact => fact.task.includes(task))
const terms = (file: string): ValidityFact[] => gazette(file).facts.filter(fact => fact.kind === 'validity')
const appointments = (file: string): string[] =>
  gazette(file).facts.filter((fact): fact is AppointmentFact => fact.kind === 'appointment').map(fact => `${fact.person} ${fact.action} ${fact.post}`)
const blockWith = (file: string, text: string): Block | undefined => gazette(file).blocks.find(block => block.text.includes(text))
const rows = (file: string): (Block & { cells: NonNullable<Block['cells']> })[] =>
  gazette(file).blocks.flatMap(block => (block.kind === 'row' && block.cells !== undefined ? [{ ...block, cells: block.cells }] : []))
const cells = (row: { cells: NonNullable<Block['cells']> } | undefined): string =>
  (row?.cells ?? []).map(cell => `${cell.column}=${cell.text}${cell.inferred === true ? '*' : ''}`).join(' ')

describe.each(Object.entries(inventory))('%s', (file, expected) => {
  it('is cut into its documents', () => {
    expect(gazette(file).documents.map(document => [document.span.lines, document.docNumber ?? null, document.date ?? null]))
      .toEqual(expected.map(([lines, docNumber, date]) => [lines, docNumber, date]))
    gazette(file).documents.forEach((document, at) => expect(document.title).toContain(expected[at]?.[3] ?? '?'))
  })

  it('accounts for every line, nothing unparsed, and finds what its contents list', () => {
    const { coverage, toc } = gazette(file)
    expect(coverage.accountedLines).toBe(coverage.nonBlankLines)
    expect(coverage.byKind.unparsed ?? 0).toBe(0)
    expect(toc.missingInBody).toEqual([])
    expect(toc.missingInToc).toEqual([])
  })

  it('tells its doubts in Chinese', () => {
    for (const doubt of gazette(file).doubts) expect(doubt.message).toMatch(/[\u4e00-\u9fff]{4}/)
  })

  it('names in its duties only what the line prints', () => {
    for (const fact of duties(file)) {
      const block = gazette(file).blocks.find(each => each.id === fact.evidence.blockId)
      for (const unit of [...fact.lead, ...fact.supporting, ...fact.responsible]) {
        const cellTexts = (block?.cells ?? []).map(cell => cell.text).join('')
        expect(`${block?.text}${block?.path.join('')}${cellTexts}`.replace(/\s+/g, '')).toContain(unit)
      }
    }
  })
})

describe('an autonomous county', () => {
  const file = 'autonomous-county.txt'

  it('reads the masthead and the contents with 文号 and page on the line of the title', () => {
    const { gazette: own } = gazette(file)
    expect(own).toMatchObject({ title: '青嶂瑶族自治县人民政府公报', region: '青嶂瑶族自治县', year: 2022, issue: '2', serial: '18', date: '2022-06-30' })
    expect(own.toc.map(entry => [entry.docNumber, entry.page])).toEqual([
      ['县政规〔2022〕3号', '1'], ['青政字〔2022〕11号', '6'], ['府办发〔2022〕15号', '9'], ['府办发〔2022〕16号', '12'], ['青政任〔2022〕4号', '15'],
    ])
  })

  it('joins hard-wrapped paragraphs by their indent and ends them there', () => {
    expect(blockWith(file, '第二条')?.text).toMatch(/^第二条.*小型集中供水工程。$/s)
    expect(blockWith(file, '周晓东')?.text).toBe('周晓东　县农业农村局副局长')
    expect(blockWith(file, '年产良种苗木')?.path).toEqual(['二、重点工作', '（一）建设良种繁育基地'])
  })

  it('reads duties, terms and persons', () => {
    expect(duty(file, '良种繁育基地')).toMatchObject({ lead: ['县林业局'], supporting: ['县农业农村局', '县科学技术局'] })
    expect(duty(file, '规划、建设和监督管理')).toMatchObject({ responsible: ['县水利局'] })
    expect(duty(file, '危房改造补助资金')).toMatchObject({ lead: ['县财政局'], supporting: ['县住房和城乡建设局'], deadline: '2022年10月31日' })
    expect(terms(file)).toContainEqual(expect.objectContaining({ aspect: 'term', wording: '有效期至2027年4月30日', expiresOn: '2027-04-30' }))
    expect(appointments(file)).toEqual([
      '盘志和 appointed 县水利局局长', '赵春平 appointed 县林业局副局长', '赵春平 removed 县自然资源局副局长', '黄水生 removed 县水利局局长',
    ])
  })
})

describe('a development zone', () => {
  const file = 'development-zone.txt'

  it('takes 主办单位 for the lead and 承办单位 beside it for support', () => {
    expect(duty(file, '智能装备产业园二期')).toMatchObject({
      task: '推进智能装备产业园二期建设：完成主体工程封顶，年度投资4.5亿元', lead: ['产业发展局'], supporting: ['建设管理局', '澜开投资集团'],
      persons: [{ name: '顾明哲', role: '分管领导' }], deadline: '2023年12月',
    })
    expect(duty(file, '创新药研发')).toMatchObject({ lead: [], responsible: ['科技创新局', '财政金融局'] })
    expect(duty(file, '口袋公园')?.certainty).toBe('inferred')
  })

  it('knows its region and dates its terms', () => {
    expect(gazette(file).gazette.region).toBe('澜川经济技术开发区')
    expect(terms(file).filter(fact => fact.aspect === 'term').map(fact => fact.expiresOn)).toEqual(['2026-10-31', '2028-11-05'])
  })
})

describe('Markdown of a converter', () => {
  const file = 'converted-tables.md'

  it('reads HTML tables on one line with rowspan and colspan', () => {
    expect(rows(file).slice(0, 7).map(row => cells(row))).toEqual([
      '类别=市直部门 序号=1 单位=市发展和改革局 奖励金额（万元）=10',
      '类别=市直部门* 序号=2 单位=市商务局 奖励金额（万元）=8',
      '类别=市直部门* 序号=3 单位=市自然资源和规划局 奖励金额（万元）=8',
      '类别=乡镇街道 序号=4 单位=红叶镇人民政府 奖励金额（万元）=15',
      '类别=乡镇街道* 序号=5 单位=城关街道办事处 奖励金额（万元）=12',
      '类别=驻市单位 序号=6 单位=国网丹枫市供电公司 奖励金额（万元）=6',
      '类别=合计 序号= 单位= 奖励金额（万元）=59',
    ])
  })

  it('reads HTML tables of one line a row, and pipe tables without outer bars', () => {
    expect(duty(file, '规范公共企事业单位信息公开')).toMatchObject({ responsible: ['市教育局', '市卫生健康局', '市水利局'], deadline: '2024年9月' })
    expect(cells(rows(file).at(-1))).toBe('机构=市消防安全委员会 职务=副主任 姓名=屈长河 现任职务=副市长、市公安局局长')
    expect(blockWith(file, '办公室设在')?.kind).toBe('paragraph')
  })

  it('takes levels from the numbers, not from #, and joins over a page', () => {
    expect(blockWith(file, '2024年6月底前')?.path).toEqual(['一、深化重点领域信息公开', '（一）加强规范性文件集中公开'])
    expect(blockWith(file, '第三条')?.text).toContain('公布狂犬病免疫接种点名单。')
  })
})

describe('orders and announcements without a masthead', () => {
  const file = 'orders-and-notices.txt'

  it('keeps a code that begins with 和', () => {
    const targets = terms(file).filter(fact => fact.aspect === 'status').map(fact => fact.target?.docNumber ?? fact.target?.title)
    expect(targets).toEqual(['和溪县城区机动车停放管理办法', '和政办发〔2011〕57号', '和政发〔2012〕8号'])
  })

  it('reads a list of appointments in table form, and no appointment out of a 文号', () => {
    expect(appointments(file)).toEqual([
      '叶青松 appointed 县民政局局长', '叶青松 removed 县信访局副局长', '晏清和 appointed 县信访局副局长', '孟凡林 removed 县民政局局长',
    ])
  })

  it('gives the task of 牵头 its sentence', () => {
    expect(duty(file, '2022年改造老旧小区14个')).toMatchObject({ lead: ['县住房和城乡建设局'], supporting: ['县自然资源局', '城关镇人民政府'] })
  })
})

describe('hard-wrapped text without indents', () => {
  const file = 'hard-wrapped.txt'

  it('joins full lines, also inside the first clause of an article', () => {
    expect(blockWith(file, '第四条')?.text).toMatch(/组织实施和业务经办；.*审计监督。$/s)
    expect(blockWith(file, '第五条')?.text).toMatch(/^第五条.*列入征地成本。$/s)
  })

  it('names no unit out of a half sentence', () => {
    expect(duty(file, '名单进行审核')).toMatchObject({ responsible: ['乡镇人民政府'] })
    expect(duty(file, '综合监督')).toMatchObject({ task: '牵头负责小微工程项目的综合监督', lead: ['县发展和改革局'] })
  })

  it('reads a table flattened into lines and keeps the blanks of a list of contacts', () => {
    expect(duty(file, '学府路北段')).toMatchObject({ responsible: ['县城市建设投资集团有限公司'], deadline: '2024年6月' })
    expect(blockWith(file, '邵一鸣')?.text).toBe('县住房和城乡建设局 邵一鸣 0966-7712001')
  })
})

describe('a print with running heads and bare page numbers', () => {
  const file = 'running-heads.txt'

  it('takes them out and joins over them', () => {
    expect(gazette(file).coverage.byKind).toMatchObject({ 'furniture:page_number': 4, 'furniture:running_head': 2 })
    expect(blockWith(file, '第二条')?.text).toContain('县应急管理局、县市场监督管理局、县消防救援大队等部门')
    expect(blockWith(file, '新增学位2700个')?.text).toContain('（牵头单位：县教育局；')
  })
})

describe('a district', () => {
  const file = 'district.md'

  it('reads issue and running number in Chinese numerals', () => {
    expect(gazette(file).gazette).toMatchObject({ region: '南屏区', year: 2023, issue: '5', serial: '86' })
  })

  it('reads a clean-up from an HTML table, a pipe table and a list', () => {
    const statuses = terms(file).filter(fact => fact.rule === 'validity.cleanup.list').map(fact => `${fact.status} ${fact.target?.docNumber}`)
    expect(statuses).toEqual([
      'repealed 南府规〔2018〕2号', 'repealed 南府通〔2017〕1号', 'repealed 南府办规〔2019〕6号', 'lapsed 南府办规〔2020〕1号', 'lapsed 南府规〔2020〕3号',
      'in_force 南府规〔2019〕4号', 'in_force 南府办规〔2021〕2号', 'in_force 南府通〔2022〕1号', 'in_force 南府规〔2022〕7号',
    ])
  })

  it('reads appointments, and the outline of a plan with an inner table of contents', () => {
    expect(appointments(file)).toEqual([
      '江若舟 appointed 区城市管理局局长', '钟一白 appointed 区信访局副局长', '司马青 appointed 区城投公司总经理', '卫明和 removed 区城市管理局局长',
    ])
    expect(blockWith(file, '区交通运输局：')?.path).toEqual(['2 组织体系', '2.2 成员单位职责'])
    expect(gazette(file).coverage.byKind['furniture:inner_toc']).toBe(10)
  })
})

describe('a banner with names of other forms', () => {
  it('reads them where nothing else can stand, and leaves out what is not sure', () => {
    expect(appointments('banner.txt')).toEqual([
      '乌兰图雅 appointed 旗教育局局长', '阿古拉 appointed 旗农牧局副局长', '阿古拉 removed 旗乡村振兴局副局长',
    ])
  })
})

describe('a leading group and its tasks', () => {
  const file = 'leading-group.txt'

  it('reads members with their posts and the office', () => {
    const members = duties(file).filter(fact => fact.rule === 'duty.group.member-list').flatMap(fact => fact.persons)
    expect(members.map(person => person.name)).toEqual(['范云鹤', '黎明远', '汤洁', '段小川', '冷冰', '欧阳春'])
    expect(members.at(-1)?.role).toBe('成员（县自然资源局局长）')
    expect(duties(file).find(fact => fact.rule === 'duty.group.office')?.lead).toEqual(['县应急局'])
  })

  it('takes the deadline out of the bracket behind a task', () => {
    expect(duty(file, '排查农村危房')).toMatchObject({ lead: ['县住建局'], supporting: ['各乡镇'], deadline: '4月30日前' })
  })
})
