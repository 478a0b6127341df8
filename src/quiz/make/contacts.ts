/**
 * Questions about where an office is reached. Only numbers of offices (with an area code, or of a hotline): private mobile
 * numbers are nothing to learn by heart.
 */
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type QuizSource } from '../source.ts'
import { bareUnit } from '../unit-names.ts'
import { inner, plain, standsAlone, tidy } from '../wording.ts'
import { overlaps } from './askable.ts'

const OFFICE_NUMBER = /^(?:0\d{2,3}[-—]?)?\d{7,8}$|^1\d{4}$|^9\d{4}$|^11\d$|^12\d{3}$|^400[-—]?\d{3}[-—]?\d{4}$/u

/** 监督举报, 政策咨询: what a telephone is for, without a place or a thing */
const PURPOSE = /^(?:政策|业务|监督|举报|投诉|咨询|报名|值班|报警|受理|服务|求助|热线|防汛|防火|抢险|应急|报修|维修|24小时|[和与及、])+$/u

export function contactItems(source: QuizSource): Item[] {
  const all = source.all('contact')
  return all.flatMap((own): Item[] => {
    const { fact, document, block } = own
    const phones = fact.phones.map(tidy)
    const phone = phones[0] ?? ''
    const unit = tidy(fact.unit)
    if (fact.certainty !== 'stated' || phones.length !== 1 || !OFFICE_NUMBER.test(phone) || !standsAlone(unit, 3, 40)) return []
    const purpose = tidy(fact.purpose)
    if (all.some(one => one.fact.id !== fact.id && one.document.region === document.region && plain(one.fact.unit) === plain(unit) && !one.fact.phones.map(tidy).includes(phone))) return []
    const wrong: Wrong[] = []
    for (const one of all) for (const other of one.fact.phones.map(tidy)) {
      if (OFFICE_NUMBER.test(other) && digits(other) !== digits(phone) && form(other) === form(phone) && !overlaps(bareUnit(one.fact.unit, one.document.region), bareUnit(unit, document.region)) && !plain(block.text).includes(digits(other)) && !wrong.some(known => known.text === other)) wrong.push({ text: other, distance: distanceOf(document, one.document) })
    }
    const what = PURPOSE.test(purpose) && !unit.includes(purpose) ? `${inner(purpose)}电话` : '联系电话'
    const intro = `根据${source.name(own)}，${inner(unit)}的${what}`
    return [{
      factType: 'contact', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${unit} ${what}`,
      ask: `${intro}是多少？`, say: value => `${intro}是${value}。`, right: [phone], wrong, answerForm: 'text', answer: `${inner(unit)}的${what}是${phone}`,
    }]
  })
}

/** 0998—5521190 → 0998—#######: area code and dash as in the right one, else they tell it */
function form(phone: string): string {
  return phone.replace(/\d{1,8}$/u, number => '#'.repeat(number.length))
}

function digits(phone: string): string {
  return phone.replace(/\D/gu, '')
}
