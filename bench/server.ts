/**
 * Speed of the served program: cold start to ready, and per question the time to `answer.sources` and `answer.completed`
 * over the WebSocket, extractive, one question at a time and four at once.
 *
 *   npm run -s build && npx tsx bench/server.ts [DATA_FOLDER] [QUESTIONS.jsonl …]
 *
 * Without arguments it ingests the sample into a folder of its own and asks the sample's questions. Prints a table.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'
import { sampleFiles } from '../src/sample.ts'

const START_TIMEOUT_MS = 120_000
const ROUNDS = 2
const [given, ...files] = process.argv.slice(2)
const own = given === undefined ? fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-bench-')) : undefined
const dataDir = given ?? path.join(own ?? '', 'data')
const sets = files.length > 0 ? files : ['test/questions/sample.jsonl']
const program = path.resolve('dist/src/main.js')

if (own !== undefined) await run(['ingest', ...sampleFiles('.'), '--data', dataDir])
const questions = sets
  .flatMap(file => fs.readFileSync(file, 'utf8').split('\n').filter(line => line !== ''))
  .map(line => (JSON.parse(line) as { turns: string[] }).turns[0] ?? '')

const startedAt = performance.now()
const server = spawn(process.execPath, [program, 'serve', '--port', '0', '--data', dataDir], { stdio: ['ignore', 'pipe', 'ignore'] })
const address = await listening()
await ready(address)
const coldStartMs = performance.now() - startedAt

const rows: [string, string][] = [
  ['machine', `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? ''}, Node ${process.version}`],
  ['questions', String(questions.length)],
  ['cold start to ready', `${coldStartMs.toFixed(0)} ms`],
]
for (const atOnce of [1, 4]) {
  const sources: number[] = []
  const completed: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const times = await askAll(atOnce)
    // the first round warms caches and the model
    if (round === 0) continue
    sources.push(...times.map(time => time.sources))
    completed.push(...times.map(time => time.completed))
  }
  rows.push([`answer.sources, ${atOnce} at once, p50 / p95`, quantiles(sources)], [`answer.completed, ${atOnce} at once, p50 / p95`, quantiles(completed)])
}
for (const [name, value] of rows) console.log(`${name.padEnd(44)} ${value}`)
server.kill('SIGTERM')
if (own !== undefined) fs.rmSync(own, { recursive: true, force: true })

function quantiles(values: number[]): string {
  const sorted = [...values].sort((left, right) => left - right)
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1)
  return `${at(0.5)} / ${at(0.95)} ms`
}

async function askAll(atOnce: number): Promise<{ sources: number; completed: number }[]> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/ws`, 'gongbao.v1')
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const waiting = new Map<string, (type: string) => void>()
  socket.on('message', data => {
    const message = JSON.parse(String(data)) as { id: string; type: string }
    waiting.get(message.id)?.(message.type)
  })
  const times: { sources: number; completed: number }[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < questions.length) {
      const id = `q${next}`
      const question = questions[next++] ?? ''
      const at = performance.now()
      times.push(
        await new Promise(resolve => {
          let sources = Number.NaN
          waiting.set(id, type => {
            if (type === 'answer.sources') sources = performance.now() - at
            if (type === 'answer.completed' || type === 'error') resolve({ sources, completed: performance.now() - at })
          })
          socket.send(JSON.stringify({ type: 'ask', id, question, mode: 'extractive' }))
        }),
      )
      waiting.delete(id)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  socket.close()
  return times.filter(time => Number.isFinite(time.sources))
}

function listening(): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = ''
    const timer = setTimeout(() => reject(new Error(`expected a listening line within ${START_TIMEOUT_MS} ms`)), START_TIMEOUT_MS)
    server.stdout.on('data', chunk => {
      out += String(chunk)
      const found = /listening on (http:\/\/\S+)/.exec(out)?.[1]
      if (found === undefined) return
      clearTimeout(timer)
      resolve(found)
    })
  })
}

async function ready(url: string): Promise<void> {
  while (performance.now() - startedAt < START_TIMEOUT_MS) {
    if ((await fetch(`${url}/readyz`)).status === 200) return
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error(`expected ${url} to be ready within ${START_TIMEOUT_MS} ms`)
}

function run(words: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, [program, ...words], { stdio: 'ignore' }).on('exit', code => (code === 0 ? resolve() : reject(new Error(`${words[0]} ended with ${code}`))))
  })
}
