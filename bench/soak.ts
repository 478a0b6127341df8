/**
 * Many idle sessions for some minutes, with questions, cancels and reconnects among them: does memory grow, is anyone dropped,
 * are silent peers found, does the event loop keep its pace? Figures of the server are its own (GET /metrics).
 *
 *   npm run -s build && npx tsx bench/soak.ts DATA_FOLDER [MINUTES] [SESSIONS …]
 *
 * By default 5 minutes with 200 and then with 1,000 sessions. Prints one table for each; asserts nothing.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { WebSocket } from 'ws'

const [dataDir = 'demo-data', minutes = '5', ...counts] = process.argv.slice(2)
const DURATION_MS = Number(minutes) * 60_000
const SESSIONS = counts.length > 0 ? counts.map(Number) : [200, 1000]
const HEARTBEAT_MS = 10_000
const SAMPLE_MS = 10_000
/** one question, one cancelled question and one reconnect in turn */
const STEP_MS = 400
/** peers whose socket stops reading: they answer no ping */
const SILENT_PEERS = 10
const QUESTION = '农村生活垃圾清理由哪个部门牵头？'

async function soak(count: number): Promise<void> {
  const environment = { ...process.env, GONGBAO_HEARTBEAT_MS: String(HEARTBEAT_MS), GONGBAO_LOG: 'error' }
  const server = spawn(process.execPath, [path.resolve('dist/src/main.js'), 'serve', '--port', '0', '--data', dataDir], { stdio: ['ignore', 'pipe', 'inherit'], env: environment })
  const address = await new Promise<string>(resolve => {
    let out = ''
    server.stdout.on('data', chunk => {
      const found = /listening on (\S+)/.exec(out += String(chunk))?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  const open = (): Promise<WebSocket> => new Promise((resolve, reject) => {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/ws`, 'gongbao.v1')
    socket.once('open', () => resolve(socket)).once('error', reject)
  })
  const first = await open()
  // the model is loaded and the caches are filled before anything is measured
  for (let round = 0; round < 20; round++) await ask(first, `warm${round}`)
  first.close()
  const before = await metricsOf(address)

  let dropped = 0
  const leaving = new Set<WebSocket>()
  const join = async (): Promise<WebSocket> => {
    const socket = await open()
    socket.on('close', () => {
      if (!leaving.delete(socket)) dropped++
    })
    return socket
  }
  const sockets: WebSocket[] = []
  for (let at = 0; at < count; at += 50) sockets.push(...await Promise.all(Array.from({ length: Math.min(50, count - at) }, join)))
  const opened = await metricsOf(address)
  const samples = [opened]
  const times: number[] = []
  const started = performance.now()
  let failed = 0
  const sampler = setInterval(() => void metricsOf(address).then(one => samples.push(one)), SAMPLE_MS)
  for (let step = 0; performance.now() - started < DURATION_MS; step++) {
    const at = step % sockets.length
    const socket = sockets[at]
    if (socket === undefined) break
    if (step % 3 === 0) {
      const asked = performance.now()
      if (await ask(socket, `q${step}`)) times.push(performance.now() - asked)
      else failed++
    } else if (step % 3 === 1) {
      socket.send(JSON.stringify({ type: 'ask', id: `c${step}`, question: QUESTION }))
      socket.send(JSON.stringify({ type: 'cancel', id: `c${step}` }))
    } else {
      leaving.add(socket)
      socket.close()
      sockets[at] = await join()
    }
    await new Promise(resolve => setTimeout(resolve, STEP_MS))
  }
  clearInterval(sampler)
  const after = await metricsOf(address)

  const silent = sockets.slice(0, SILENT_PEERS)
  for (const socket of silent) {
    leaving.add(socket)
    ;(socket as unknown as { _socket: { pause(): void } })._socket.pause()
  }
  await new Promise(resolve => setTimeout(resolve, 2 * HEARTBEAT_MS + 2000))
  const left = await metricsOf(address)
  for (const socket of sockets) {
    leaving.add(socket)
    socket.terminate()
  }
  await new Promise(resolve => setTimeout(resolve, 2000))
  const closed = await metricsOf(address)
  const half = samples.slice(Math.floor(samples.length / 2))
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
  const rows: [string, string][] = [
    ['sessions, minutes', `${count}, ${minutes}`],
    ['memory before, opened, at the end, all closed', [before, opened, after, closed].map(one => megabytes(one.rss)).join(', ')],
    ['memory a session', `${((opened.rss - before.rss) / count / 1000).toFixed(1)} kB`],
    ['growth from the middle to the end', megabytes(after.rss - (half[0]?.rss ?? after.rss))],
    ['handles before, opened, at the end, all closed', [before, opened, after, closed].map(one => one.handles).join(', ')],
    ['event loop delay p99, mean over the time', `${(1000 * mean(samples.map(one => one.lag))).toFixed(1)} ms`],
    ['sessions dropped', String(dropped)],
    ['silent peers found after 2 heartbeats', `${after.connections - left.connections} of ${SILENT_PEERS}`],
    ['questions answered, failed', `${times.length}, ${failed}`],
    ['answer p50, p95', `${quantile(times, 0.5).toFixed(0)}, ${quantile(times, 0.95).toFixed(0)} ms`],
  ]
  for (const [name, value] of rows) console.log(`${name.padEnd(50)} ${value}`)
  console.log()
  server.kill('SIGTERM')
  await new Promise(resolve => server.once('exit', resolve))
}

const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length
const quantile = (values: number[], share: number): number => [...values].sort((a, b) => a - b)[Math.floor(share * values.length)] ?? Number.NaN

/** True when the question is answered. */
function ask(socket: WebSocket, id: string): Promise<boolean> {
  return new Promise(resolve => {
    const listen = (data: unknown): void => {
      const message = JSON.parse(String(data)) as { id: string; type: string }
      if (message.id !== id || !/completed|error/.test(message.type)) return
      socket.off('message', listen)
      resolve(message.type === 'answer.completed')
    }
    socket.on('message', listen)
    socket.send(JSON.stringify({ type: 'ask', id, question: QUESTION }))
  })
}

interface Figures {
  rss: number
  handles: number
  /** seconds */
  lag: number
  connections: number
}

async function metricsOf(address: string): Promise<Figures> {
  const text = await (await fetch(`${address}/metrics`)).text()
  const value = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
  return {
    rss: value('process_resident_memory_bytes'), handles: value('nodejs_active_handles_total'), lag: value('nodejs_eventloop_lag_p99_seconds'),
    connections: value('gongbao_connections'),
  }
}

for (const count of SESSIONS) await soak(count)
