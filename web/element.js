/** Makes DOM elements from text only: nothing that comes from a gazette or an answer is ever parsed as HTML. */

/**
 * @param {string} tag
 * @param {{ class?: string, text?: string, on?: Record<string, (event: Event) => void>, [attribute: string]: unknown }} [options]
 * @param {(Node | string)[]} [children]
 */
export function element(tag, options = {}, children = []) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue
    if (name === 'text') made.textContent = String(value)
    else if (name === 'on') for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener)
    else made.setAttribute(name, String(value))
  }
  made.append(...children)
  return made
}

const STATUS = {
  in_force: ['现行有效', 'good'], repealed: ['已废止', 'bad'], lapsed: ['已失效', 'bad'], superseded: ['已被替代', 'bad'],
  expired: ['有效期已满', 'warn'], unknown: ['效力未载明', 'plain'],
}

/** Badge of a document's status; what it is based on shows as a tooltip. */
export function statusBadge(status) {
  const [label, tone] = STATUS[status?.value] ?? STATUS.unknown
  const basis = status?.basis ? `依据：${status.basis.docNumber ?? ''} ${status.basis.quote}` : undefined
  return element('span', { class: `badge ${tone}`, text: label, title: basis })
}

/** 文号 (or registration number), place, date and gazette in one line. */
export function aboutLine(record) {
  const gazette = record.gazette && [record.gazette.title, record.gazette.year && `${record.gazette.year}年`,
    record.gazette.issue && `第${record.gazette.issue}期`].filter(Boolean).join('')
  return [record.docNumber ?? record.registrationNumber, record.region, record.issuer, record.date, gazette].filter(Boolean).join('　')
}
