/** The command line as a person or a script meets it: what is on stdout, what on stderr, and the exit code. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../src/commands/table.ts'
import { nearestOf } from '../../../src/commands/command.ts'
import { answer, documentDetail, documentRecord, dutyRecord, factRecord, searchHit, statusRecord, unitRecord } from '../../../src/server/protocol.ts'
import { call, imitateBackend, noIndex } from '../../helpers/program.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'gongbao-commands-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const fileOf = (name: string, content: string) => {
  writeFileSync(path.join(folder, name), content)
  return path.join(folder, name)
}

describe('help', () => {
  it('lists every command, and every command explains every flag', async () => {
    const { stdout, exitCode } = await call(['--help'])
    expect(exitCode).toBe(0)
    for (const command of COMMANDS) {
      expect(stdout).toContain(command.name)
      const help = await call([command.name, '--help'])
      expect(help.exitCode).toBe(0)
      for (const flag of [...Object.keys(command.flags), 'json', 'data', 'help']) expect(help.stdout).toContain(`--${flag}`)
    }
  })

  it('without a command the call is wrong and the help is on stderr', async () => {
    const { stdout, stderr, exitCode } = await call([])
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain('ingest')
  })

  it('--version', async () => {
    expect((await call(['--version'])).stdout).toBe('0.0.0-test\n')
  })
})

describe('wrong calls exit with 2, say what was expected, and leave stdout empty', () => {
  const wrong: [string[], string][] = [
    [['serch', 'x'], 'search'],
    [['search', 'x', '--limt', '3'], '--limit'],
    [['search', 'x', '--limit', '0'], '1 到 50'],
    [['search', 'x', '--limit', 'ten'], '1 到 50'],
    [['search', 'x', '--limit'], '--limit'],
    [['search', 'x', '--region', '--json'], '--region'],
    [['search'], '检索词'],
    [['search', 'a', 'b'], 'b'],
    [['ask', ' '], '问题'],
    [['ask', '问'.repeat(2001)], '参数“问题”应为 1 到 2000 个字，收到 2001 个字'],
    [['search', '问'.repeat(2001)], '参数“检索词”应为 1 到 2000 个字，收到 2001 个字'],
    [['facts', 'nonsense'], '参数“类别”应为 duty（职责分工）、'],
    [['ask', '问', '--as-of', 'tomorrow'], '日期'],
    [['ask', '问', '--as-of', '2024-02-30'], '存在的日期'],
    [['ask', '问', '--mode', 'magic'], 'extractive'],
    [['status', '--json=yes'], '不带值'],
    [['serve', '--port', '70000'], '65535'],
    [['ingest'], 'PATH'],
    [['ingest', '/nowhere/at/all.txt'], '/nowhere/at/all.txt'],
    [['document', 'nothing'], '没有找到'],
    [['eval', '/nowhere.jsonl'], '/nowhere.jsonl'],
  ]
  it.each(wrong)('%j', async (words, said) => {
    const { exitCode, stdout, stderr } = await call(words)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(said)
    expect(stderr).not.toContain('问问')
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('with --json the error is JSON on stderr', async () => {
    const { stderr, stdout } = await call(['search', '--json'])
    expect(stdout).toBe('')
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'missing_argument' } })
  })

  it('the nearest name is close, or none is named', () => {
    expect(nearestOf('documets', ['document', 'documents', 'duties'])).toBe('documents')
    expect(nearestOf('completely-else', ['document', 'documents'])).toBeUndefined()
  })
})

it('a program that fails exits with 1', async () => {
  const { exitCode, stderr } = await call(['status'], imitateBackend({ openAssistant: noIndex }))
  expect(exitCode).toBe(1)
  expect(stderr).toContain('gongbao ingest')
  const broken = imitateBackend({ openAssistant: () => Promise.reject(new Error('invented')) })
  expect((await call(['status'], broken)).exitCode).toBe(1)
})

describe('results', () => {
  it('with --json are the records of the contract and nothing else', async () => {
    const json = async (...words: string[]) => JSON.parse((await call([...words, '--json'])).stdout) as unknown
    expect(answer.safeParse(await json('ask', '谁牵头？')).error).toBeUndefined()
    expect(searchHit.array().safeParse((await json('search', '取暖') as { hits: unknown }).hits).error).toBeUndefined()
    expect(documentRecord.array().safeParse(await json('documents')).error).toBeUndefined()
    expect(documentDetail.safeParse(await json('document', '青政办发〔2024〕1号')).error).toBeUndefined()
    expect(factRecord.array().safeParse(await json('facts', 'duty')).error).toBeUndefined()
    expect(unitRecord.array().safeParse(await json('units')).error).toBeUndefined()
    expect(dutyRecord.array().safeParse(await json('duties', '改造')).error).toBeUndefined()
    expect(statusRecord.safeParse(await json('status')).error).toBeUndefined()
  })

  it('for people have text, citation, quote and place', async () => {
    const asked = await call(['ask', '谁牵头？', '--region', '青桐县', '--as-of', '2024-05-01', '--mode', 'extractive'])
    expect(asked.stdout).toContain('县住房和城乡建设局牵头[1]')
    expect(asked.stdout).toContain('青政办发〔2024〕1号')
    expect(asked.stdout).toContain('qingtong.txt 第 7 行')
    expect((await call(['document', 'd_0001'])).stdout).toContain('一、工作分工')
    expect((await call(['documents', '--region', '白杨县'])).stdout).toBe('')
    expect((await call(['duties', '--csv'])).stdout).toContain('任务,牵头单位')
    expect((await call(['units', '县住建局'])).stdout).toContain('又作：县住建局')
    expect((await call(['facts', 'duty', '--csv'])).stdout).toContain('任务,牵头单位')
    expect((await call(['facts', '职责分工'])).stdout).toContain('改造任务')
    expect((await call(['facts', '职责'])).stdout).toContain('改造任务')
  })

  it('the assistant is closed afterwards, and flags reach it', async () => {
    const imitation = imitateBackend()
    await call(['ask', '谁牵头？', '--region', '青桐县', '--region', '白杨县', '--as-of=2024-05-01'], imitation)
    expect(imitation.assistant.closed).toBe(true)
    expect(imitation.assistant.requests).toEqual([{ question: '谁牵头？', asOf: '2024-05-01', filters: { regions: ['青桐县', '白杨县'] } }])
  })
})

describe('ingest', () => {
  const gazette = fileOf('qingtong.txt', '青桐县人民政府公报')

  it('hands on paths and stated facts, and reports what was understood and what was not', async () => {
    const imitation = imitateBackend()
    const { exitCode, stdout, stderr } = await call(['ingest', gazette, '--region', '青桐县', '--year', '2024', '--issue', '1', '--remove', 'old.txt',
      '--replace'], imitation)
    expect(exitCode).toBe(0)
    expect(imitation.ingests[0]).toMatchObject({ paths: [gazette], remove: ['old.txt'], replace: true, stated: { region: '青桐县', year: 2024, issue: '1' } })
    for (const part of ['文件 2 件', '目录 3 条，对上 2 条', '青政函〔2024〕9号', '99.00%', '第 1–3、7 行 列不能确定']) expect(stdout).toContain(part)
    expect(stderr).toContain('解析 1/1')
    expect(stdout).not.toContain('解析 1/1')
  })

  it('a file to take out that is not in the index is told as such, with what there is', async () => {
    const unknown = imitateBackend({ report: { files: [], refused: [{ path: 'old.txt', reason: '索引中没有 old.txt；已收入的有 qingtong.txt' }] } })
    const { exitCode, stderr } = await call(['ingest', '--remove', 'gone/old.txt'], unknown)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('没有可移出的文件：索引中没有 old.txt；已收入的有 qingtong.txt')
    expect(stderr).not.toContain('UTF-8')
  })

  it('exits with 2 when a named file was refused, after the others were taken in', async () => {
    const refused = imitateBackend({ report: { refused: [{ path: 'a.pdf', reason: 'a.pdf：应为 .txt 或 .md' }] } })
    const { exitCode, stdout, stderr } = await call(['ingest', gazette, '--json'], refused)
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ generation: '000001' })
    expect(stderr).toContain('a.pdf')
  })

  it('exits with 2 when a folder holds nothing to take in', async () => {
    expect((await call(['ingest', folder], imitateBackend({ report: { files: [] } }))).exitCode).toBe(2)
  })
})

describe('eval', () => {
  const question = { id: 'Q1', type: 'duty', region: '青桐县', turns: ['谁牵头？'], must: [['住房和城乡建设局', '住建局']], must_not: ['财政局'],
    docs: ['青政办发[2024]1号'], evidence: ['改造任务由县住房和城乡建设局牵头'], answerable: true }
  const run = async (...questions: object[]) => {
    const file = fileOf('set.jsonl', questions.map((entry) => JSON.stringify(entry)).join('\n'))
    return JSON.parse((await call(['eval', file, '--json'])).stdout) as { summary: Record<string, number>; results: { right: boolean; problems: string[] }[] }
  }

  it('scores a right answer', async () => {
    const { summary, results } = await run(question)
    expect(results[0]).toMatchObject({ right: true, problems: [] })
    expect(summary).toMatchObject({ questions: 1, right: 1, docOk: 1, citationPrecision: 1, pinpoint: 1, invented: 0, falseAbstention: 0, failed: 0 })
  })

  it('names what is wrong with wrong ones', async () => {
    const { summary, results } = await run({ ...question, must: [['财政局']] }, { ...question, must_not: ['住房'] }, { ...question, docs: ['白政发〔2024〕2号'] },
      { ...question, answerable: false }, { ...question, turns: ['错'] })
    expect(results.map((result) => result.right)).toEqual([false, false, false, false, false])
    expect(results.map((result) => result.problems[0])).toEqual([expect.stringMatching('lacks'), expect.stringMatching('says'),
      expect.stringMatching('instead of'), expect.stringMatching('unanswerable'), expect.stringMatching('no answer')])
    expect(summary).toMatchObject({ refusedUnanswerable: 0, failed: 1 })
  })

  it('says which line of a question set cannot be read', async () => {
    const { exitCode, stderr } = await call(['eval', fileOf('bad.jsonl', '\n{"id":1}\n')])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('第 2 行')
  })
})
