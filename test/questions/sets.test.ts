/** Question sets are well formed, their ids differ, and evidence over invented gazettes stands in the text it names. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readQuestions } from '../../src/evaluation/questions.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const SETS = [...fs.readdirSync(import.meta.dirname).filter(name => name.endsWith('.jsonl')).map(name => path.join(import.meta.dirname, name)), ...['questions.jsonl', 'questions-later.jsonl', 'questions-last.jsonl'].map(name => path.join(ROOT, 'test/unseen', name))]

it('every set can be read, and no id is used twice', () => {
  const ids = SETS.flatMap(file => readQuestions(fs.readFileSync(file, 'utf8')).map(question => question.id))
  expect(ids.length).toBeGreaterThan(1500)
  expect(new Set(ids).size).toBe(ids.length)
})

it('answerable questions have documents and keypoints, unanswerable ones are many', () => {
  const questions = SETS.flatMap(file => readQuestions(fs.readFileSync(file, 'utf8')))
  expect(questions.filter(question => question.answerable && !question.ambiguous && question.must.length === 0).map(question => question.id)).toEqual([])
  expect(questions.filter(question => !question.answerable).length).toBeGreaterThan(500)
})

it('evidence over the invented gazettes stands in their text', () => {
  const solid = (text: string): string => text.replace(/[\s　]+/g, '')
  const folder = path.join(ROOT, 'test/unseen')
  const texts = fs.readdirSync(folder).filter(name => name.endsWith('.txt')).map(name => solid(fs.readFileSync(path.join(folder, name), 'utf8')))
  const missing = readQuestions(fs.readFileSync(path.join(folder, 'questions.jsonl'), 'utf8')).flatMap(question => question.evidence.filter(snippet => !texts.some(text => text.includes(solid(snippet)))).map(snippet => `${question.id} ${snippet}`))
  expect(missing).toEqual([])
})
