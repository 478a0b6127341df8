/** One question with its answer in the log: streams the text, then makes [n] clickable and lists sources and notices. */
import { aboutLine, button, element, statusBadge } from './element.js'
import { showCitation } from './reader.js'

const OUTCOMES = {
  partial: ['只能回答一部分', 'warn'], clarify: ['请再说明一下', 'warn'], no_evidence: ['公报中没有查到', 'plain'], refused: ['不在回答范围内', 'plain'],
}
const COPIED_MS = 2000

/**
 * @param {string} question
 * @param {{ ask: (question: string) => void, rate: (answer: string, rating: 'up' | 'down', done: (ok: boolean) => void) => void }} actions
 */
export function makeTurn(question, actions) {
  const text = element('p', { class: 'text waiting' })
  const box = element('div', { class: 'answer', 'aria-busy': 'true' }, [text])
  const root = element('article', { class: 'turn' }, [element('p', { class: 'asked', text: question }), box])
  const settle = () => {
    text.classList.remove('waiting')
    box.removeAttribute('aria-busy')
  }
  return {
    root,
    delta: (piece) => text.append(piece),
    fail(error) {
      settle()
      if (error.code === 'cancelled') return box.append(element('p', { class: 'about', text: '已停止' }))
      box.append(element('p', { class: 'error', text: [error.message, error.hint].filter(Boolean).join('。') }))
      if (error.retryable) box.append(element('div', { class: 'follow' }, [button('重新提问', () => actions.ask(question))]))
    },
    complete(answer) {
      settle()
      const [label, tone] = OUTCOMES[answer.outcome] ?? []
      if (label) text.before(element('p', { class: 'outcome' }, [element('span', { class: `badge ${tone}`, text: label })]))
      if (answer.standalone && answer.standalone !== question && answer.outcome !== 'refused') text.before(element('p', { class: 'understood', text: `理解为：${answer.standalone}` }))
      const open = (citation) => {
        for (const mark of document.querySelectorAll('.mark.current')) mark.classList.remove('current')
        for (const mark of root.querySelectorAll(`.mark[data-n="${citation.n}"]`)) mark.classList.add('current')
        void showCitation(citation)
      }
      text.replaceChildren(...withMarks(answer.text, answer.citations, open))
      for (const { code, message } of answer.notices) box.append(element('p', { class: `notice${code === 'sample' ? ' sample' : ''}`, text: message }))
      if (answer.citations.length > 0) {
        box.append(element('ol', { class: 'sources', 'aria-label': '出处' }, answer.citations.map((citation) => sourceItem(citation, open))))
      }
      if (answer.suggestions.length > 0) {
        root.append(element('div', { class: 'follow', role: 'group', 'aria-label': '接着问' },
          answer.suggestions.map((suggestion) => button(suggestion, () => actions.ask(suggestion)))))
      }
      root.append(tail(answer, actions))
    },
  }
}

/** The answer's text as nodes: "…牵头[1]。" becomes text and a button that no line break parts from 头 and from the full stop. */
function withMarks(text, citations, open) {
  return text.split(/([^\s\]]?(?:\[\d{1,3}\])+[。，；：、！？）]*)/u).map((piece, at) => {
    if (at % 2 === 0) return document.createTextNode(piece)
    return element('span', { class: 'whole' }, piece.split(/(\[\d+\])/).map((part) => {
      const citation = part.startsWith('[') ? citations.find(({ n }) => n === Number(part.slice(1, -1))) : undefined
      return citation ? markButton(citation, open) : part
    }))
  })
}

const markButton = (citation, open) => button(citation.n, () => open(citation),
  { class: 'mark', 'data-n': citation.n, 'aria-label': `出处 ${citation.n}：${citation.title}`, title: citation.docNumber ?? citation.title })

function sourceItem(citation, open) {
  return element('li', {}, [element('button', { type: 'button', class: 'source', title: '看原文', on: { click: () => open(citation) } }, [
    element('span', { class: 'mark', 'data-n': citation.n, text: citation.n }), ' ', element('span', { class: 'name', text: citation.title }), ' ',
    statusBadge(citation.status), aboutLine(citation), element('p', { class: 'quote', text: citation.quote }),
  ])])
}

function tail(answer, actions) {
  const said = element('span', { role: 'status' })
  const rates = [['up', '有用'], ['down', '不对']].map(([rating, label]) => button(label, (event) => {
    const pressed = event.currentTarget
    actions.rate(answer.id, rating, (ok) => {
      said.textContent = ok ? '已记录，谢谢' : '没有记下，请稍后再试'
      if (ok) for (const one of rates) one.setAttribute('aria-pressed', String(one === pressed))
    })
  }, { class: 'quiet', 'aria-label': rating === 'up' ? '这个答案有用' : '这个答案不对' }))
  const copy = navigator.clipboard && button('复制', async () => {
    const done = await navigator.clipboard.writeText(asText(answer)).then(() => true, () => false)
    said.textContent = done ? '已复制答案和出处' : '浏览器不允许复制'
    setTimeout(() => { said.textContent = '' }, COPIED_MS)
  }, { class: 'quiet', 'aria-label': '复制答案和出处' })
  return element('div', { class: 'tail' }, [...(copy ? [copy] : []), ...rates, said])
}

/** The answer for a letter or a memo: text, then one line a source. */
function asText(answer) {
  const sources = answer.citations.map((citation) => `[${citation.n}] ${[citation.docNumber, `${citation.title}`, citation.date].filter(Boolean).join('，')}：“${citation.quote}”`)
  return [answer.text, ...answer.notices.map(({ message }) => message), ...sources].join('\n')
}
