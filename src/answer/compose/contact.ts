/**
 * Contacts: the telephone, address or person to turn to, from contact facts. In: a question that asks for a telephone and the
 * documents of the best evidence. Out: the contact that fits best; undefined when none is about the thing asked.
 */
import type { ContactFact } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Statement } from '../draft.ts'
import { coverage } from '../match.ts'

/** other ways to reach somebody, which a telephone does not answer */
const OTHER_CHANNEL = /传真|邮箱|网址|网站|微信|公众号|邮编|手机/
const MIN_OWN_COVERAGE = 0.3
const MIN_TOTAL_COVERAGE = 0.55
const ASKING_WORD = /^(?:电话|号码|热线|联系|联系人|联系电话|联系方式|咨询|打|拨打|找|问|想|报)$/
const MAX_CONTACTS = 2

export function composeContact(corpus: Corpus, understanding: Understanding, documentIds: readonly string[]): Draft | undefined {
  if (!understanding.expectations.has('phone') || OTHER_CHANNEL.test(understanding.question) || documentIds.length === 0) return undefined
  const words = understanding.words.filter(word => !ASKING_WORD.test(word.key) && !/^\d+$/.test(word.key))
  const scored = corpus.reader
    .facts('contact', { documentIds: [...documentIds] })
    .filter(fact => fact.phones.length > 0 && fact.certainty === 'stated')
    .map(fact => {
      const document = corpus.reader.document(fact.documentId)
      const covered = coverage(words, normalise(`${fact.unit} ${fact.purpose} ${fact.person ?? ''}`), normalise(document?.title ?? ''), 0.9)
      return { fact, own: covered.own, total: covered.total }
    })
    .filter(one => one.total >= MIN_TOTAL_COVERAGE || one.own >= MIN_OWN_COVERAGE)
    .sort((left, right) => right.total - left.total || right.own - left.own)
  const best = scored[0]
  if (best === undefined) return undefined
  const shown = scored.filter(one => one.total >= best.total - 0.02 && one.own >= best.own - 0.02).slice(0, MAX_CONTACTS)
  const statements = shown.map(one => statementOf(corpus, one.fact)).filter(one => one !== undefined)
  return statements.length === 0 ? undefined : { outcome: 'answered', statements, notices: [], confidence: 0.8 }
}

function statementOf(corpus: Corpus, fact: ContactFact): Statement | undefined {
  const document = corpus.reader.document(fact.documentId)
  const block = corpus.reader.block(fact.evidence.blockId)
  if (document === undefined || block === undefined) return undefined
  const who = [fact.unit, fact.person === undefined ? '' : `联系人${fact.person}`].filter(part => part !== '').join('，')
  const text = `${who}${who === '' ? '' : '，'}${fact.purpose === '' || who.includes(fact.purpose) ? '' : `${fact.purpose}，`}电话${fact.phones.join('、')}${fact.address === undefined ? '' : `，地址${fact.address}`}`
  return { text, proofs: [{ document, block, range: [fact.evidence.start, fact.evidence.end] }] }
}
