import { describe, expect, it } from 'vitest'
import type { Block, TriggerFact } from '../../../ingest/types.ts'
import { extract, makeBlock, makeDocument, makeRow } from './fixtures.ts'

const PLAN = makeDocument('青桐县森林火灾应急预案', { region: '青桐县' })

const triggers = (blocks: (Block | string)[], document = PLAN): TriggerFact[] =>
  extract(blocks, document).facts.filter(fact => fact.kind === 'trigger')
const said = (facts: TriggerFact[]): string[][] => facts.map(({ of, level, condition }) => [of, level, condition])

describe('triggers in lists', () => {
  it('reads a list behind an announcement in one block', () => {
    const facts = triggers([
      '符合下列条件之一的，启动Ⅱ级响应：（1）火场面积100公顷以上；（2）造成3人以上死亡；（3）火势24小时未得到控制的。',
    ])
    expect(said(facts)).toEqual([
      ['response', 'Ⅱ级', '火场面积100公顷以上'],
      ['response', 'Ⅱ级', '造成3人以上死亡'],
      ['response', 'Ⅱ级', '火势24小时未得到控制的'],
    ])
    expect(facts[0]?.subject).toBe('森林火灾')
  })

  it('reads items in blocks below, headings with levels, and numerals as printed', () => {
    const path = ['4. 应急响应', '4.1 分级']
    const of = (heading: string): { path: string[]; kind: 'list' } => ({ path: [...path, heading], kind: 'list' })
    const facts = triggers([
      makeBlock('4.1.1 有下列情况之一的，为 III 级响应：', { kind: 'heading', level: 3, path }),
      makeBlock('(1)在1个乡镇发生火情的；', of('4.1.1 有下列情况之一的，为 III 级响应')),
      makeBlock('(2)需要县级支援的。', of('4.1.1 有下列情况之一的，为 III 级响应')),
      makeBlock('4.1.2 有下列情况之一的，为IV级响应：', { kind: 'heading', level: 3, path }),
      makeBlock('(1)发生一般火情的；', of('4.1.2 有下列情况之一的，为IV级响应')),
      makeBlock('县防火办派员到场。', of('4.1.2 有下列情况之一的，为IV级响应')),
    ])
    expect(said(facts)).toEqual([
      ['response', 'Ⅲ级', '在1个乡镇发生火情的'],
      ['response', 'Ⅲ级', '需要县级支援的'],
      ['response', 'Ⅳ级', '发生一般火情的'],
    ])
  })

  it('reads items below a heading of an event level, and leaves actions at a level out', () => {
    const facts = triggers([
      makeBlock('1.4.1 特别重大地质灾害', { kind: 'heading', level: 3, path: ['1. 总则', '1.4 灾害分级'] }),
      makeBlock('（1）因灾死亡30人以上；', { kind: 'list', path: ['1. 总则', '1.4 灾害分级', '1.4.1 特别重大地质灾害'] }),
      makeBlock('（2）受威胁人数1000人以上。', { kind: 'list', path: ['1. 总则', '1.4 灾害分级', '1.4.1 特别重大地质灾害'] }),
      makeBlock('5.2 Ⅰ级响应', { kind: 'heading', level: 2, path: ['5. 响应措施'] }),
      makeBlock('（1）县指挥部立即召开会议；', { kind: 'list', path: ['5. 响应措施', '5.2 Ⅰ级响应'] }),
      makeBlock('（2）组织转移受威胁群众。', { kind: 'list', path: ['5. 响应措施', '5.2 Ⅰ级响应'] }),
    ])
    expect(said(facts)).toEqual([
      ['event', '特别重大', '因灾死亡30人以上'],
      ['event', '特别重大', '受威胁人数1000人以上'],
    ])
    expect(facts[0]?.subject).toBe('地质灾害')
  })

  it('takes the level from the heading above 启动条件', () => {
    const path = ['4. 应急响应', '4.2 二级响应']
    const facts = triggers([
      makeBlock('4.2.1 启动条件', { kind: 'heading', level: 3, path }),
      makeBlock('出现以下情况之一时，启动条件成立：', { path: [...path, '4.2.1 启动条件'] }),
      makeBlock('①连续3日最高气温40℃以上；', { kind: 'list', path: [...path, '4.2.1 启动条件'] }),
      makeBlock('②日用水缺口超过20%。', { kind: 'list', path: [...path, '4.2.1 启动条件'] }),
      makeBlock('4.2.2 响应行动', { kind: 'heading', level: 3, path }),
      makeBlock('①各供水企业24小时值守；', { kind: 'list', path: [...path, '4.2.2 响应行动'] }),
    ])
    expect(said(facts)).toEqual([
      ['response', 'Ⅱ级', '连续3日最高气温40℃以上'],
      ['response', 'Ⅱ级', '日用水缺口超过20%'],
    ])
  })
})

describe('triggers in sentences', () => {
  it('reads what starts a response or a warning', () => {
    expect(
      said(
        triggers([
          '当发布黄色预警时，启动Ⅲ级应急响应；当发布橙色预警时启动Ⅱ级应急响应。',
          '澜江水位超过33.50米的，由自治县防汛指挥部启动一级响应，并报告上级。',
          '经会商研判认为，预计未来24小时降雨量达到100毫米以上的，发布暴雨橙色预警。',
          '死亡10人以上的，为重大事故，死亡3人以上10人以下的，为较大事故。',
        ]),
      ),
    ).toEqual([
      ['response', 'Ⅲ级', '发布黄色预警'],
      ['response', 'Ⅱ级', '发布橙色预警'],
      ['response', 'Ⅰ级', '澜江水位超过33.50米的'],
      ['warning', '橙色', '预计未来24小时降雨量达到100毫米以上的'],
      ['event', '重大', '死亡10人以上的'],
      ['event', '较大', '死亡3人以上10人以下的'],
    ])
  })

  it('reads definitions of levels', () => {
    expect(
      said(
        triggers([
          '红色预警：预计3小时降雨100毫米以上，或者已达到且可能持续。',
          '（1）特别重大突发事件（Ⅰ级）：造成30人以上死亡的事件。',
          '较大环境事件是指造成3人以上10人以下死亡，或者跨县级行政区域影响的事件。',
          makeBlock('4.1.2 Ⅱ级（局部范围）：两个以上街道出现断水。', { path: ['4. 应急响应', '4.1 响应分级'] }),
          '预警级别为Ⅳ级（一般），用蓝色表示，确定依据为：发生面积1万亩以上。',
        ]),
      ),
    ).toEqual([
      ['warning', '红色', '预计3小时降雨100毫米以上，或者已达到且可能持续'],
      ['event', '特别重大', '造成30人以上死亡的事件'],
      ['event', '较大', '造成3人以上10人以下死亡，或者跨县级行政区域影响的事件'],
      ['response', 'Ⅱ级', '两个以上街道出现断水'],
      ['warning', 'Ⅳ级', '发生面积1万亩以上'],
    ])
  })

  it('takes neither who starts a response nor what follows for a condition', () => {
    expect(
      triggers([
        'Ⅱ级响应由常务副指挥长批准启动；Ⅰ级响应由指挥长批准启动，并报县委。',
        '应急响应由低到高分为Ⅳ级、Ⅲ级、Ⅱ级、Ⅰ级。',
        '启动Ⅱ级响应后，各成员单位24小时值班。',
        '指挥部办公室提出建议，报指挥长批准后，启动Ⅱ级响应。',
        'Ⅰ级响应：由指挥长组织会商，派出工作组。',
        '预警分为四级，依次用蓝色、黄色、橙色、红色表示。',
        '实施重大项目300个，较大以上事故零发生。',
        '执行橙色预警减排措施，每日20时报告。',
        '一级公路达到100公里，二级医院3家。',
      ]),
    ).toEqual([])
  })
})

describe('triggers below headings', () => {
  it('reads the paragraph below a level or below 启动条件', () => {
    const path = ['3 应急响应', '3.1 四级响应']
    expect(
      said(
        triggers([
          makeBlock('1.3.2 重大事件（Ⅱ级）', { kind: 'heading', level: 3, path: ['1 总则', '1.3 事件分级'] }),
          makeBlock('因灾死亡10人以上30人以下的。', { path: ['1 总则', '1.3 事件分级', '1.3.2 重大事件（Ⅱ级）'] }),
          makeBlock('3.1.1 启动条件', { kind: 'heading', level: 3, path }),
          makeBlock('当发生小型地质灾害时。', { path: [...path, '3.1.1 启动条件'] }),
          makeBlock('3.1.2 启动程序', { kind: 'heading', level: 3, path }),
          makeBlock('由指挥部办公室主任决定启动四级响应。', { path: [...path, '3.1.2 启动程序'] }),
        ]),
      ),
    ).toEqual([
      ['event', '重大', '因灾死亡10人以上30人以下的'],
      ['response', 'Ⅳ级', '发生小型地质灾害'],
    ])
  })

  it('reads IV, Ⅲ and 启动橙色或红色预警', () => {
    expect(
      said(triggers(['IV级：出现1例以上人感染病例。', '周边4个城市达到预警条件时，启动橙色或红色预警。'])),
    ).toEqual([
      ['event', 'Ⅳ级', '出现1例以上人感染病例'],
      ['warning', '橙色', '周边4个城市达到预警条件'],
      ['warning', '红色', '周边4个城市达到预警条件'],
    ])
  })
})

describe('triggers in tables', () => {
  it('reads a column of levels beside a column of conditions', () => {
    const facts = triggers([
      makeRow({ 响应级别: 'Ⅰ级', 启动条件: '1.死亡30人以上；2.转移1万人以上。', 响应措施: '县长指挥' }),
      makeRow({ 响应级别: '四级', 启动条件: '受灾人口1000人以上', 响应措施: '镇办处置' }),
    ])
    expect(said(facts)).toEqual([
      ['response', 'Ⅰ级', '死亡30人以上'],
      ['response', 'Ⅰ级', '转移1万人以上'],
      ['response', 'Ⅳ级', '受灾人口1000人以上'],
    ])
  })

  it('reads levels as columns', () => {
    const facts = triggers([makeRow({ 指标: '24小时降雨量', 红色预警: '100毫米以上', 橙色预警: '50毫米以上' })])
    expect(facts.map(({ level, condition, subject }) => [level, condition, subject])).toEqual([
      ['红色', '100毫米以上', '森林火灾：24小时降雨量'],
      ['橙色', '50毫米以上', '森林火灾：24小时降雨量'],
    ])
  })
})

describe('where a condition ends', () => {
  it.each([
    ['Ⅲ级响应：出现强沙尘暴且预计持续3小时以上，或者发生较大灾害的，由县指挥部办公室提出建议，副总指挥批准启动。', '出现强沙尘暴且预计持续3小时以上，或者发生较大灾害的'],
    ['Ⅳ级响应：发布蓝色预警后，由事发地乡镇人民政府启动。', '发布蓝色预警后'],
    ['Ⅰ级响应：发生特别重大灾害的，在省、市指挥机构统一领导下开展工作。', '发生特别重大灾害的'],
  ])('%s', (text, condition) => {
    expect(triggers([makeBlock(text, { path: ['5 应急响应'] })]).map(fact => fact.condition)).toEqual([condition])
  })
})
