/** Single rules of the makers, each on an invented line. */
import { describe, expect, it } from 'vitest'
import { Corpus } from '../../../src/answer/corpus.ts'
import type { QuizQuestion } from '../../../src/contract.ts'
import type { Block } from '../../../ingest/types.ts'
import { numbersLike } from '../../../src/quiz/make/numbers.ts'
import { sectionOf } from '../../../src/quiz/make/section.ts'
import { countsNames } from '../../../src/quiz/plausible.ts'
import { makePool } from '../../../src/quiz/pool.ts'
import { QuizSource } from '../../../src/quiz/source.ts'
import { withoutHead, withoutNumber } from '../../../src/quiz/wording.ts'
import { givenGazette, memoryReader, type GivenDocument, type GivenFact } from '../../helpers/memory-reader.ts'
import { AS_OF } from './corpus.ts'

const document = (number: number, title: string, lines: string[], facts: GivenFact[]): GivenDocument => ({ title, docNumber: `青政办发〔2024〕${number}号`, region: '青桐县', lines, facts })
const questionsOf = (documents: GivenDocument[], columns: string[] = []): QuizQuestion[] =>
  makePool(new QuizSource(new Corpus(memoryReader([givenGazette('rules.txt', documents, columns)]))), AS_OF).flatMap(asked => asked.questions)
const stems = (documents: GivenDocument[], columns: string[] = []): string[] => questionsOf(documents, columns).map(one => one.question)

describe('words', () => {
  it('numbers of items are left out, numbers of the text stay', () => {
    expect(withoutNumber('3.小区改造')).toBe('小区改造')
    expect(withoutNumber('24小时内可能出现沙尘')).toBe('24小时内可能出现沙尘')
    expect(withoutNumber('三、四级残疾人个人缴费')).toBe('三、四级残疾人个人缴费')
    expect(withoutNumber('三、强化保障')).toBe('强化保障')
    expect(withoutNumber('5.1乡镇物资储备定额')).toBe('乡镇物资储备定额')
    expect(withoutNumber('1.5万亩高标准农田')).toBe('1.5万亩高标准农田')
    expect(withoutNumber('答：试点期间共加装63台')).toBe('试点期间共加装63台')
  })

  it('the name of a row before the task is no part of it', () => {
    expect(withoutHead('29. 提升法治水平 深入开展执法质量提升行动', '提升法治水平深入开展执法质量提升行动')).toBe('深入开展执法质量提升行动')
    expect(withoutHead('提升法治水平和服务质量', '提升法治水平和服务质量')).toBe('提升法治水平和服务质量')
  })

  it('names before a gap that can be counted', () => {
    expect(countsNames('4月底前，甲化、乙能、丙材、丁源', 4)).toBe(true)
    expect(countsNames('4月底前，甲化、乙能', 4)).toBe(false)
    expect(countsNames('改造老旧小区', 1)).toBe(false)
    expect(countsNames('将石湖电站建设和青桐火电', 2)).toBe(true)
  })
})

it('numbers of documents: one series, near years, older than the clean-up', () => {
  const numbers = new Set(['青政发〔2018〕3号', '青政发〔2020〕5号', '青政办发〔2019〕7号', '青政发〔2005〕1号', '青政发〔2024〕9号'])
  expect(numbersLike('青政发〔2019〕4号', numbers, '', 2024).map(one => one.text)).toEqual(['青政发〔2018〕3号', '青政发〔2020〕5号'])
  expect(numbersLike('青政发〔2020〕6号', numbers, '2020年实施方案').map(one => one.text)).toEqual(['青政发〔2020〕5号'])
})

describe('papers', () => {
  const papers = (line: number, purpose: string, list: string[]): GivenFact => ({ kind: 'papers', line, purpose, papers: list })
  const general = document(2, '关于印发青桐县加装电梯实施办法的通知', ['提交户口簿、营业执照、申请表、银行卡。'], [papers(0, '加装电梯', ['户口簿', '营业执照', '申请表', '银行卡'])])

  it('nobody has to bring are not asked for', () => {
    const waived = document(3, '关于做好青桐县秋季招生工作的通知', ['入学报名不再要求提供计划生育证明、超龄证明。'], [papers(0, '入学报名', ['计划生育证明', '超龄证明'])])
    expect(stems([general, waived]).filter(stem => stem.includes('入学报名'))).toEqual([])
  })

  it('wrong ones are those that any office may ask for', () => {
    const visit = document(4, '关于印发青桐县惠民殡葬办法的通知', ['申请奖补的提交火化证、安葬证明。'], [papers(0, '生态安葬奖补', ['火化证', '安葬证明'])])
    const [question] = questionsOf([general, visit]).filter(one => one.question.includes('生态安葬奖补'))
    expect(question?.key.toSorted()).toEqual(['安葬证明', '火化证'])
    expect(question?.options.every(option => ['火化证', '安葬证明', '户口簿', '营业执照', '申请表', '银行卡'].includes(option))).toBe(true)
  })
})

describe('conditions', () => {
  const rules = (more: { line: string; text: string; subject?: string }): string[] => stems([document(5, '关于印发青桐县人才公寓管理办法的通知', [more.line, '有违法建设的家庭，不得享受租房补助。', '已经购买商品住宅的家庭，不得享受租房补助。'], [
    { kind: 'condition', line: 0, subject: more.subject ?? '租房补助', polarity: 'includes', text: more.text, rule: 'condition.audience' },
    ...['有违法建设的家庭', '已经购买商品住宅的家庭'].map((text, at): GivenFact => ({ kind: 'condition', line: at + 1, subject: '租房补助', polarity: 'excludes', text, rule: 'condition.list.exclusion' })),
  ])]).filter(stem => stem.includes(more.text))

  it('that decide alone are asked', () => {
    expect(rules({ line: '在县内连续工作三年以上的教师，享受租房补助。', text: '在县内连续工作三年以上的教师' })).toHaveLength(1)
  })

  it.each([
    ['a further demand behind it', '因企业停产断缴的职工，在断缴90天内凭凭证可参加。', '因企业停产断缴的职工'],
    ['a rule with exceptions', '对象原则上为在职在编的教师。', '在职在编的教师'],
    ['another gift than the subject', '新引进的本科毕业生可以申请人才公寓。', '新引进的本科毕业生'],
    ['an order of work', '集镇和村社，先主路，后支路。', '集镇和村社，先主路，后支路'],
  ])('not asked: %s', (_, line, text) => {
    expect(rules({ line, text })).toEqual([])
  })
})

describe('appointments', () => {
  const removed = (line: string, person: string, post: string): string[] => stems([document(6, '关于钱亮等同志职务任免的通知', [line, '免去李强同志县统计局副局长职务；', '免去周平同志县民政局副局长职务；', '免去孙华同志县林业局副局长职务；'], [
    { kind: 'appointment', line: 0, person, action: 'removed', post },
    ...[['李强', '县统计局副局长'], ['周平', '县民政局副局长'], ['孙华', '县林业局副局长']].map(([name = '', office = ''], at): GivenFact => ({ kind: 'appointment', line: at + 1, person: name, action: 'removed', post: office })),
  ])]).filter(stem => stem.includes(post))

  it('a post that ends by itself was taken from nobody', () => {
    expect(removed('钱亮同志县总医院院长职务因机构更名自然免除；', '钱亮', '县总医院院长')).toEqual([])
    expect(removed('免去钱亮同志县总医院院长职务；', '钱亮', '县总医院院长')).not.toEqual([])
  })

  it('what may be a name behind 其 is not asked', () => {
    expect(removed('聘任钱亮为县医院院长，解聘其木德县中医医院院长职务；', '钱亮', '木德县中医医院院长')).toEqual([])
  })
})

it('who it was is no statement where the title names one person', () => {
  const appointed = (title: string): string[] => questionsOf([document(16, title, ['钱亮同志任县总医院院长；', '李强同志任县统计局副局长；', '周平同志任县民政局副局长；', '孙华同志任县林业局副局长。'],
    [['钱亮', '县总医院院长'], ['李强', '县统计局副局长'], ['周平', '县民政局副局长'], ['孙华', '县林业局副局长']].map(([person = '', post = ''], line): GivenFact => ({ kind: 'appointment', line, person, action: 'appointed', post })))])
    .filter(one => one.kind === 'true_false' && one.question.endsWith('被任命为县总医院院长。') && one.citation?.quote.includes('钱亮')).map(one => one.question)
  expect(appointed('关于钱亮同志任职的通知').filter(stem => !stem.includes('钱亮被任命'))).toEqual([])
  expect(appointed('关于职务任免的通知')).not.toEqual([])
})

it('terms that their meaning tells are not asked', () => {
  const rules = document(10, '关于印发青桐县林业灾害预案的通知', ['林业有害生物，是指造成严重损失的林业病、虫以及其他有害生物。', '生态护林员，是指受聘巡查山场并报告险情的当地居民。'], [
    { kind: 'definition', line: 0, term: '林业有害生物', meaning: '造成严重损失的林业病、虫以及其他有害生物' },
    { kind: 'definition', line: 1, term: '生态护林员', meaning: '受聘巡查山场并报告险情的当地居民' },
  ])
  expect(stems([rules]).filter(stem => stem.includes('林业病'))).toEqual([])
  expect(stems([rules]).filter(stem => stem.includes('受聘巡查'))).not.toEqual([])
  const reading = document(22, '〈青桐县肉牛奖补办法〉政策解读', ['《办法》所称规模养殖场，是指存栏能繁母牛五十头以上并已备案的经营主体。'], [{ kind: 'definition', line: 0, term: '《办法》所称规模养殖场', meaning: '存栏能繁母牛五十头以上并已备案的经营主体' }])
  expect(questionsOf([reading]).filter(one => one.factType === 'definition').map(one => one.key[0])).toEqual(['规模养殖场'])
})

it('telephones have one form, and no mobile number is shown', () => {
  const contact = (line: number, unit: string, phone: string): GivenFact => ({ kind: 'contact', line, unit, purpose: '值班', phones: [phone] })
  const all = questionsOf([document(7, '关于印发青桐县防汛值班表的通知', ['县水利局值班电话0730—5521190。', '县林业局值班电话0730—5521366。', '县气象局值班电话0730—5523308。', '县民政局值班电话0730-5525121。', '各乡镇于6月15日前将台账报县水利局，联系人李强13900000000，逾期的予以通报。'], [
    contact(0, '县水利局', '0730—5521190'), contact(1, '县林业局', '0730—5521366'), contact(2, '县气象局', '0730—5523308'), contact(3, '县民政局', '0730-5525121'),
    { kind: 'deadline', line: 4, task: '将台账报县水利局', wording: '6月15日前', rule: 'deadline.day' },
  ])])
  for (const question of all.filter(one => one.kind === 'single' && one.factType === 'contact')) {
    expect(new Set(question.options.map(option => option.replace(/\d{7}$/u, ''))).size).toBe(1)
  }
  expect(all.filter(one => /1[3-9]\d{9}/u.test(one.explanation + one.question))).toEqual([])
})

describe('units', () => {
  const duty = (line: number, task: string, lead: string[], more: Partial<Extract<GivenFact, { kind: 'duty' }>> = {}): GivenFact => ({ kind: 'duty', line, task, context: '', lead, supporting: [], responsible: [], persons: [], rule: 'duty.bracket.lead-support', ...more })
  const plan = document(8, '关于印发青桐县年度任务分工的通知', ['建设一批口袋公园和健身步道（县住房和城乡建设局牵头）', '编制灾后恢复重建资金方案（县财政局牵头）', '开展城区危旧房屋安全排查（县住房城乡建设局牵头）', '组织职工技能竞赛活动（县总工会牵头）', '评选年度十佳志愿者（县民政局牵头）', '举办乡土文化节庆活动（县水利局牵头）'],
    [duty(0, '建设一批口袋公园和健身步道', ['县住房和城乡建设局']), duty(1, '编制灾后恢复重建资金方案', ['县财政局']), duty(2, '开展城区危旧房屋安全排查', ['县住房城乡建设局']), duty(3, '组织职工技能竞赛活动', ['县总工会']), duty(4, '评选年度十佳志愿者', ['县民政局']), duty(5, '举办乡土文化节庆活动', ['县水利局'])])

  it('two names of one unit are never side by side', () => {
    for (const question of questionsOf([plan]).filter(one => one.kind === 'single')) {
      expect(question.options.filter(option => /住房(?:和)?城乡建设局/u.test(option)).length).toBeLessThanOrEqual(1)
    }
  })

  it('a heading that is the unit tells it', () => {
    const duties = document(11, '关于印发青桐县雪灾预案的通知', ['县教育局：学校停课停运。'], [duty(0, '学校停课停运和住宿生管理', [], { responsible: ['县教育局'] })])
    expect(stems([duties]).filter(stem => stem.includes('“县教育局”部分'))).toEqual([])
  })

  it('what a body is made of is no task', () => {
    expect(stems([document(9, '关于印发青桐县应急方案的通知', ['专家咨询组：专家组由办公室聘请各方面的专家组成。'], [duty(0, '专家组由办公室聘请各方面的专家组成', [], { responsible: ['专家咨询组'] })])]).filter(stem => /牵头|责任单位/u.test(stem))).toEqual([])
  })
})

describe('clean-ups', () => {
  const listed = (heading: string): string[] => {
    const rows = ['殡葬', '养犬', '广告', '停车'].map((name, at) => ({ name, number: `青政发〔2019〕${at + 3}号` }))
    const made = document(17, '关于公布规范性文件清理结果的决定', rows.map(({ name, number }) => `青桐县${name}管理办法 ${number}`), rows.map(({ name, number }, line): GivenFact => ({
      kind: 'validity', line, aspect: 'status', status: line < 2 ? 'in_force' : 'repealed', rule: 'validity.cleanup.list', target: { docNumber: number, title: `青桐县${name}管理办法` },
    })))
    const gazette = givenGazette('qingtong.txt', [made])
    for (const block of gazette.blocks) if (/殡葬|养犬/u.test(block.text)) block.path = [heading]
    return makePool(new QuizSource(new Corpus(memoryReader([gazette]))), AS_OF).flatMap(one => one.questions).map(one => one.question).filter(stem => /〈?青桐县殡葬管理办法/u.test(stem) && stem.includes('清理结果是'))
  }

  it('nothing is asked of documents that are to be revised', () => {
    expect(listed('附件3 继续有效的规范性文件目录')).not.toEqual([])
    expect(listed('附件4 拟修订的规范性文件目录')).toEqual([])
    expect(listed('附件4 需要修改的规范性文件目录')).toEqual([])
  })
})

describe('deadlines', () => {
  const asked = (head: string, task: string, wording = '9月底前'): string[] => {
    const gazette = givenGazette('qingtong.txt', [document(18, '关于印发青桐县美丽乡村行动方案的通知', [`${task}，逐村建立台账并张贴标识。`], [{ kind: 'deadline', line: 0, task, wording, rule: 'deadline.day' }])])
    for (const block of gazette.blocks) block.path = [head]
    return makePool(new QuizSource(new Corpus(memoryReader([gazette]))), AS_OF).flatMap(one => one.questions).filter(one => one.factType === 'deadline').map(one => one.question)
  }

  it('a heading does not print the month that is asked for', () => {
    const stems = asked('实施阶段（2023年5月至2025年9月）', '各村9月底前完成河湖岸线排查登记和界桩埋设')
    expect(stems).not.toEqual([])
    expect(stems.filter(stem => stem.includes('2025年9月'))).toEqual([])
    expect(stems.every(stem => stem.includes('“实施阶段”部分'))).toBe(true)
    // the heading itself with its months as the gap
    expect(asked('实施阶段（2025年4月至9月）', '实施阶段（2025年4月至9月）：完成河湖岸线排查登记和界桩埋设', '2025年4月至9月')).toEqual([])
  })
})

it('a situation does not say who starts the response', () => {
  const levels = (tail: string): string[] => stems([document(19, '关于印发青桐县沙尘灾害预案的通知', [`Ⅳ级响应：预计有浮尘或者扬沙天气出现后${tail}。`, 'Ⅲ级响应：预计有强扬沙天气持续六小时以上。'], [
    { kind: 'trigger', line: 0, of: 'response', level: 'Ⅳ级', subject: '', condition: `预计有浮尘或者扬沙天气出现后${tail}` },
    { kind: 'trigger', line: 1, of: 'response', level: 'Ⅲ级', subject: '', condition: '预计有强扬沙天气持续六小时以上' },
  ])]).filter(stem => stem.includes('浮尘'))
  expect(levels('影响三个以上乡镇')).not.toEqual([])
  expect(levels('，由事发地乡镇人民政府启动')).toEqual([])
})

it('of two units that deal with a breach neither is asked for alone', () => {
  const imposed = (tail: string): string[] => stems([document(20, '关于印发青桐县物业管理办法的通知', [`对以停水停电方式催缴费用的物业企业，由县市场监管局依法处罚${tail}。`], [
    { kind: 'penalty', line: 0, conduct: '对以停水停电方式催缴费用的物业企业', penalty: '依法处罚', authority: '县市场监管局' },
  ])]).filter(stem => stem.includes('由哪个单位处理'))
  expect(imposed('')).not.toEqual([])
  expect(imposed('，县住建局计入信用档案')).toEqual([])
  const together = document(21, '关于印发青桐县农膜回收方案的通知', ['县政府督查室会同县农业农村局对进度排名后两位的乡镇予以通报。'], [{ kind: 'penalty', line: 0, conduct: '对进度排名后两位的乡镇', penalty: '予以通报', authority: '县政府督查室会同县农业农村局' }])
  expect(stems([together]).filter(stem => stem.includes('由哪个单位处理'))).toEqual([])
})

it('a sentence is no name of a section', () => {
  const block = (text: string): Block => ({ text, path: ['后期处置'] }) as unknown as Block
  expect(sectionOf(block('征用物资的补偿按照国家有关规定执行。水毁工程应在12月底前修复。'), '水毁工程应在12月底前修复')).toBe('后期处置')
  expect(sectionOf(block('高龄津贴实行申请和核定相结合。每月15日前发放到人。'), '每月15日前发放到人')).toBe('后期处置')
  expect(sectionOf(block('实行清单管理。每月15日前发放到人。'), '每月15日前发放到人')).toBe('实行清单管理')
  expect(sectionOf(block('疾控中心能力提升项目。10月31日前完成招标。'), '10月31日前完成招标')).toBe('疾控中心能力提升项目')
})
