/**
 * The asking parts of one message, answered in order. A later part may lean on an earlier one: it names no thing of its own
 * (办公室设在哪里？), or a person by a pronoun (她原来的职务给了谁？), or finds nothing by itself.
 * In: an Understanding for each part. Out: what was answered to each.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { isPersonName } from '../../ingest/text/units.ts'
import type { Turn } from '../conversation/memory.ts'
import type { Understanding } from '../understand/question.ts'
import { answerQuestion, type Answered } from './answerer.ts'
import { completed, tells } from './complete.ts'
import type { Corpus } from './corpus.ts'
import type { Draft } from './draft.ts'
import type { Scope } from './scope.ts'

/** words that name an aspect of a thing, not a thing */
const ASPECT = /办公室|办公地|设在|牵头|负责|单位|部门|领导|责任|[组校局院]长|主任|召集人|指挥长|配合|参与|时[限间]|期限|有效|电话|号码|联系|地址|文号|文件|施行|执行|废止|标准|资金|投资|金额|总额|数量|人数|比例|条件|材料|手续|流程|程序|具体|情况|现在|目前|同时|职务|工作|截止|开始|公示|审批|核准|受理|初审|认定|监测|巡查|地点|提高|报名|申请|备案/
/** weight from which a word names a thing */
const THING_WEIGHT = 2.4
const PRONOUN = /[他她]|同时|新来的|接任的|此人|本人|这个?人|这位/
const PERSON_WEIGHT = 5
/** sentences of a part that is answered beside others */
const MAX_BESIDE = 2
const ASKS_POST = /职|任|免|主任|[局院校站队科股镇市县区]长|接|给了谁|顶|调|去哪/

export interface AnsweredAsk extends Answered {
  /** found nothing by itself, but the words shown for another part hold what it asks for */
  toldElsewhere?: boolean
}

export async function answerParts(corpus: Corpus, parts: readonly Understanding[], scope: Scope): Promise<AnsweredAsk[]> {
  const answered: Answered[] = []
  for (const [index, part] of parts.entries()) {
    const before = answered.slice(0, index).filter(one => one.draft.outcome === 'answered')
    const meant = index === 0 ? part : withPerson(corpus, part, parts.slice(0, index), before)
    answered.push((await besideOthers(corpus, meant, before, scope)) ?? (await answerQuestion(corpus, meant, scope)))
  }
  const found = answered.find(one => one.draft.statements.length > 0)
  if (found === undefined || found.draft.outcome !== 'answered') return answered
  for (const [index, part] of parts.entries()) {
    if (part.leansOn !== undefined || answered[index]?.draft.statements.length !== 0) continue
    const again = await answerQuestion(corpus, { ...part, leansOn: turnOf(found.draft, part) }, scope)
    if (again.draft.outcome === 'answered') answered[index] = again
  }
  return answered.map((one, index) => {
    const part = parts[index]
    if (part === undefined) return one
    if (one.draft.statements.length === 0) return { ...one, toldElsewhere: answered.some(other => other.draft.outcome === 'answered' && tells(other.draft, part)) }
    return { ...one, draft: completed(corpus, one.draft, part, answered.slice(0, index).map(other => other.draft)) }
  })
}

/** A part that names no thing of its own is answered from the documents that answered the parts before, if they do. */
async function besideOthers(corpus: Corpus, part: Understanding, before: readonly Answered[], scope: Scope): Promise<Answered | undefined> {
  if (before.length === 0 || namesThing(part)) return undefined
  const ids = [...new Set(before.flatMap(one => one.draft.statements.flatMap(statement => statement.proofs.map(proof => proof.document.id))))]
  if (ids.length === 0) return undefined
  const there = await answerQuestion(corpus, part, { ...scope, allowed: ids })
  if (there.draft.outcome !== 'answered') return undefined
  // the rest of the document is about the other parts
  return part.expectations.has('list') || there.draft.lead !== undefined ? there : { ...there, draft: { ...there.draft, statements: there.draft.statements.slice(0, MAX_BESIDE) } }
}

function namesThing(part: Understanding): boolean {
  const own = normalise(part.question)
  return part.words.some(word => own.includes(word.key) && word.weight >= THING_WEIGHT && !ASPECT.test(word.key))
}

/** 她原来的职务: the person whom the parts before name or were answered with takes the pronoun's place. */
function withPerson(corpus: Corpus, part: Understanding, earlier: readonly Understanding[], before: readonly Answered[]): Understanding {
  if (!PRONOUN.test(part.question)) return part
  const statements = before.flatMap(one => one.draft.statements)
  const said = normalise(`${earlier.map(one => one.question).join(' ')} ${statements.map(statement => statement.text).join(' ')}`)
  const blockIds = statements.flatMap(statement => statement.proofs.map(proof => proof.block.id))
  const names = [
    ...corpus.reader.facts('appointment').filter(fact => fact.action !== 'removed' || !blockIds.includes(fact.evidence.blockId)).map(fact => fact.person),
    ...(blockIds.length === 0 ? [] : corpus.reader.facts('duty', { blockIds }).flatMap(duty => duty.persons.map(person => person.name))),
  ]
  const told = statements.flatMap(statement => statement.text.split(/[\s，、：:；。（）()]+/)).filter(piece => piece.length >= 2 && piece.length <= 4 && isPersonName(piece))
  const person = names.find(name => name.length >= 2 && said.includes(normalise(name))) ?? told[0]
  if (person === undefined || part.question.includes(person)) return part
  const asksPost = ASKS_POST.test(part.question) && corpus.reader.facts('appointment').some(fact => fact.person === person)
  return {
    ...part,
    ...(asksPost ? { intent: 'personnel' as const } : {}),
    question: `${person}${part.question}`,
    asked: `${person}${part.asked}`,
    search: `${person} ${part.search}`,
    words: [...part.words, { key: normalise(person), weight: PERSON_WEIGHT, others: [], unseen: false }],
  }
}

/** What was answered to one part, as the turn that another part leans on. */
function turnOf(draft: Draft, part: Understanding): Turn {
  const proofs = draft.statements.flatMap(statement => statement.proofs)
  return {
    standalone: part.standalone,
    question: part.question,
    regions: [...new Set(proofs.flatMap(proof => proof.document.region ?? []))],
    documentIds: [...new Set(proofs.map(proof => proof.document.id))],
    intent: part.intent,
    blockIds: proofs.map(proof => proof.block.id),
    persons: [],
    units: [],
    answerText: '',
    items: [],
  }
}
