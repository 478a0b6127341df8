/**
 * Duties from responsibility brackets in running text.
 *
 *   1. 建设甲园区（市甲局牵头）。改造乙道路（市乙局牵头，市丙局等负责）。
 *      └─ task 1 ──┘└ bracket ┘ └─ task 2 ─┘└────── bracket ──────┘
 *   （一）防范丙风险（市丁局牵头）      heading: covers the items below it that have no bracket of their own
 *
 * A bracket belongs to the words since the previous responsibility bracket of the paragraph, no more and no less.
 */
import type { Block } from '../types.ts'
import { type Bracket, bareText, findBrackets, labelLength, sentences, tailWithin } from './clauses.ts'
import { type DocumentBlocks, type DutyDraft, type Roles, dutyDraft, pathContext } from './draft.ts'
import { readRoles } from './role-phrase.ts'

export interface DutyBracket extends Bracket {
  roles: Roles
}

/** words that a responsibility bracket must hold; saves reading the others */
const SIGNAL = /牵头|负责|责任|主办|承办|配合|协办|落实|实施|协同/

/** Responsibility brackets of a text in order. */
export function dutyBrackets(text: string): DutyBracket[] {
  if (!SIGNAL.test(text)) return []
  const found: DutyBracket[] = []
  for (const bracket of findBrackets(text)) {
    const inner = text.slice(bracket.innerStart, bracket.innerEnd)
    if (!SIGNAL.test(inner)) continue
    const roles = readRoles(inner)
    if (roles !== undefined) found.push({ ...bracket, roles })
  }
  return found
}

/** 以下均需各镇人民政府（街道办事处）、高新区负责落实，不再重复列出 */
const BLANKET =
  /(?:以下|以上|下列|上述)(?:各项|任务|工作|措施|内容|事项|所有)*(?:均|都)?(?:需|由|要|须)?(?:由)?([^。；;]{2,80}?)(?:负责落实|按职责落实|负责|落实)(?=[，,。；;）)]|$)/

interface Scope {
  level: number
  roles: Roles
  blockId: string
  start: number
  end: number
  heading: string
}

/** Duties of all responsibility brackets of a document, in reading order. */
export function dutiesFromBrackets({ blocks }: DocumentBlocks): DutyDraft[] {
  const drafts: DutyDraft[] = []
  const scopes: Scope[] = []
  let previous: Block | undefined
  for (const block of blocks) {
    if (block.kind === 'row') {
      previous = block
      continue
    }
    const brackets = dutyBrackets(block.text)
    if (block.kind === 'heading') {
      const level = block.level ?? 9
      while ((scopes.at(-1)?.level ?? -1) >= level) scopes.pop()
      const last = brackets.at(-1)
      if (last !== undefined) {
        scopes.push({
          level,
          roles: last.roles,
          blockId: block.id,
          start: last.start,
          end: last.end,
          heading: block.text,
        })
      }
    }
    drafts.push(...bracketDuties(block, brackets, previous))
    const scope = scopes.at(-1)
    if (scope !== undefined && brackets.length === 0 && isItem(block)) drafts.push(scopedDuty(block, scope))
    const blanket = blanketDuty(block)
    if (blanket !== undefined) drafts.push(blanket)
    previous = block
  }
  return drafts
}

function bracketDuties(block: Block, brackets: DutyBracket[], previous: Block | undefined): DutyDraft[] {
  const drafts: DutyDraft[] = []
  const { text } = block
  let from = labelLength(text)
  for (const bracket of brackets) {
    const works = behindFounding(text, from, bracket.start)
    const task = bareText(text, works, bracket.start)
    const label = works > from ? bareText(text, from, sentences(text, from, bracket.start)[0]?.end ?? from).slice(0, MAX_LABEL_CHARS) : ''
    const evidence = tailWithin(text, works, bracket.end, bracket.start)
    from = bracket.end
    if (task !== '') {
      const context = pathContext(block, label)
      drafts.push(
        dutyDraft({
          rule: ruleOf('duty.bracket', bracket.roles),
          task,
          context,
          roles: bracket.roles,
          evidence: { blockId: block.id, ...evidence },
        }),
      )
      continue
    }
    // a bracket on a line of its own belongs to the paragraph before it; two brackets in a row share the task
    const last = drafts.at(-1)
    const borrowed =
      last?.task ??
      (previous !== undefined && previous.kind !== 'row'
        ? bareText(previous.text, labelLength(previous.text), previous.text.length)
        : '')
    if (borrowed === '') continue
    drafts.push(
      dutyDraft({
        rule: `${ruleOf('duty.bracket', bracket.roles)}.own-line`,
        task: borrowed,
        context: pathContext(block),
        roles: bracket.roles,
        evidence: { blockId: block.id, start: bracket.start, end: bracket.end },
        inferred: last === undefined,
      }),
    )
  }
  return drafts
}

const MAX_LABEL_CHARS = 40
/** 成立…领导小组，由县长任组长，县甲局、县乙局为成员单位 and 由县甲局主要负责人兼任办公室主任 */
const FOUNDS = /(?:成立|组建|设立|调整)[^。；]{2,60}(?:领导小组|专班|指挥部|联席会议|工作组)[^。；]*(?:任|为)(?:副?组长|副?召集人|副?指挥长|成员)|(?:兼任|担任)[^，。；]{0,10}办公室(?:副)?主任\s*[。；]?$/

/**
 * Where the work begins behind sentences that only found a group and name its people: those are told by duties-groups.ts,
 * and who answers for the paragraph does not lead "由县甲局负责人兼任办公室主任". The start itself when nothing is left.
 */
function behindFounding(text: string, from: number, to: number): number {
  let at = from
  for (const [index, sentence] of sentences(text, from, to).entries()) {
    const words = text.slice(sentence.start, sentence.end)
    if (FOUNDS.test(words)) at = sentence.end
    else if (index > 0 || words.length > MAX_LABEL_CHARS / 2) break
  }
  return bareText(text, at, to).length < 8 ? from : at
}

const ruleOf = (base: string, roles: Roles): string =>
  roles.lead.length === 0
    ? `${base}.responsible`
    : roles.supporting.length + roles.responsible.length > 0
      ? `${base}.lead-support`
      : `${base}.lead`

/** numbered items and list blocks; plain paragraphs (introductions, reasons) are not covered by a heading's bracket */
function isItem(block: Block): boolean {
  if (block.kind === 'list') return block.text.length >= 8
  return block.kind === 'paragraph' && block.text.length >= 8 && labelLength(block.text) > 0
}

/** （一）防范丙风险（市丁局牵头） above "1. 开展排查。…" without a bracket of its own */
function scopedDuty(block: Block, scope: Scope): DutyDraft {
  return dutyDraft({
    rule: 'duty.bracket.heading-scope',
    task: bareText(block.text, labelLength(block.text), block.text.length),
    context: pathContext(block, bareText(scope.heading, 0, scope.heading.length)),
    roles: scope.roles,
    evidence: { blockId: scope.blockId, start: scope.start, end: scope.end },
    inferred: true,
  })
}

function blanketDuty(block: Block): DutyDraft | undefined {
  const match = BLANKET.exec(block.text)
  if (match === null || match.index === undefined) return undefined
  const roles = readRoles(`${(match[1] ?? '').replace(/^.*?(?:均需|均由|都由|由)/, '')}负责`)
  if (roles === undefined) return undefined
  const end = match.index + match[0].length
  return dutyDraft({
    rule: 'duty.blanket',
    task: match[0],
    context: pathContext(block),
    roles,
    evidence: { blockId: block.id, start: match.index, end },
  })
}
