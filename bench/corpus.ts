/** The gazettes that benches run over: the five beside the project when they are there, the sample otherwise. */
import fs from 'node:fs'
import path from 'node:path'
import { packageRoot } from '../index/paths.ts'

export function benchSources(): string {
  const shared = path.join(packageRoot(), '../shared/corpus')
  return fs.existsSync(shared) ? shared : path.join(packageRoot(), 'sample')
}

export function benchQuestions(): string[] {
  const files = [path.join(packageRoot(), '../shared/eval/dev.jsonl'), path.join(packageRoot(), 'test/questions/sample.jsonl')]
  const file = files.find(one => fs.existsSync(one))
  if (file === undefined) return ['低保标准是多少', '双季稻补贴每亩多少钱', '防汛工作由谁负责']
  return fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => (JSON.parse(line) as { turns: string[] }).turns.at(-1) ?? '')
}
