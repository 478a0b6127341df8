/** gongbao quiz: printing, exporting, saving, importing; wrong calls. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { QuizQuestion } from '../../../src/contract.ts'
import { temporaryFolder } from '../../helpers/data-folder.ts'
import { call } from '../../helpers/program.ts'

it('--json prints the questions and asks nothing', async () => {
  const { exitCode, stdout } = await call(['quiz', '--count', '2', '--json'])
  const questions = JSON.parse(stdout) as QuizQuestion[]
  expect(exitCode).toBe(0)
  expect(questions).toHaveLength(2)
  for (const question of questions) expect(question).toMatchObject({ question: expect.any(String), kind: expect.any(String), options: expect.any(Array), key: expect.any(Array), explanation: expect.any(String), citation: expect.any(Object), difficulty: expect.any(String) })
})

it('elsewhere than on a terminal it prints questions with their keys', async () => {
  expect((await call(['quiz'])).stdout).toContain('**答案**：B')
})

it('says when there are fewer than asked', async () => {
  const { stderr, exitCode } = await call(['quiz', '--count', '50', '--json'])
  expect([exitCode, stderr]).toEqual([0, '符合条件的题目只有 3 道\n'])
})

it('saves, lists by name and exports a set', async () => {
  const data = temporaryFolder()
  expect((await call(['quiz', '--save', '月考', '--data', data])).stderr).toContain('已保存题集“月考”，共 3 题')
  expect((await call(['quiz', '--set', '月考', '--kind', 'short', '--export', 'gift', '--data', data])).stdout).toContain('=县财政局')
  const missing = await call(['quiz', '--set', '没有', '--data', data])
  expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringContaining('已有：月考')])
  expect((await call(['quiz', '--review', '--data', data])).stderr).toContain('没有符合条件的题目')
})

it('imports own questions, and names what is wrong with them', async () => {
  const data = temporaryFolder()
  const file = path.join(data, 'own.json')
  writeFileSync(file, JSON.stringify([{ question: '甲？', kind: 'single', options: ['一', '二'], key: ['一'] }]))
  expect(JSON.parse((await call(['quiz', '--import', file, '--json', '--data', data])).stdout)).toHaveLength(1)
  writeFileSync(file, JSON.stringify([{ question: '甲？', kind: 'single', options: ['一', '二'], key: ['三'] }]))
  const { exitCode, stderr } = await call(['quiz', '--import', file, '--data', data])
  expect(exitCode).toBe(2)
  expect(stderr).toContain('第 1 题')
})

it.each([[['--count', '0']], [['--count', '1001']], [['--kind', 'dance']], [['--difficulty', 'x']], [['--export', 'pdf']], [['--json', '--export', 'csv']], [['--set', 'a', '--review']], [['--import', 'nowhere.json']], [['x']]])('%j is a wrong call', async words => {
  expect((await call(['quiz', ...words])).exitCode).toBe(2)
})
