/**
 * Division of work among leaders (领导工作分工): what each leader is in charge of.
 *
 *   常务副县长 张三                          heading or short line: the leader
 *   负责…工作。协助负责…。                    → one duty a sentence, persons = [张三]
 *   分管县甲局、县乙局。                      → likewise
 *   副县长李四：负责…；分管…；联系…。          → leader and duties in one paragraph
 */
import type { Block } from '../types.ts'
import { bareText, headWithin, labelLength, sentences } from './clauses.ts'
import { type DocumentBlocks, type DutyDraft, dutyDraft, noRoles, pathContext } from './draft.ts'
import { isPersonName, joinName } from '../text/units.ts'
import { isLooseName } from './loose-names.ts'
import { type PhrasePerson, readOfficial, readPhrase } from './unit-phrase.ts'

const DIVISION = /分工/
const LEADERS = /领导|班子|成员|区长|县长|市长|镇长|乡长|主任|党组|党政/
const WORK =
  /^(?:工作职责[：:]|主要职责[：:]|分工[：:])?\s*(?:协助|受[^，。]{2,12}委托)?[^，。；：]{0,12}?(?:主持|领导|负责|分管|联系|协助|主管|协管|兼管|协调|统筹)/

/** true when the place in the document is about who of the leaders does what */
function isDivision(title: string, block: Block): boolean {
  return [title, ...block.path].some(part => DIVISION.test(part) && LEADERS.test(part))
}

/** Duties of leaders in documents on the division of work, in reading order. */
export function dutiesFromDivision({ document, blocks }: DocumentBlocks): DutyDraft[] {
  const drafts: DutyDraft[] = []
  let leader: PhrasePerson | undefined
  let leaderText = ''
  for (const block of blocks) {
    if (block.kind === 'row' || !isDivision(document.title, block)) continue
    const start = labelLength(block.text)
    const text = block.text.slice(start)
    const named = leaderLine(text)
    if (named !== undefined) {
      leader = named
      leaderText = text
      continue
    }
    const inline = /^([^。；]{4,50}?)(?:同志)?[：:]\s*(?=\S)/.exec(text)
    const inlineLeader = inline === null || WORK.test(text) ? undefined : leaderLine(inline[1] ?? '')
    let from = start
    if (inline !== null && inlineLeader !== undefined) {
      leader = inlineLeader
      leaderText = inline[1] ?? ''
      from = start + inline[0].length
    } else if (block.kind === 'heading') {
      leader = undefined
      continue
    }
    // 张三与李四互为AB岗: said of all of them, below the last one
    if (leader === undefined || /AB\s?[岗角]|互为/.test(text.slice(0, 60)) || !WORK.test(block.text.slice(from))) continue
    drafts.push(...workOf(block, from, leader, leaderText, inlineLeader === undefined))
  }
  return drafts
}

/** "常务副县长 张三", "党组成员、副主任 李四": a post and a name, nothing else */
function leaderLine(text: string): PhrasePerson | undefined {
  const first = nameFirst(text)
  if (first !== undefined) return first
  const plain = text.replace(/[\s*]+/g, '').replace(/[：:]$/, '')
  if (plain.length < 4 || plain.length > 40 || /[。；;，,]/.test(plain)) return undefined
  const { persons, units } = readPhrase(plain)
  const [person] = persons
  return units.length === 0 && persons.length === 1 && person?.title !== undefined ? person : undefined
}

/** 张 三（女） 县委副书记、县长: the name with what is told of the person, a blank, then nothing but posts */
const NAME_FIRST = /^\s*([\u4e00-\u9fff](?:[\s\u3000]{0,3}[\u4e00-\u9fff·]){1,3}?)(?:\s?[（(][^（()）]{1,10}[）)])?[\s\u3000]+([^\s，。；：:][^，。；：:]{1,40})[：:]?\s*$/

function nameFirst(text: string): PhrasePerson | undefined {
  const match = NAME_FIRST.exec(text.slice(0, 80))
  const name = joinName(match?.[1] ?? '')
  const title = joinName(match?.[2] ?? '')
  const isPost = (part: string): boolean => readOfficial(part)?.name === part && !isPersonName(part)
  const joined = joinName(text.slice(0, 80)).replace(/[：:]$/, '').replace(/^([\u4e00-\u9fff]{2,4})[（(][^（()）]{1,10}[）)]/, '$1')
  // 张三丰县委副书记、县长: a print that lost the blank; two posts at least, one is read by readOfficial
  for (const length of match === null ? [3, 2] : []) {
    const [before, posts] = [joined.slice(0, length), joined.slice(length).split('、')]
    if (isPersonName(before) && (posts.length > 1 || /[（(]/.test(text)) && posts.every(post => post.length > 1 && isPost(post))) return { name: before, title: posts.join('、') }
  }
  if (match === null || isPost(name) || !(isPersonName(name) || isLooseName(name))) return undefined
  return title.split('、').every(isPost) ? { name, title } : undefined
}

function workOf(block: Block, from: number, leader: PhrasePerson, leaderText: string, ownLine: boolean): DutyDraft[] {
  const drafts: DutyDraft[] = []
  for (const sentence of sentences(block.text, from)) {
    const label =
      /^(?:工作职责|主要职责|分工)[：:]\s*/.exec(block.text.slice(sentence.start, sentence.end))?.[0].length ?? 0
    const start = sentence.start + label
    const task = bareText(block.text, start, sentence.end)
    if (task.length < 4) continue
    const roles = noRoles()
    roles.persons.push({ name: leader.name, role: leader.title ?? '' })
    // the leader stands in the same paragraph: the evidence begins there so that it proves the person too
    const evidence = headWithin(block.text, ownLine || sentence.end > 300 ? start : 0, sentence.end)
    drafts.push(
      dutyDraft({
        rule: 'duty.division',
        task,
        context: pathContext(block, leaderText.trim()),
        roles,
        evidence: { blockId: block.id, ...evidence },
      }),
    )
  }
  return drafts
}
