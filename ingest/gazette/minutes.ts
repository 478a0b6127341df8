/**
 * Name of a meeting from the first sentence of its minutes, when they print no title.
 *
 *   2023年2月14日，县长…主持召开青桐县第13届人民政府第14次常务会议，传达… → 青桐县第13届人民政府第14次常务会议纪要
 */
import { tighten } from './line-view.ts'

const HELD = /(?:主持召开|召开|举行)(?:了)?([^，。；：,;:《]{2,60}?会议?)(?=[，。；：,;:《]|$)/
const NAMED = /([^，。；：,;:《》]{0,40}第[一二三四五六七八九十百\d]{1,5}次[^，。；：,;:《》]{0,16}?(?:会议|办公会))/

/** 会议 name plus 纪要; undefined when the sentence names none. */
export function minutesTitle(firstText: string): string | undefined {
  const tight = tighten(firstText).slice(0, 400)
  const name = HELD.exec(tight)?.[1] ?? NAMED.exec(tight)?.[1]
  return name === undefined ? undefined : `${name}纪要`
}
