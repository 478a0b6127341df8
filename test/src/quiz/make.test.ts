/** What is asked of facts of each kind, and what never is. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { QuizQuestion } from '../../../src/contract.ts'
import { makePool, type Asked } from '../../../src/quiz/pool.ts'
import { problemsOf } from '../../../src/quiz/validate.ts'
import { AS_OF, testSource } from './corpus.ts'

let pool: Asked[]
let questions: QuizQuestion[]
beforeAll(() => {
  pool = makePool(testSource(), AS_OF)
  questions = pool.flatMap(asked => asked.questions)
})
const find = (words: string, kind = 'single'): QuizQuestion | undefined => questions.find(one => one.kind === kind && one.question.includes(words))

it('every question has all fields, a verified citation and no fault', () => {
  expect(questions.length).toBeGreaterThan(30)
  for (const { item, questions: forms } of pool) for (const question of forms) {
    expect(problemsOf(question, item)).toEqual([])
    expect(question.citation?.quote.length).toBeGreaterThan(3)
    expect(question.explanation).toContain('原文')
    expect(question.topic).not.toBe('')
    expect(question.question).toMatch(/《.+》|青桐县/u)
  }
  expect(new Set(questions.map(one => one.id)).size).toBe(questions.length)
  expect(new Set(questions.map(one => `${one.kind} ${one.question}`)).size).toBe(questions.length)
})

describe('duties', () => {
  it('ask for the leading unit; a supporting one may stand against it', () => {
    const question = find('推进绿色出行')
    expect(question?.key).toEqual(['县交通运输局'])
    expect(question?.options).toHaveLength(4)
    expect(question?.question).toContain('《青桐县绿色发展实施方案》（青政办发〔2024〕1号）')
  })

  it('ask for all responsible units of a closed list', () => {
    const question = find('碳排放统计核算体系', 'multiple')
    expect(question?.key.toSorted()).toEqual(['县发展和改革局', '县统计局'].toSorted())
    expect(question?.options.length).toBeGreaterThanOrEqual(4)
  })

  it('do not ask what leans on something not shown, nor what was inferred', () => {
    expect(questions.filter(one => one.question.includes('本办法所称资金'))).toEqual([])
    expect(questions.filter(one => one.question.includes('历史档案'))).toEqual([])
  })
})

it('amounts are gaps in sentences of the source', () => {
  const question = find('森林覆盖率达到____')
  expect(question?.key).toEqual(['51%以上'])
  expect(question?.options).toEqual(expect.arrayContaining(['35%以上', '92%以上', '86%以上']))
})

it('deadlines are compared with others of their form', () => {
  const question = find('____完成小型水库安全鉴定')
  expect(question?.key).toEqual(['2024年6月底前'])
  expect(question?.options).toHaveLength(4)
})

it('definitions give the meaning and ask for the term', () => {
  expect(find('连续两个生长季')?.key).toEqual(['撂荒耕地'])
})

it('conditions make cases', () => {
  const cases = questions.filter(one => one.kind === 'case')
  expect(cases.find(one => one.question.includes('种地农民'))?.key).toEqual(['属于'])
  expect(cases.find(one => one.question.includes('转为林地'))?.key).toEqual(['不属于'])
})

it('levels of one plan stand against each other', () => {
  const question = find('库存低于8天')
  expect(question?.key).toEqual(['Ⅲ级'])
  expect(question?.options.toSorted()).toEqual(['Ⅱ级', 'Ⅲ级', 'Ⅳ级'].toSorted())
})

it('penalties of one sort are not set against each other', () => {
  expect(find('伪造面积骗取资金')?.key).toEqual(['取消三年申报资格'])
})

it('posts: whoever else got the same post makes the question impossible', () => {
  expect(find('谁被任命为县民政局副局长')).toBeUndefined()
  expect(find('谁被任命为县水利局副局长')?.key).toEqual(['钱亮'])
  expect(find('孙华被任命为什么职务')?.options).not.toContain('县林业局总工程师')
})

it('validity: since when and for how long', () => {
  expect(find('有效期是多久', 'short')?.key).toEqual(['5年'])
  expect(find('哪一天起施行', 'short')?.key).toEqual(['2024年6月1日'])
})

describe('nothing but the source tells the key', () => {
  it('a unit whose name the task says is no choice, only a short answer', () => {
    expect(find('消防隐患大排查')).toBeUndefined()
    expect(find('消防隐患大排查', 'short')?.key).toEqual(['县消防救援大队'])
    expect(find('文化旅游节庆', 'short')).toBeUndefined()
  })

  it('values outside of the bounds around the gap are no wrong answers', () => {
    for (const question of questions.filter(one => one.kind === 'single' && one.question.includes('熟悉水性的队员'))) {
      for (const option of question.options) expect(Number.parseInt(option, 10)).toBeGreaterThan(15)
    }
  })

  it('a whole is not asked for, nor the end of what lasts all year', () => {
    expect(questions.filter(one => one.question.includes('明厨亮灶'))).toEqual([])
    expect(find('河道漂浮物清理')).toBeUndefined()
  })

  it('the number of a document stands among numbers of its series', () => {
    for (const question of questions.filter(one => one.kind === 'single' && one.question.includes('的文号是什么'))) {
      expect(new Set(question.options.map(option => option.split('〔')[0])).size).toBe(1)
    }
  })

  it('terms of other documents are no wrong answers', () => {
    for (const question of questions.filter(one => one.factType === 'definition' && one.kind === 'single')) {
      expect(question.options.every(option => ['种粮大户', '撂荒耕地', '社会化服务组织', '核验小组'].includes(option))).toBe(true)
    }
  })

  it('cases are worded alike, whatever their answer', () => {
    const cases = questions.filter(one => one.factType === 'condition' && one.kind === 'case')
    expect(new Set(cases.flatMap(one => one.key)).size).toBe(2)
    expect(cases.every(one => /^审核对象为“.+”。根据.+，它是否属于“.+”的对象或范围？$/u.test(one.question))).toBe(true)
  })
})
