#!/usr/bin/env node
/**
 * Smoke run of the built program, as a newcomer would use it: serves the sample gazette from an empty folder on a free
 * port, asks one question over the WebSocket and at /v1, opens the cited lines, lists the tools at /mcp, stops. Exits 1 with the reason when a step fails.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'

const data = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-smoke-'))
const START_TIMEOUT_MS = 180_000
const server = spawn(process.execPath, ['dist/src/main.js', 'serve', '--demo', '--port', '0', '--data', path.join(data, 'data')], { stdio: ['ignore', 'pipe', 'inherit'] })

try {
  const address = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no "listening on" line in ${START_TIMEOUT_MS} ms`)), START_TIMEOUT_MS)
    let out = ''
    server.stdout.on('data', chunk => {
      out += chunk
      const found = /listening on (http:\/\/\S+)/.exec(out)
      if (found) {
        clearTimeout(timer)
        resolve(found[1])
      }
    })
    server.on('exit', code => reject(new Error(`the server ended with ${code} before it was ready`)))
  })
  await waitUntilReady(address)
  const page = await fetch(address)
  assert.equal(page.status, 200)
  assert.match(await page.text(), /<html/i)
  assert.equal((await fetch(`${address}/client/entry.js`)).status, 200, 'the client that the page loads')
  const documents = await (await fetch(`${address}/api/documents`)).json()
  assert.ok(Array.isArray(documents) && documents.length >= 10, `expected at least 10 sample documents, got ${documents.length}`)
  const answer = await ask(address.replace('http', 'ws') + '/ws', '农贸市场改造归谁管？')
  assert.ok(['answered', 'partial', 'no_evidence', 'clarify'].includes(answer.outcome))
  for (const citation of answer.citations) {
    const { file, lines } = citation.source
    const source = await fetch(`${address}/api/source?file=${encodeURIComponent(file)}&from=${lines[0]}&to=${lines[1]}`)
    assert.equal(source.status, 200)
  }
  const chat = await fetch(`${address}/v1/chat/completions`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gongbao', messages: [{ role: 'user', content: '农贸市场改造归谁管？' }] }),
  })
  assert.deepEqual((await chat.json()).citations.map(one => one.quote), answer.citations.map(one => one.quote), 'the same evidence at /v1')
  const tools = await fetch(`${address}/mcp`, {
    method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  })
  assert.match(await tools.text(), /"name":"ask"/, 'the tools at /mcp')
  console.log(`smoke: ${documents.length} documents, answer: ${answer.text}`)
} catch (error) {
  console.error(`smoke run failed: ${error.message}`)
  process.exitCode = 1
} finally {
  server.removeAllListeners('exit')
  server.kill('SIGTERM')
  await new Promise(resolve => (server.exitCode === null ? server.on('exit', resolve) : resolve()))
  fs.rmSync(data, { recursive: true, force: true })
}

async function waitUntilReady(address) {
  const until = Date.now() + START_TIMEOUT_MS
  while (Date.now() < until) {
    if ((await fetch(`${address}/readyz`)).status === 200) return
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  throw new Error('not ready in time')
}

function ask(url, question) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'gongbao.v1')
    socket.on('open', () => socket.send(JSON.stringify({ type: 'ask', id: 'smoke', question })))
    socket.on('error', reject)
    socket.on('message', data => {
      const message = JSON.parse(String(data))
      if (message.type === 'error') reject(new Error(`${message.code}: ${message.message}`))
      if (message.type === 'answer.completed') {
        socket.close()
        resolve(message.answer)
      }
    })
  })
}
