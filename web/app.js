/** The page: asks over the WebSocket, shows answers, documents and sources. */
import { Connection, getJson, token } from './connection.js'
import { aboutLine, element, statusBadge } from './element.js'
import { showDocument } from './reader.js'
import { makeTurn } from './turn.js'

const NOT_READY_RETRY_MS = 5000
const find = (id) => document.getElementById(id)
const log = find('log')
const question = find('question')
const conversation = `page-${Math.random().toString(36).slice(2)}`
const underWay = new Set()
let connection
let documents = []

// ---- asking --------------------------------------------------------------------------------------------------------

function ask(text) {
  const asked = text.trim()
  if (!asked) return
  const turn = makeTurn(asked, { ask, rate: (answer, rating) => connection.send({ type: 'feedback', answer, rating }) !== undefined })
  find('welcome').hidden = true
  log.append(turn.root)
  turn.root.scrollIntoView({ block: 'end' })
  const region = find('region').value
  const filters = { ...(region ? { regions: [region] } : {}), ...(find('in-force').checked ? { inForceOnly: true } : {}) }
  const message = { type: 'ask', question: asked, conversation, ...(Object.keys(filters).length > 0 ? { filters } : {}) }
  const id = connection.send(message, (event) => receive(turn, event))
  if (id === undefined) return turn.fail('还没有连上服务，请稍后再试')
  question.value = ''
  underWay.add(id)
  showStop()
}

function receive(turn, event) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80
  if (event.type === 'answer.delta') turn.delta(event.text)
  if (event.type === 'answer.completed') turn.complete(event.answer)
  if (event.type === 'error') turn.fail(event.hint ? `${event.message}。${event.hint}` : event.message)
  if (event.type === 'answer.completed' || event.type === 'error') {
    underWay.delete(event.id)
    showStop()
  }
  if (atEnd) log.scrollTop = log.scrollHeight
}

function showStop() {
  find('stop').hidden = underWay.size === 0
}

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
  for (const id of underWay) connection.cancel(id)
})

// ---- documents -----------------------------------------------------------------------------------------------------

function showDocuments() {
  const words = find('document-words').value.trim().toLowerCase()
  const year = find('document-year').value.trim()
  const region = find('region').value
  const shown = documents.filter((record) =>
    (!region || record.region === region) &&
    (!year || String(record.gazette.year ?? '') === year || record.date?.startsWith(year)) &&
    (!words || [record.title, record.docNumber, record.registrationNumber, record.issuer].some((field) => field?.toLowerCase().includes(words))))
  find('document-count').textContent = `${shown.length} 件${region ? `（${region}）` : ''}`
  find('document-list').replaceChildren(...shown.map((record) => element('li', {}, [
    element('button', { type: 'button', on: { click: () => showDocument(record.id) } }, [`${record.title} `, statusBadge(record.status),
      element('p', { class: 'about', text: aboutLine(record) })]),
  ])))
}
for (const id of ['document-words', 'document-year', 'region']) find(id).addEventListener('input', showDocuments)
find('document-filter').addEventListener('submit', (event) => event.preventDefault())

function showView(name) {
  for (const view of ['chat', 'documents']) {
    find(view).hidden = view !== name
    find(`show-${view}`).setAttribute('aria-pressed', String(view === name))
  }
  if (name === 'documents') void refresh()
}
find('show-chat').addEventListener('click', () => showView('chat'))
find('show-documents').addEventListener('click', () => showView('documents'))

// ---- start ---------------------------------------------------------------------------------------------------------

const STATES = { connecting: '正在连接 …', open: '已连接', closed: '连接已断开，正在重连 …' }

/** What is indexed; asked again whenever the connection is made anew, since an ingest may have ended meanwhile. */
async function loadRecords() {
  const status = await getJson('/api/status')
  documents = await getJson('/api/documents')
  find('sample').hidden = !status.sample
  const through = status.through.map(({ region, year, issue, date }) =>
    [region, year && `${year}年`, issue && `第${issue}期`, !year && date].filter(Boolean).join(' ')).join('；')
  find('range').textContent = `已入库公报 ${status.gazettes} 期、文件 ${status.documents} 件。各地最新：${through || '未载明'}。${status.sample ? '这是虚构的示例公报。' : ''}`
  const chosen = find('region').value
  const regions = [...new Set(documents.map((record) => record.region).filter(Boolean))].sort()
  find('region').replaceChildren(element('option', { value: '', text: '全部' }), ...regions.map((name) => element('option', { value: name, text: name })))
  find('region').value = regions.includes(chosen) ? chosen : ''
  showDocuments()
}

async function refresh() {
  try {
    await loadRecords()
  } catch (error) {
    if (error.code === 'token_required') return find('token-dialog').showModal()
    if (error.code === 'not_ready') setTimeout(refresh, NOT_READY_RETRY_MS)
    find('range').textContent = error.hint ? `${error.message}。${error.hint}` : (error.message ?? '读不到文件列表')
  }
}

find('token-form').addEventListener('submit', (event) => {
  event.preventDefault()
  token.set(find('token').value.trim())
  location.reload()
})

await refresh()
if (!find('token-dialog').open) {
  connection = new Connection((state) => {
    find('state').textContent = STATES[state]
    if (state === 'open') void refresh()
  })
  question.focus()
}
