/** The page: asks over the WebSocket, shows answers; documents and sources have modules of their own. */
import { connectPage, getJson, token } from './connection.js'
import { setDocuments } from './documents.js'
import { button, element } from './element.js'
import { documentLink } from './link.js'
import { showDocument } from './reader.js'
import { makeTurn } from './turn.js'

const NOT_READY_RETRY_MS = 5000
const NEAR_END_PX = 80
const find = (id) => document.getElementById(id)
const log = find('log')
const scroll = find('scroll')
const question = find('question')
const underWay = new Set()
let conversation = newConversation()
let client
let wasOpen = false

function newConversation() {
  return `page-${Math.random().toString(36).slice(2)}`
}

// ---- asking --------------------------------------------------------------------------------------------------------

function ask(text) {
  const asked = text.trim()
  if (!asked) return question.focus()
  const turn = makeTurn(asked, { ask, rate })
  const region = find('region').value
  const filters = { ...(region ? { regions: [region] } : {}), ...(find('in-force').checked ? { inForceOnly: true } : {}) }
  // the question stays in the box: nothing typed is lost
  if (client?.state !== 'open') return note('还没有连上服务，连上后再提问')
  const asking = client.ask({ question: asked, conversation, ...(Object.keys(filters).length > 0 ? { filters } : {}) })
  note('')
  find('welcome').hidden = true
  find('new-conversation').hidden = false
  log.append(turn.root)
  scroll.scrollTop = scroll.scrollHeight
  if (question.value.trim() === asked) question.value = ''
  fitQuestion()
  focusQuestion()
  void show(turn, asking)
}

async function rate(answer, rating, done) {
  done(await client.feedback({ answer, rating }).then(() => true, () => false))
}

/** Shows an answer as it comes. */
async function show(turn, asking) {
  underWay.add(asking)
  showStop()
  try {
    for await (const event of asking) {
      if (event.type === 'answer.delta') keepAtEnd(() => turn.delta(event.text))
    }
    const answer = await asking.answer
    keepAtEnd(() => turn.complete(answer), turn)
  } catch (error) {
    keepAtEnd(() => turn.fail(error), turn)
  } finally {
    underWay.delete(asking)
    showStop()
  }
}

/** Changes the log; a reader who was at its end stays there. A finished answer that is long is read from its beginning. */
function keepAtEnd(change, finished) {
  const isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END_PX
  change()
  if (!isAtEnd) return
  if (finished) finished.root.scrollIntoView({ block: finished.root.offsetHeight > scroll.clientHeight ? 'start' : 'end' })
  else scroll.scrollTop = scroll.scrollHeight
}

/** Ready for the next question; on a touch screen this would only bring up the keyboard over the answer. */
function focusQuestion() {
  if (matchMedia('(hover: hover)').matches) question.focus()
}

function showStop() {
  find('stop').hidden = underWay.size === 0
}

function note(text) {
  find('ask-note').textContent = text
}

/** The box grows with its text where the browser does not do it itself (field-sizing). */
function fitQuestion() {
  question.style.height = ''
  if (!CSS.supports('field-sizing', 'content')) question.style.height = `${question.scrollHeight}px`
}

question.addEventListener('input', fitQuestion)
find('ask').addEventListener('submit', (event) => {
  event.preventDefault()
  ask(question.value)
})
question.addEventListener('keydown', (event) => {
  // Enter also ends a composition of an input method: that one must not send
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  ask(question.value)
})
find('stop').addEventListener('click', () => {
  for (const asking of underWay) asking.cancel()
})
find('new-conversation').addEventListener('click', () => {
  for (const asking of underWay) asking.cancel()
  conversation = newConversation()
  log.replaceChildren()
  find('welcome').hidden = false
  find('new-conversation').hidden = true
  showView('chat')
  focusQuestion()
})

// ---- views ---------------------------------------------------------------------------------------------------------

function showView(name) {
  for (const view of ['chat', 'documents']) {
    find(view).hidden = view !== name
    find(`show-${view}`).setAttribute('aria-pressed', String(view === name))
  }
  if (name === 'documents') void refresh()
}
find('show-chat').addEventListener('click', () => showView('chat'))
find('show-documents').addEventListener('click', () => showView('documents'))

// ---- what is indexed -----------------------------------------------------------------------------------------------

/** Asked again whenever the connection is made anew, since an ingest may have ended meanwhile. */
async function loadRecords() {
  const status = await getJson('/api/status')
  setDocuments(await getJson('/api/documents'))
  find('sample').hidden = !status.sample
  const through = status.through.map(({ region, year, issue, date }) =>
    [region, year && `${year}年`, issue && `第${issue}期`, !year && date].filter(Boolean).join('')).join('、')
  find('range').textContent = `${status.sample ? '现在用的是虚构的示例公报。' : ''}已入库公报 ${status.gazettes} 期、文件 ${status.documents} 件${through ? `，各地最新：${through}` : ''}。`
  const { questions } = await getJson('/api/examples')
  find('examples').replaceChildren(...questions.map((text) => element('li', {}, [button(text, () => ask(text))])))
}

let retry
async function refresh() {
  clearTimeout(retry)
  try {
    await loadRecords()
  } catch (error) {
    if (error.code === 'token_required') {
      find('token-note').textContent = token.get() ? '这个令牌不对，或者已经过期' : ''
      if (!find('token-dialog').open) find('token-dialog').showModal()
      return
    }
    if (error.code === 'not_ready') retry = setTimeout(refresh, NOT_READY_RETRY_MS)
    find('examples').replaceChildren()
    find('range').textContent = [error.message ?? '读不到文件列表', error.hint].filter(Boolean).join('。')
  }
}

find('token-form').addEventListener('submit', (event) => {
  event.preventDefault()
  token.set(find('token').value.trim())
  location.reload()
})

// ---- start ---------------------------------------------------------------------------------------------------------

function onState(state) {
  find('state').dataset.state = state === 'open' ? 'open' : 'closed'
  find('state').textContent = state === 'open' ? '已连接' : '连接断开，正在重连 …'
  if (state !== 'open') return
  note('')
  // turns are remembered within one connection
  if (wasOpen && log.childElementCount > 0) log.append(element('p', { class: 'divider', text: '已重新连接，此前的对话不再作为上文' }))
  wasOpen = true
  void refresh()
}

/** A link of an answer given elsewhere (OpenAI clients, MCP) opens the reader. */
function openLink() {
  const linked = documentLink(location.hash)
  if (linked) void showDocument(linked.id, linked.line)
}
addEventListener('hashchange', openLink)

await refresh()
if (!find('token-dialog').open) {
  client = connectPage(onState)
  focusQuestion()
  openLink()
}
