/** Sets on disk, sets brought along, and sets for others. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportQuestions } from '../../../src/quiz/export.ts'
import { readQuestions } from '../../../src/quiz/read-set.ts'
import { QuizStore } from '../../../src/quiz/store.ts'
import { temporaryFolder } from '../../helpers/data-folder.ts'
import { QUIZ } from '../../helpers/fake-assistant.ts'

const NOW = new Date('2024-06-01T08:00:00Z')

describe('own questions', () => {
  it('are read in every form that the program writes', () => {
    expect(readQuestions(JSON.stringify(QUIZ))).toEqual(QUIZ)
    expect(readQuestions(JSON.stringify({ questions: QUIZ }))).toEqual(QUIZ)
    expect(readQuestions(QUIZ.map(question => JSON.stringify(question)).join('\n'))).toEqual(QUIZ)
  })

  it('need little, and letters may be keys', () => {
    const [one, two] = readQuestions(JSON.stringify([{ question: '甲？', kind: 'single', options: ['一', '二'], key: 'B' }, { question: '乙。', kind: 'true_false', key: '正确' }]))
    expect(one).toMatchObject({ key: ['二'], difficulty: 'medium', factIds: [] })
    expect(two).toMatchObject({ options: ['正确', '错误'], key: ['正确'] })
    expect(one?.id).toMatch(/^o_/)
  })

  it.each([
    ['{', '第 1 题', 'JSON'],
    ['[]', '题集不能用', '至少一道题'],
    [JSON.stringify([{ question: '甲？', kind: 'single', options: ['一', '二'], key: ['三'] }]), '第 1 题', 'key'],
    [JSON.stringify([QUIZ[0], { kind: 'single' }]), '第 2 题', 'question'],
    [JSON.stringify([{ question: '甲？', kind: 'dance', key: ['三'] }]), '第 1 题', 'kind'],
    [JSON.stringify([{ question: '甲？', kind: 'multiple', options: ['一', '二'], key: ['一', '二'] }]), '第 1 题', '全选'],
    [JSON.stringify([QUIZ[0], QUIZ[0]]), '第 2 题', '相同'],
    [JSON.stringify(Array.from({ length: 1001 }, (_, at) => ({ ...QUIZ[0], id: `${at}` }))), '题集不能用', '最多 1000'],
  ])('%# are refused by number and field', (json, where, what) => {
    expect(() => readQuestions(json)).toThrow(where)
    expect(() => readQuestions(json)).toThrow(what)
  })
})

describe('the store', () => {
  it('saves, lists and loads sets; names that are paths are refused', async () => {
    const folder = temporaryFolder()
    const store = new QuizStore(folder)
    await store.save('应急 月考（一）', QUIZ, NOW)
    expect(await store.names()).toEqual(['应急 月考（一）'])
    expect(await store.load('应急 月考（一）')).toEqual(QUIZ)
    await expect(store.load('没有')).rejects.toMatchObject({ code: 'not_found' })
    for (const name of ['../x', 'a/b', '.hidden', '', ' ', 'x'.repeat(61), 'a\u0000b']) await expect(store.save(name, QUIZ, NOW)).rejects.toMatchObject({ code: 'quiz_name' })
    expect(readdirSync(path.join(folder, 'quiz/sets'))).toEqual(['应急 月考（一）.json'])
  })

  it('notes answers and gives back what is due; a damaged file is an error and stays as it is', async () => {
    const folder = temporaryFolder()
    const store = new QuizStore(folder)
    await store.note(QUIZ.map((question, at) => ({ question, score: at === 0 ? 1 : 0 })), NOW)
    expect(await store.due(NOW)).toEqual([])
    const soon = new Date('2024-06-01T12:00:00Z')
    expect((await store.due(soon)).map(question => question.id).sort()).toEqual(['q_1', 'q_2', 'q_3'])
    await store.note([{ question: QUIZ[1]!, score: 1 }], soon)
    expect((await store.review())).toHaveLength(3)
    const file = path.join(folder, 'quiz/review.json')
    writeFileSync(file, '{"cards":[{}]}')
    await expect(store.due(NOW)).rejects.toMatchObject({ code: 'quiz_set' })
    expect(readFileSync(file, 'utf8')).toBe('{"cards":[{}]}')
  })

  it('leaves nothing behind when a file cannot be written', async () => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, 'quiz/sets/x.json'), { recursive: true })
    await expect(new QuizStore(folder).save('x', QUIZ, NOW)).rejects.toThrow('EISDIR')
    expect(readdirSync(path.join(folder, 'quiz/sets'))).toEqual(['x.json'])
  })
})

describe('exports', () => {
  const odd = [{ ...QUIZ[0]!, question: '=1+1 {甲} ~乙 #丙: <b>？', explanation: '因为 "引" | 号' }, ...QUIZ.slice(1)]

  it('Markdown has questions, options, keys and sources', () => {
    const text = exportQuestions(odd, 'markdown')
    expect(text).toContain('**答案**：B')
    expect(text).toContain('- B. 县住房和城乡建设局')
    expect(text).toContain('\\<b\\>')
  })

  it('CSV has one row a question and no live formula', () => {
    const rows = exportQuestions(odd, 'csv').trimEnd().split('\r\n')
    expect(rows).toHaveLength(4)
    expect(rows[1]).toContain("'=1+1")
    expect(rows[0]?.startsWith('\uFEFF编号')).toBe(true)
  })

  it('GIFT escapes its own marks', () => {
    const text = exportQuestions(odd, 'gift')
    expect(text).toContain('::q_1::\\=1+1 \\{甲\\} \\~乙 \\#丙\\: <b>？{')
    expect(text).toContain('\n=县住房和城乡建设局')
    expect(text).toContain('{F\n####')
    expect(exportQuestions([{ ...QUIZ[0]!, kind: 'multiple', key: ['县财政局', '县民政局', '县水利局'] }], 'gift')).toContain('~%33.33333%县财政局')
  })

  it('the paper has the key on a page of its own and nothing active', () => {
    const text = exportQuestions(odd, 'paper', '测验 <1>')
    expect(text).toContain('测验 &lt;1&gt;')
    expect(text.indexOf('县住房和城乡建设局</li>')).toBeLessThan(text.indexOf('class="key"'))
    expect(text).not.toMatch(/<script|<b>？/)
  })
})
