/**
 * gongbao over its WebSocket, from a program of your own: node examples/client.mjs [URL] [QUESTION]
 *
 *   question ── gongbao/client ──▶ sources, text as it comes, citations        (a server runs: npm start, or gongbao serve)
 *
 * Ctrl+C cancels the question. A token, where the server asks for one, comes from GONGBAO_TOKEN.
 */
import { connect, GongbaoError } from 'gongbao/client'
// Node 22 and browsers have a WebSocket of their own: there it need not be passed
import { WebSocket } from 'ws'

const [url = 'http://127.0.0.1:8080', question = '农贸市场改造归谁管？'] = process.argv.slice(2)
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())

let client
try {
  client = await connect({ url, token: process.env.GONGBAO_TOKEN, WebSocket })
  const asking = client.ask(question, { signal: stop.signal })
  for await (const event of asking) {
    if (event.type === 'answer.sources') console.error(`${event.sources.length} sources`)
    if (event.type === 'answer.delta') process.stdout.write(event.text)
  }
  const answer = await asking.answer
  console.log()
  for (const { n, docNumber, title, quote, source } of answer.citations) {
    console.log(`[${n}] ${docNumber ?? title}, ${source.file} lines ${source.lines.join('-')}: ${quote}`)
  }
} catch (error) {
  if (!(error instanceof GongbaoError)) throw error
  console.error(`${error.code}: ${error.message}。${error.hint}`)
  process.exitCode = 1
} finally {
  client?.close()
}
