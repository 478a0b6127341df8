/** Makes DOM elements from text only: nothing that comes from a gazette or an answer is ever parsed as HTML. */

/**
 * @param {string} tag
 * @param {{ class?: string, text?: string, on?: Record<string, (event: Event) => void>, [attribute: string]: unknown }} [options]
 * @param {(Node | string)[]} [children]
 */
export function element(tag, options = {}, children = []) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === false) continue
    if (name === 'text') made.textContent = String(value)
    else if (name === 'on') for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener)
    else made.setAttribute(name, String(value))
  }
  for (const child of children) made.append(child)
  return made
}

/** A plain button: type, label and what it does. */
export const button = (text, click, options = {}) => element('button', { type: 'button', text, on: { click }, ...options })

export const STATUS_LABELS = {
  in_force: '现行有效', repealed: '已废止', lapsed: '已失效', superseded: '已被替代', expired: '有效期已满', unknown: '效力未载明',
}
const STATUS_TONES = { in_force: 'good', repealed: 'bad', lapsed: 'bad', superseded: 'bad', expired: 'warn', unknown: 'plain' }

/** Badge of a document's status; what it is based on shows as a tooltip. */
export function statusBadge(status) {
  const value = status?.value in STATUS_LABELS ? status.value : 'unknown'
  return element('span', { class: `badge ${STATUS_TONES[value]}`, text: STATUS_LABELS[value], title: status?.basis && basisLine(status.basis) })
}

export const basisLine = (basis) => `效力依据：${basis.docNumber ?? ''}“${basis.quote}”`

/** 文号 (or registration number), place, date and gazette; each piece stays whole when the line wraps. */
export function aboutLine(record) {
  const { gazette } = record
  const issue = gazette && [gazette.title, gazette.year && `${gazette.year}年`, gazette.issue && `第${gazette.issue}期`].filter(Boolean).join('')
  const pieces = [record.docNumber ?? record.registrationNumber, record.issuer ?? record.region, record.date, issue].filter(Boolean)
  return element('p', { class: 'about' }, pieces.map((text) => element('span', { text })))
}
