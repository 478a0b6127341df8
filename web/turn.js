/** One question with its answer in the log: streams the text, then makes [n] clickable and lists sources and notices. */
import { aboutLine, element, statusBadge } from './element.js'
import { showCitation } from './reader.js'

/**
 * @param {string} question
 * @param {{ ask: (question: string) => void, rate: (answer: string, rating: 'up' | 'down') => boolean }} actions
 */
export function makeTurn(question, actions) {
  const text = element('p', { class: 'text waiting' })
  const answerBox = element('div', { class: 'answer' }, [text])
  const root = element('article', { class: 'turn' }, [element('p', { class: 'asked', text: question }), answerBox])
  return {
    root,
    delta: (piece) => text.append(piece),
    fail(message) {
      text.classList.remove('waiting')
      answerBox.append(element('p', { class: 'error', text: message }))
    },
    complete(answer) {
      text.classList.remove('waiting')
      text.replaceChildren(...withMarks(answer.text, answer.citations))
      answerBox.append(
        ...answer.notices.map((notice) => element('p', { class: 'notice', text: notice.message })),
        ...(answer.citations.length > 0 ? [element('ul', { class: 'sources', 'aria-label': '出处' }, answer.citations.map(sourceItem))] : []),
        tail(answer, actions),
      )
    },
  }
}

/** The answer's text as nodes: "…牵头[1]。" becomes text, button, text. */
function withMarks(text, citations) {
  return text.split(/(\[\d{1,3}\])/).map((piece) => {
    const citation = /^\[\d+\]$/.test(piece) ? citations.find(({ n }) => n === Number(piece.slice(1, -1))) : undefined
    if (!citation) return document.createTextNode(piece)
    return element('button', { type: 'button', class: 'mark', text: piece, 'aria-label': `出处 ${citation.n}：${citation.title}`,
      on: { click: () => showCitation(citation) } })
  })
}

function sourceItem(citation) {
  return element('li', {}, [element('button', { type: 'button', on: { click: () => showCitation(citation) } }, [
    `[${citation.n}] ${citation.title} `, statusBadge(citation.status),
    element('p', { class: 'about', text: aboutLine(citation) }),
    element('p', { class: 'quote', text: `“${citation.quote}”` }),
  ])])
}

function tail(answer, actions) {
  const thanks = element('span', { role: 'status' })
  const rate = (rating, label, symbol) => element('button', { type: 'button', text: symbol, 'aria-label': label, on: { click: () => {
    thanks.textContent = actions.rate(answer.id, rating) ? '已记录，谢谢' : '还没有连上服务，请稍后再试'
  } } })
  return element('div', { class: 'tail' }, [
    ...answer.suggestions.map((suggestion) => element('button', { type: 'button', text: suggestion, on: { click: () => actions.ask(suggestion) } })),
    rate('up', '这个答案有用', '👍'), rate('down', '这个答案不对', '👎'), thanks,
  ])
}
