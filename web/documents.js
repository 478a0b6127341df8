/** The list of indexed documents with its filters; a click opens the document in the reader. */
import { aboutLine, element, statusBadge, STATUS_LABELS } from './element.js'
import { showDocument } from './reader.js'

const find = (id) => document.getElementById(id)
let documents = []

/** Replaces the records and the choices of the filters that depend on them; a choice that still exists is kept. */
export function setDocuments(records) {
  documents = records
  setChoices(find('region'), sorted(records.map(({ region }) => region)))
  setChoices(find('document-year'), sorted(records.map(yearOf)).reverse())
  setChoices(find('document-status'), Object.keys(STATUS_LABELS).filter((value) => records.some(({ status }) => status.value === value)), STATUS_LABELS)
  render()
}

const sorted = (values) => [...new Set(values.filter(Boolean))].sort((left, right) => left.localeCompare(right, 'zh-CN'))
const yearOf = (record) => record.date?.slice(0, 4) ?? (record.gazette.year && String(record.gazette.year))

function setChoices(select, values, labels = {}) {
  const chosen = select.value
  select.replaceChildren(element('option', { value: '', text: '全部' }), ...values.map((value) => element('option', { value, text: labels[value] ?? value })))
  select.value = values.includes(chosen) ? chosen : ''
}

function render() {
  const words = find('document-words').value.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const year = find('document-year').value
  const region = find('region').value
  const status = find('document-status').value
  const shown = documents.filter((record) => {
    const said = [record.title, record.docNumber, record.registrationNumber, record.issuer].join('\n').toLowerCase()
    return (!region || record.region === region) && (!year || yearOf(record) === year) && (!status || record.status.value === status) &&
      words.every((word) => said.includes(word))
  })
  find('document-count').textContent = shown.length === documents.length ? `共 ${shown.length} 件` : `${shown.length} / ${documents.length} 件`
  find('document-list').replaceChildren(...shown.map((record) => element('li', {}, [
    element('button', { type: 'button', on: { click: () => void showDocument(record.id) } },
      [element('span', { class: 'name', text: record.title }), statusBadge(record.status), aboutLine(record)]),
  ])))
}

for (const id of ['document-words', 'document-year', 'document-status', 'region']) find(id).addEventListener('input', render)
find('document-filter').addEventListener('submit', (event) => event.preventDefault())
