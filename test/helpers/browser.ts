/**
 * A headless Chromium, driven over its DevTools protocol, for the page's tests. In: an address. Out: expressions evaluated in
 * the page, and what the page complained of. Only where a Chromium is installed: `chromium` is undefined elsewhere.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { WebSocket } from 'ws'
import { temporaryFolder } from './data-folder.ts'

export const chromium: string | undefined = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => fs.existsSync(file))

interface Reply {
  id?: number
  method?: string
  params?: Record<string, unknown>
  result?: { result?: { value?: unknown }; exceptionDetails?: { text: string; exception?: { description?: string } } }
}

export interface Page {
  /** value of an expression, awaited */
  evaluate(expression: string): Promise<unknown>
  /** resolves when an expression is true; the test's own time-out ends it otherwise */
  until(expression: string): Promise<void>
  /** exceptions and errors of the console, network errors left out */
  readonly complaints: string[]
  close(): Promise<void>
}

export async function openPage(url: string): Promise<Page> {
  const browser = spawn(chromium ?? '', ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--remote-debugging-port=0',
    `--user-data-dir=${temporaryFolder()}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise((resolve) => browser.once('exit', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    browser.stderr.on('data', (data) => {
      said += String(data)
      const found = /ws:\/\/\S+/.exec(said)?.[0]
      if (found !== undefined) resolve(found)
    })
    browser.once('exit', () => reject(new Error(`the browser ended: ${said.slice(-300)}`)))
  })
  const targets = await (await fetch(`http://${new URL(address).host}/json/list`)).json() as { type: string; webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(targets.find((target) => target.type === 'page')?.webSocketDebuggerUrl ?? '')
  await new Promise((resolve) => socket.once('open', resolve))

  const complaints: string[] = []
  const waiting = new Map<number, (reply: Reply) => void>()
  let next = 1
  socket.on('message', (data) => {
    const reply = JSON.parse(String(data)) as Reply
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply)
    else if (reply.method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(reply.params).slice(0, 500))
    else if (reply.method === 'Log.entryAdded') {
      const { entry } = reply.params as { entry: { source: string; level: string; text: string } }
      if (entry.level === 'error' && entry.source !== 'network') complaints.push(entry.text)
    }
  })
  const call = (method: string, params: object = {}) => new Promise<Reply>((resolve) => {
    const id = next++
    waiting.set(id, (reply) => {
      waiting.delete(id)
      resolve(reply)
    })
    socket.send(JSON.stringify({ id, method, params }))
  })
  const evaluate = async (expression: string) => {
    const { result } = await call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    const { exceptionDetails } = result ?? {}
    if (exceptionDetails !== undefined) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`)
    return result?.result?.value
  }
  for (const domain of ['Runtime', 'Log', 'Page']) await call(`${domain}.enable`)
  await call('Page.navigate', { url })
  return {
    evaluate,
    complaints,
    until: async (expression) => {
      while ((await evaluate(expression)) !== true) await new Promise((resolve) => setTimeout(resolve, 20))
    },
    close: async () => {
      socket.close()
      browser.kill('SIGKILL')
      await ended
    },
  }
}
