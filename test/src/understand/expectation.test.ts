/** Kinds of value asked for, with the rules that take one kind for another, and what holds a value. */
import { describe, expect, it } from 'vitest'
import { CONFIRMS, expectationsOf, holdsValue, type ValueKind } from '../../../src/understand/expectation.ts'

const kinds = (question: string): ValueKind[] => [...expectationsOf(question)]

describe('kinds asked for', () => {
  it.each([
    ['养一头羊补几百', 'money'],
    ['门票好多钱', 'money'],
    ['一个人发多少', 'money'],
    ['多久前要申请', 'date'],
    ['交到哪个单位', 'unit'],
    ['办公室设在哪个局', 'unit'],
    ['召集人是哪位', 'person'],
    ['路有多宽', 'number'],
    ['分别是哪些', 'list'],
    ['是哪一号文件', 'document_number'],
  ] as const)('%s: %s', (question, kind) => expect(kinds(question)).toContain(kind))
  it('conditions are asked for, not a date', () => {
    expect(kinds('什么时候启动三级响应')).toContain('definition')
    expect(kinds('什么时候启动三级响应')).not.toContain('date')
    expect(kinds('什么时候开学')).toContain('date')
  })
  it('a share is a number, no amount', () => {
    expect(kinds('住院费报百分之几')).not.toContain('money')
    expect(kinds('住院费报百分之几')).toContain('number')
  })
  it('an amount or a length of time is not asked for as a number as well', () => expect(kinds('补多少钱')).not.toContain('number'))
  it('前几年 tells a time, 提前几日 asks for one', () => {
    expect(kinds('前几年发过一个通告，还管用吗')).toEqual(['yes_no'])
    expect(kinds('停水前要提前几日告知')).toContain('duration')
  })
  it('a span is no day', () => expect(kinds('租赁期限多长')).toEqual(['duration']))
  it('a telephone meeting is no telephone', () => {
    expect(kinds('电话会议什么时候开')).not.toContain('phone')
    expect(kinds('文件的登记号码是多少')).not.toContain('phone')
  })
})

describe('confirmations ask for the figure', () => {
  it.each([
    ['是不是每人380元', 'money'],
    ['最多3万元对吧', 'money'],
    ['要等15个工作日是吧', 'duration'],
    ['长12公里没错吧', 'number'],
    ['5个人的办公室设在县水利局是吧', 'unit'],
  ] as const)('%s: %s', (question, kind) => expect(kinds(question)).toContain(kind))
  it('a year is no length of time', () => expect(kinds('是2024年定的吧')).not.toContain('duration'))
  it('what confirms', () => {
    expect(CONFIRMS.test('由县水利局牵头，对不对')).toBe(true)
    expect(CONFIRMS.test('由谁牵头')).toBe(false)
  })
})

describe('values held', () => {
  it.each([
    ['money', '按规定全额资助', true],
    ['money', '（万元） 120', true],
    ['money', '12名教师', false],
    ['date', '自发布之日起', true],
    ['date', '〔2024〕5号', false],
    ['date', '第3号令', false],
    ['duration', '即时办结', true],
    ['phone', '拨打12345热线', true],
    ['phone', '增长1199999.5%', false],
    ['document_number', '青政办发〔2024〕5号', true],
    ['document_number', 'QTDR-2024-01001', true],
    ['number', '不漏一户', false],
    ['number', '每镇一处', true],
    ['place', '设在便民窗口', true],
  ] as const)('%s in %s: %s', (kind, text, held) => expect(holdsValue(kind, text)).toBe(held))
  it('an ordinal is no number', () => {
    expect(holdsValue('number', '第五次全国经济普查')).toBe(false)
    expect(holdsValue('number', '第五次全国经济普查登记法人单位800家')).toBe(true)
  })
  it('kinds without a form are judged elsewhere', () => expect(holdsValue('unit', '')).toBe(true))
})
