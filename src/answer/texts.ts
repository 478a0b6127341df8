/**
 * Fixed Chinese sentences of the assistant, in one place.
 */
import type { StatusRecord } from '../contract.ts'

export const REFUSED = '我只回答政府公报里的问题：哪个单位负责、政策管不管、补多少、什么时候办、文件是否有效。这个请求不在范围内。'

export function noEvidence(topic: string, places: readonly string[], range: string, note: string | undefined): string {
  if (note !== undefined && note !== '') return `${note}${range === '' ? '' : `（检索范围：${range}）`}。`
  const where = places.length === 0 ? '已收录的公报' : `已收录的${places.join('、')}公报`
  return `${where}中没有查到${topic === '' ? '这个问题的答案' : `关于“${topic}”的这项内容`}${range === '' ? '' : `（检索范围：${range}）`}。`
}

export function unknownPlace(places: readonly string[], known: readonly string[]): string {
  return `没有收录${places.join('、')}的公报，无法回答。目前收录的地区：${known.join('、')}。`
}

/** places named in an abstention; of more the number is told */
const MAX_PLACES_NAMED = 8

/** 青桐县2024年第3期 … the latest gazette of each place. */
export function rangeOf(through: StatusRecord['through'], places: readonly string[]): string {
  const meant = through.filter(one => places.length === 0 || (one.region !== undefined && places.includes(one.region)))
  const named = meant
    .slice(0, MAX_PLACES_NAMED)
    .map(one => `${one.region ?? ''}至${one.year === undefined || one.issue === undefined ? '' : `${one.year}年`}${one.issue === undefined ? chineseDate(one.date) : `第${one.issue}期`}`)
    .filter(text => !text.endsWith('至'))
    .join('；')
  return meant.length > MAX_PLACES_NAMED ? `${named}等${meant.length}个地区` : named
}

function chineseDate(iso: string | undefined): string {
  const [year, month, day] = (iso ?? '').split('-')
  return year === undefined || month === undefined || day === undefined ? '' : `${year}年${Number(month)}月${Number(day)}日`
}
