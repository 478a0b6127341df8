/** Answers from facts: definitions, levels, papers, contacts, validity, posts, duties; and lists by their print. */
import { describe, expect, it } from 'vitest'
import { composeContact } from '../../../src/answer/compose/contact.ts'
import { composeDefinition } from '../../../src/answer/compose/definition.ts'
import { composeLevels } from '../../../src/answer/compose/levels.ts'
import { composeList } from '../../../src/answer/compose/list.ts'
import { asksPapers, composePapers } from '../../../src/answer/compose/papers.ts'
import { composePersonnel } from '../../../src/answer/compose/personnel.ts'
import { composeResponsibility, rankDuties } from '../../../src/answer/compose/responsibility.ts'
import { composePassage } from '../../../src/answer/compose/passage.ts'
import { composeUnitTasks } from '../../../src/answer/compose/unit-tasks.ts'
import { composeStatusList, composeTerms, composeValidity } from '../../../src/answer/compose/validity.ts'
import type { Corpus } from '../../../src/answer/corpus.ts'
import type { Draft } from '../../../src/answer/draft.ts'
import { asked, candidatesFor, corpusOf, document } from '../../helpers/asked.ts'
import type { GivenFact } from '../../helpers/memory-reader.ts'

const idsOf = (corpus: Corpus): string[] => corpus.documents.map(one => one.id)
const textsOf = (draft: Draft | undefined): string[] | undefined => draft?.statements.map(one => one.text)

describe('definitions', () => {
  const define = (line: number, term: string, meaning: string): GivenFact => ({ kind: 'definition', line, term, meaning })
  const corpus = corpusOf([
    document(['本办法所称双季稻，是指早稻和晚稻', '本办法所称双季稻大户，是指种植30亩以上的农户'], { facts: [define(0, '双季稻', '早稻和晚稻'), define(1, '双季稻大户', '种植30亩以上的农户')] }),
    document(['双季稻，是指一年种两季的水稻'], { docNumber: '青政办发〔2024〕6号', facts: [define(0, '双季稻', '一年种两季的水稻')] }),
  ])
  const defined = (question: string): string[] | undefined => textsOf(composeDefinition(corpus, asked(corpus, question), undefined))
  it('two documents that define the same are both shown', () => expect(defined('什么是双季稻')).toEqual(['本办法所称双季稻，是指早稻和晚稻', '双季稻，是指一年种两季的水稻']))
  it('the longest term named', () => expect(defined('双季稻大户是什么意思')).toEqual(['本办法所称双季稻大户，是指种植30亩以上的农户']))
  it('of the document named only', () => expect(defined('青政办发〔2024〕6号里什么是双季稻')).toEqual(['双季稻，是指一年种两季的水稻']))
  it.each(['什么是公租房', '双季稻一亩补多少钱'])('%s: none', question => expect(defined(question)).toBeUndefined())
})

describe('levels', () => {
  const trigger = (line: number, level: string, condition: string): GivenFact => ({ kind: 'trigger', line, of: 'response', level, subject: '防汛', condition })
  const lines = ['三级响应：水位达到31米以上', '二级响应：水位达到32米以上', '二级响应：两个镇同时受灾']
  const corpus = corpusOf([document(lines, { facts: [trigger(0, '三级', '水位达到31米以上'), trigger(1, '二级', '水位达到32米以上'), trigger(2, '二级', '两个镇同时受灾')] })])
  const answer = (question: string, ids = idsOf(corpus)): string[] | undefined => textsOf(composeLevels(corpus, asked(corpus, question), ids))
  it('a level has all its conditions', () => expect(answer('二级响应什么条件下启动')).toEqual([lines[1], lines[2]]))
  it('a condition has its level', () => expect(answer('两个镇同时受灾算几级响应')).toEqual([lines[2]]))
  it('none of another kind', () => expect(answer('二级预警什么条件下发')).toBeUndefined())
  it.each(['一级响应什么条件下启动', '二级响应由谁负责', '蝗虫飞来了算几级响应'])('%s: none', question => expect(answer(question)).toBeUndefined())
  it('only from the documents given', () => expect(answer('二级响应什么条件下启动', [])).toBeUndefined())
  it('the colour of the level is said where it is asked for', () => {
    const colours = '响应分为一级、二级、三级，分别以红、橙、黄三种颜色表示'
    const coloured = corpusOf([document([`${colours}。`, ...lines], { facts: [trigger(3, '二级', '两个镇同时受灾')] })])
    expect(textsOf(composeLevels(coloured, asked(coloured, '两个镇同时受灾算几级、什么颜色'), idsOf(coloured)))).toEqual([lines[2], `${colours}。`])
    expect(textsOf(composeLevels(coloured, asked(coloured, '两个镇同时受灾算几级响应'), idsOf(coloured)))).toEqual([lines[2]])
  })
})

describe('papers', () => {
  const papers = (line: number, purpose: string, names: string[]): GivenFact => ({ kind: 'papers', line, purpose, papers: names })
  const corpus = corpusOf([document(['申请公租房提交身份证、收入证明', '外来务工人员另交劳动合同', '申请低保提交户口本'], {
    facts: [papers(0, '公租房', ['身份证', '收入证明']), papers(1, '公租房（外来务工人员）', ['劳动合同']), papers(2, '低保', ['户口本'])],
  })])
  const draft = (question: string): Draft | undefined => composePapers(corpus, asked(corpus, question), idsOf(corpus))
  it('of the purpose, with the case of those that only some bring', () => {
    expect(textsOf(draft('申请公租房要什么材料'))).toEqual(['身份证、收入证明', '外来务工人员另需劳动合同'])
    expect(draft('申请公租房要什么材料')?.lead).toBe('公租房所需材料：')
  })
  it('of another purpose', () => expect(textsOf(draft('办低保要带什么材料'))).toEqual(['户口本']))
  it('only when asked', () => expect(draft('公租房租金多少钱')).toBeUndefined())
  it.each(['要带哪些证件', '需要什么材料', '要交哪些东西'])('%s asks', question => expect(asksPapers(question)).toBe(true))
  it.each(['材料费多少钱', '由谁审核材料'])('%s does not', question => expect(asksPapers(question)).toBe(false))
})

describe('contacts', () => {
  const contact = (line: number, unit: string, purpose: string, more: Partial<GivenFact> = {}): GivenFact => ({ kind: 'contact', line, unit, purpose, phones: [`0999-555012${line}`], ...more }) as GivenFact
  const corpus = corpusOf([document(['县救助站咨询电话0999-5550120', '县农业局举报电话0999-5550121', '县商务局电话0999-5550122'], {
    facts: [contact(0, '县救助站', '咨询'), contact(1, '县农业局', '举报'), contact(2, '县商务局', '', { certainty: 'inferred' })],
  })])
  const answer = (question: string): string[] | undefined => textsOf(composeContact(corpus, asked(corpus, question), idsOf(corpus)))
  it('of the unit asked for', () => expect(answer('救助站的电话是多少')).toEqual(['县救助站，咨询，电话0999-5550120']))
  it.each(['救助站的传真电话是多少', '公租房的电话是多少', '救助站由谁管', '商务局电话是多少'])('%s: none', question => expect(answer(question)).toBeUndefined())
})

describe('lists of validity', () => {
  const declared = (line: number, title: string, status: 'repealed' | 'in_force'): GivenFact => ({ kind: 'validity', line, aspect: 'status', status, target: { title, docNumber: `青政发〔2010〕${line + 1}号` } })
  const cleanup = document(['停车办法', '养犬办法', '公墓办法', '市场办法'], {
    docNumber: '青政发〔2024〕1号', title: '关于公布清理结果的通知',
    facts: [declared(0, '停车办法', 'repealed'), declared(1, '养犬办法', 'repealed'), declared(2, '公墓办法', 'in_force'), declared(3, '市场办法', 'in_force')],
  })
  const rule = document(['有效期五年。', '本办法自发布之日起施行。'], { docNumber: '青政发〔2024〕2号', facts: [{ kind: 'validity', line: 0, aspect: 'term', wording: '五年' }, { kind: 'validity', line: 1, aspect: 'effective', wording: '发布之日' }] })
  const corpus = corpusOf([cleanup, rule], [], ['2024-03-01', '2024-04-01'])
  const list = (question: string): Draft | undefined => composeStatusList(corpus, asked(corpus, question), undefined)
  it('what one clean-up declared', () => {
    expect(textsOf(list('一共废止了哪些文件'))).toEqual(['《停车办法》（青政发〔2010〕1号）', '《养犬办法》（青政发〔2010〕2号）'])
    expect(list('继续有效的文件有哪些')?.lead).toBe('青政发〔2024〕1号列为继续有效的共2件：')
  })
  it.each(['失效的文件有哪些', '废止了吗', '2019年废止了哪些文件', '《停车办法》被哪些文件废止'])('%s: none', question => expect(list(question)).toBeUndefined())
  it('two clean-ups: which is meant must be said', () => {
    const both = corpusOf([cleanup, { ...cleanup, docNumber: '青政发〔2022〕1号' }], [], ['2024-03-01', '2022-03-01'])
    expect(composeStatusList(both, asked(both, '一共废止了哪些文件'), undefined)).toBeUndefined()
    expect(composeStatusList(both, asked(both, '2022年一共废止了哪些文件'), undefined)?.lead).toContain('青政发〔2022〕1号')
  })
  it('documents with a term of validity', () => {
    const terms = composeTerms(corpus, asked(corpus, '哪些文件写了有效期'), undefined)
    expect(textsOf(terms)).toEqual(['青政发〔2024〕2号：五年'])
    expect(composeTerms(corpus, asked(corpus, '停车办法的有效期是多久'), undefined)).toBeUndefined()
  })
})

describe('remarks of a clean-up', () => {
  it('why a document was repealed is said with it', () => {
    const corpus = corpusOf([document(['停车办法\t由青政发〔2024〕3号替代'], { docNumber: '青政发〔2024〕1号', facts: [{ kind: 'validity', line: 0, aspect: 'status', status: 'repealed', target: { title: '停车办法' } }] })], ['文件名称', '清理理由'], ['2024-03-01'])
    expect(textsOf(composeValidity(corpus, asked(corpus, '停车办法还有效吗'), undefined, '2024-06-01'))).toEqual(['《停车办法》已被青政发〔2024〕1号列为废止（由青政发〔2024〕3号替代）'])
  })
})

describe('posts', () => {
  const change = (line: number, person: string, action: 'appointed' | 'removed' | 'confirmed', post: string, note?: string): GivenFact => ({ kind: 'appointment', line, person, action, post, ...(note === undefined ? {} : { note }) })
  const corpus = corpusOf([document(['张海任农业局局长（试用期一年）', '免去王小明农业局局长职务', '李建国任农业局副局长', '免去赵志强商务局局长职务'], {
    facts: [change(0, '张海', 'appointed', '农业局局长', '试用期一年'), change(1, '王小明', 'removed', '农业局局长职务'), change(2, '李建国', 'appointed', '农业局副局长'), change(3, '赵志强', 'removed', '商务局局长职务')],
  })])
  const draft = (question: string): Draft | undefined => composePersonnel(corpus, undefined, asked(corpus, question))
  it('who came first, then who went; no deputy', () => expect(textsOf(draft('农业局局长是谁'))).toEqual(['张海任农业局局长（试用期一年）', '免去王小明的农业局局长职务']))
  it('asked from behind as well', () => expect(textsOf(draft('谁担任县农业局局长'))?.[0]).toBe('张海任农业局局长（试用期一年）'))
  it('the deputy when the deputy is asked', () => expect(textsOf(draft('农业局副局长是谁'))).toEqual(['李建国任农业局副局长']))
  it('who follows is said', () => expect(textsOf(draft('王小明的职务由谁接任'))).toEqual(['免去王小明的农业局局长职务', '张海任农业局局长（试用期一年）']))
  it('or is not printed', () => {
    expect(draft('商务局局长现在由谁接任')).toMatchObject({ outcome: 'no_evidence', lead: '公报只刊登了赵志强免职的内容，没有载明由谁接任' })
    expect(draft('赵志强的职务由谁接任')).toMatchObject({ outcome: 'no_evidence' })
  })
  it('nor where somebody was before, nor their schooling', () => {
    expect(draft('张海当农业局局长之前，在哪个单位任什么职')).toMatchObject({ outcome: 'no_evidence' })
    expect(draft('新任农业局局长张海是什么学历')).toMatchObject({ outcome: 'no_evidence' })
  })
  it('where somebody went is not guessed', () => expect(draft('赵志强被免职后调到哪里去了')).toMatchObject({ outcome: 'no_evidence' }))
  it('another unit has no head here', () => expect(draft('水利局局长是谁')).toBeUndefined())
})

describe('duties', () => {
  const duty = (line: number, lead: string, more: Partial<GivenFact> = {}): GivenFact => ({ kind: 'duty', line, task: '农贸市场改造', context: '', lead: [lead], supporting: [], responsible: [], persons: [], ...more }) as GivenFact
  const of = (corpus: Corpus, question: string): Draft | undefined => {
    const understanding = asked(corpus, question)
    const candidates = candidatesFor(corpus, understanding)
    const [top] = candidates
    return top === undefined ? undefined : composeResponsibility(rankDuties(corpus, candidates, understanding), understanding, top)
  }
  const first = document(['农贸市场改造（县商务局牵头）', '按本文件执行。', '本文件自发布之日起施行。'], { docNumber: '青政办发〔2023〕1号', facts: [duty(0, '县商务局')] })
  const second = document(['农贸市场改造（县住建局牵头）'], { docNumber: '青政办发〔2024〕1号', facts: [duty(0, '县住建局')] })
  it('lead first', () => expect(textsOf(of(corpusOf([first]), '农贸市场改造由哪个单位牵头'))).toEqual(['“农贸市场改造”由县商务局牵头']))
  it('documents that differ are shown side by side, the newer first', () => {
    const draft = of(corpusOf([first, second], [], ['2023-03-01', '2024-03-01']), '农贸市场改造由谁牵头，几份文件说得不一样')
    expect(draft?.statements.map(one => one.text.slice(0, 12))).toEqual(['青政办发〔2024〕1号', '青政办发〔2023〕1号'])
    expect(draft?.notices.map(one => one.code)).toEqual(['conflict'])
  })
  it('documents that agree are no conflict', () => expect(of(corpusOf([first, { ...first, docNumber: '青政办发〔2024〕2号' }]), '农贸市场改造由哪个单位牵头')?.notices).toEqual([]))
  it('another task has none', () => expect(of(corpusOf([first]), '公租房分配由哪个单位牵头')).toBeUndefined())
  it('who leads which of several is told by the sentence itself', () => {
    const line = '县商务局、县住建局分别牵头组建农贸市场改造一专班、二专班。'
    const several = document([line], { facts: [duty(0, '县专班办公室', { task: '县商务局、县住建局分别牵头组建农贸市场改造一专班、二专班' })] })
    expect(textsOf(of(corpusOf([several]), '农贸市场改造一专班由哪个单位牵头'))).toEqual([line])
  })
  it('each of several is told by its own duty, all of them by the sentence', () => {
    const line = '县商务局、县住建局分别牵头组建市场改造专班、市场管理专班。'
    const several = document([line], { facts: [duty(0, '县商务局', { rule: 'duty.prose.respectively', task: '牵头组建市场改造专班' }), duty(0, '县住建局', { rule: 'duty.prose.respectively', task: '牵头组建市场管理专班' })] })
    expect(textsOf(of(corpusOf([several]), '市场管理专班由哪个单位牵头'))?.[0]).toContain('县住建局')
    expect(textsOf(of(corpusOf([several]), '市场改造专班、市场管理专班分别由哪个单位牵头'))).toEqual([line])
  })
  it('another group is not the one asked about', () => {
    const groups = document(['农贸市场改造领导小组组长由县领导担任。'], { facts: [duty(0, '县领导', { task: '农贸市场改造领导小组组长' })] })
    expect(of(corpusOf([groups]), '农贸市场改造工作小组组长由谁担任')).toBeUndefined()
    expect(of(corpusOf([groups]), '农贸市场改造领导小组组长由谁担任')).toBeDefined()
  })
  it.each(['由县住建局局长兼任农贸市场改造办公室主任', '县商务局、县住建局、县城管局农贸市场改造办'])('%s is no task', task => {
    expect(of(corpusOf([document(['农贸市场改造，各有关单位按职责做好。'], { facts: [duty(0, '领导小组', { task })] })]), '农贸市场改造由哪个单位牵头')).toBeUndefined()
  })
})

describe('lists', () => {
  const lines = ['申请公租房，应当符合下列条件：', '（一）有本县户口；', '（二）没有住房；', '（三）收入在标准以下。', '双季稻每亩补贴150元。']
  const corpus = corpusOf([document(lines)])
  const draft = (question: string): Draft | undefined => {
    const understanding = asked(corpus, question)
    return composeList(corpus, candidatesFor(corpus, understanding), understanding)
  }
  it('all items behind their introducing sentence', () => {
    expect(textsOf(draft('申请公租房要符合哪些条件'))).toEqual(['有本县户口', '没有住房', '收入在标准以下'])
    expect(draft('申请公租房要符合哪些条件')?.lead).toBe('共3项：')
  })
  it('not when another number of items is asked for', () => expect(draft('申请公租房要符合哪五个条件')).toBeUndefined())
  it('an ordinary sentence is no list', () => expect(draft('双季稻每亩补贴有哪些')).toBeUndefined())
})

describe('lists and values', () => {
  const corpus = corpusOf([document(['一、招生对象', '二、住房认定', '商业用房、车库、储藏间不作为入学依据。', '三、报名时间'], { title: '关于做好2024年城区招生入学工作的通知' })])
  it('headings are no answer where a sentence says more of what is asked', () => {
    const understanding = asked(corpus, '2024年城区招生入学通知里哪些住房不作为入学依据')
    const [first, ...others] = candidatesFor(corpus, understanding).sort((left, right) => Number(right.text.includes('车库')) - Number(left.text.includes('车库')))
    expect(first?.text).toContain('车库')
    expect(composeList(corpus, first === undefined ? [] : [first, ...others], understanding)).toBeUndefined()
  })
})

describe('posts of one group', () => {
  const holder = (line: number, role: string, name: string): GivenFact => ({ kind: 'duty', line, task: `青桐县物流领导小组${role}`, context: '', lead: [], supporting: [], responsible: [], persons: [{ name, role }] })
  const corpus = corpusOf([document(['青桐县物流领导小组副组长：钱二朋 副县长', '青桐县物流领导小组组长：赵一鸣 县长'], { facts: [holder(0, '副组长', '钱二朋'), holder(1, '组长', '赵一鸣')] })])
  it('each is told with its holder', () => {
    const understanding = asked(corpus, '物流领导小组组长、副组长分别是谁')
    const candidates = candidatesFor(corpus, understanding)
    const top = candidates[0]
    const draft = top === undefined ? undefined : composeResponsibility(rankDuties(corpus, candidates, understanding), understanding, top)
    expect(textsOf(draft)?.join(' ')).toContain('赵一鸣')
    expect(textsOf(draft)?.join(' ')).toContain('钱二朋')
  })
})

describe('rows of one table', () => {
  const lines = ['青石镇\t2765\t2627\t李明', '石桥镇\t3980\t3781\t王芳', '河口镇\t7425\t7054\t周明']
  const corpus = corpusOf([document(lines)], ['单位', '应参加人数', '任务数', '责任人'])
  for (const block of corpus.documents.flatMap(one => corpus.reader.blocks(one.id))) block.tableId = 't'
  const shown = (question: string): string => (textsOf(composePassage(corpus, candidatesFor(corpus, asked(corpus, question)), asked(corpus, question))) ?? []).join('。')
  it('the neighbour of the row named is not shown', () => {
    expect(shown('青石镇的任务数是多少人，责任人是谁')).toContain('2627')
    expect(shown('青石镇的任务数是多少人，责任人是谁')).not.toContain('3781')
  })
  it('two rows that are named alike are', () => expect(shown('青石镇和石桥镇的任务数各是多少')).toMatch(/2627.*3781|3781.*2627/))
})

describe('tasks of a leader', () => {
  const duty = (line: number, task: string, name: string): GivenFact => ({ kind: 'duty', line, task, context: '重点任务', lead: ['县水利局'], supporting: [], responsible: [], persons: [{ name, role: '牵头领导' }] })
  const corpus = corpusOf([document(['建成高标准农田9万亩，李国梁', '完成灌区改造，李国梁', '开通公交线路5条，王芳'], { facts: [duty(0, '建成高标准农田9万亩', '李国梁'), duty(1, '完成灌区改造', '李国梁'), duty(2, '开通公交线路5条', '王芳')] })])
  it('all of them, with the role', () => {
    const draft = composeUnitTasks(corpus, asked(corpus, '列出由李国梁牵头的各项任务'), idsOf(corpus))
    expect(draft?.lead).toBe('共2项：')
    expect(textsOf(draft)).toEqual(['建成高标准农田9万亩（牵头领导）', '完成灌区改造（牵头领导）'])
  })
  it('of nobody named: none', () => expect(composeUnitTasks(corpus, asked(corpus, '列出由周明牵头的各项任务'), idsOf(corpus))).toBeUndefined())
})
