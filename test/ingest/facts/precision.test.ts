/** What a reader of sampled facts found wrong, as invented lines of the same form. */
import { describe, expect, it } from 'vitest'
import type { Block, Fact, GazetteDocument } from '../../../ingest/types.ts'
import { extract, makeDocument, makeRow } from './fixtures.ts'

type OfKind<K extends Fact['kind']> = Extract<Fact, { kind: K }>

const factsOf = <K extends Fact['kind']>(kind: K, blocks: (Block | string)[], document?: GazetteDocument): OfKind<K>[] =>
  extract(blocks, document).facts.filter((fact): fact is OfKind<K> => fact.kind === kind)

describe('who imposes a penalty', () => {
  const authorities = (text: string): (string | undefined)[] => factsOf('penalty', [text]).map(({ authority }) => authority)

  it('is the subject of an earlier clause that oversees', () => {
    expect(authorities('县重点项目事务中心每月通报一次进度，每季度会同县政府督查室督查一次，对进度滞后的单位进行约谈。')).toEqual(['县重点项目事务中心'])
    expect(authorities('县工作专班和县政府督查室根据工作实际，对成效突出的予以通报表扬，对进展不力的进行通报批评。')).toEqual(['县工作专班和县政府督查室'])
    expect(authorities('工作组不定期召开调度会，对整治进度进行通报，对连续两次末位的乡镇通报批评并限期整改。')).toEqual(['工作组'])
  })

  it('is whoever is asked to', () => {
    expect(authorities('对推进不力的单位，报请有关部门予以约谈问责。')).toEqual(['有关部门'])
    expect(authorities('对因工作不力造成影响的，提请纪委监委从严从快追责问责。')).toEqual(['纪委监委'])
  })

  it('is nobody where the subject has a duty of its own', () => {
    expect(authorities('各乡镇要高度重视，对工作不力的单位，予以通报批评。')).toEqual([undefined])
    expect(authorities('施工单位要加强检查，对未设置围挡的，责令停止施工。')).toEqual([undefined])
  })

  it('the next conduct ends a consequence', () => {
    const [first] = factsOf('penalty', ['对造成不良影响的，从严追究相关人员责任，考核落后单位扣减工作经费。'])
    expect(first?.penalty).toBe('从严追究相关人员责任')
  })
})

describe('what is given or refused', () => {
  const rules = makeDocument('青桐县人民政府办公室关于印发《青桐县粮食应急预案》的通知', { region: '青桐县' })
  const subjects = (text: string): string[] => factsOf('condition', [text], rules).map(({ subject }) => subject)

  it('stands in the sentence, with the plan behind it', () => {
    expect(subjects('对参加应急处置的工作人员给予适当补助。')).toEqual(['适当补助（粮食应急）'])
    expect(subjects('对县民政局认定的特困人员参加居民医保的，由县医保局全额资助400元。')).toEqual(['全额资助（粮食应急）'])
  })

  it('a stage of the procedure that is open or closed', () => {
    expect(subjects('对评估结果为“优秀”的，可进入预算编审下一环节。')).toEqual(['预算编审下一环节（粮食应急）'])
    expect(subjects('对评估结果为“差”的，不进入预算编审下一环节。')).toEqual(['预算编审下一环节（粮食应急）'])
  })

  it('audiences beside each other keep what tells them apart', () => {
    expect(subjects('对已确权耕地的地力保护补贴对象为种地农民，未发包耕地补贴对象为村集体。')).toEqual(['已确权耕地的地力保护补贴', '未发包耕地补贴'])
  })
})

describe('tasks of deadlines', () => {
  const document = makeDocument('青桐县2024年重点工作方案', { date: '2024-01-10' })
  const said = (...blocks: (Block | string)[]): string[] =>
    factsOf('deadline', blocks, document).map(({ wording, date, actor, task }) => [wording, date ?? '', actor ?? '', task].join(' │ '))

  it('end before a step with a time or a subject of its own', () => {
    expect(said('各镇要于每月20日前报送工作进展，每季度报送工作总结。')).toEqual(['每月20日前 │  │ 各镇 │ 报送工作进展'])
    expect(said('县商务局在核定后2小时内向县人民政府报告，市商务局按规定向市人民政府报告。')).toEqual(['核定后2小时内 │  │ 县商务局 │ 向县人民政府报告'])
    expect(said('2025年9月底前实现镇镇有美丽农村路，每年评选5条农村路。')).toEqual(['2025年9月底前 │ 2025-09-30 │  │ 实现镇镇有美丽农村路'])
  })

  it('leave the actor out wherever it stands', () => {
    expect(said('预警解除后5个工作日内，联席会议成员单位要将应对情况书面报送办公室。')).toEqual(['预警解除后5个工作日内 │  │ 联席会议成员单位 │ 将应对情况书面报送办公室'])
    expect(said('未启动预警的相关部门应于5个工作日内报送书面报告。')).toEqual(['5个工作日内 │  │ 未启动预警的相关部门 │ 报送书面报告'])
    expect(said('大型零售企业如出现抢购，导致商品脱销，应当在1小时内向县商务局报告。')).toEqual(['1小时内 │  │ 大型零售企业 │ 如出现抢购，导致商品脱销，向县商务局报告'])
  })

  it('begin behind an open quotation mark, and at what is to be built', () => {
    expect(said('按照省交通运输厅“2024年底实现半数乡镇通公路”的要求推进。')[0]).toContain('│ 实现半数乡镇通公路')
    expect(said('改造16个老旧小区，总投资约1亿元，计划6月底前全部开工建设。')).toEqual(['6月底前 │ 2024-06-30 │  │ 改造16个老旧小区，全部开工建设'])
    expect(said('（5）消防救援站建设。2024年4月完成项目设计，7月底前动工建设。').at(-1)).toBe('7月底前 │ 2024-07-31 │  │ 消防救援站建设：动工建设')
    expect(said('2023年底成功创建一条最美农村路，2025年底实现一镇一条美丽农村路。').at(-1)).toBe('2025年底 │ 2025-12-31 │  │ 实现一镇一条美丽农村路')
    expect(said('根据省市要求，2026年底前完成延包工作。')).toEqual(['2026年底前 │ 2026-12-31 │  │ 完成延包工作'])
    expect(said('各镇制定年度计划于10月底前报送。')[0]).toContain('制定年度计划')
  })

  it('take the year of their column, whatever year stands in an earlier sentence of the cell', () => {
    const row = makeRow({ 序号: '1', 重点任务: '做强港口', '2024年任务': '二期工程2025年3月底前全面完工；年底前完成资产评估。' })
    expect(said(row).map(line => line.split(' │ ').slice(0, 2).join('='))).toEqual(['2025年3月底前=2025-03-31', '年底前=2024-12-31'])
  })
})

describe('amounts', () => {
  const said = (text: string): string[] => factsOf('amount', [text]).map(({ object, wording, category }) => `${object} │ ${wording} │ ${category}`)

  it('a zone is no target', () => {
    expect(said('确保我县沿河1公里内22家化工企业在年底前整体退出。').join()).not.toContain('1公里 │')
    expect(said('确保我县沿河1公里内22家化工企业在年底前整体退出。').join()).toContain('22家 │ target')
  })

  it('how often belongs to how many', () => {
    expect(said('坚持每月跑省进厅1次以上，做好衔接。').join()).toContain('每月跑省进厅1次以上')
    expect(said('每年新增1至2个星级乡村旅游点。').join()).toContain('每年新增1至2个')
  })

  it('what is striven for is a target', () => {
    expect(said('力争2024年底，全县村级集体经济平均收入超25万元。').join()).toContain('超25万元 │ target')
  })
})

describe('papers', () => {
  const said = (text: string): [string, string[]][] => factsOf('papers', [text]).map(({ purpose, papers }) => [purpose, papers])

  it('the case of those whose papers they are', () => {
    expect(said('因劳动关系终止的人员，在断保90天内凭职工医保参保凭证可参加居民医保。')).toEqual([['居民医保（因劳动关系终止的人员）', ['职工医保参保凭证']]])
  })

  it('the matter a paragraph names first, and the whole title of a form', () => {
    expect(said('2.法人注册：打开应用后按提示录入信息（只限法人本人注册，并提前准备好营业执照、本人身份证）。')).toEqual([['法人注册', ['营业执照', '本人身份证']]])
    expect(said('请将《领导小组名单》、《参赛项目报名表》的电子版于5月23日前发送至邮箱。')[0]?.[1]).toContain('《参赛项目报名表》')
  })
})

describe('duties and certainty', () => {
  it('等 behind the units of a directive keeps the list open', () => {
    const [duty] = factsOf('duty', ['会议原则同意，县商务局、县贸促会等单位要创造性开展工作，促进对外贸易发展。'])
    expect(duty).toMatchObject({ responsible: ['县商务局', '县贸促会'], open: true })
  })

  it('what rests on a filled cell is inferred', () => {
    const row = makeRow({ 项目名称: '〈水库除险加固〉', '总投资（万元）': '3800', 责任单位: '县水利局', 完成时限: '2024年10月底前' })
    const facts = extract([row]).facts
    expect(facts.map(({ kind, certainty }) => [kind, certainty])).toEqual(expect.arrayContaining([['amount', 'inferred'], ['deadline', 'inferred']]))
    expect(facts.filter(({ certainty }) => certainty === 'stated')).toEqual([])
  })
})
