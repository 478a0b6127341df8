/**
 * Full-width figures (２０２３年１１月２０日, ７．５元, ０４７８—６６２３０６６) in the form every rule knows.
 * In: any text. Out: a text of the same length, so that offsets hold for both.
 */
const FULL_WIDTH = /[０-９％]|．(?=[０-９\d])/g

export function halfWidthDigits(text: string): string {
  return text.replace(FULL_WIDTH, character => (character === '％' ? '%' : character === '．' ? '.' : String.fromCharCode(character.charCodeAt(0) - 0xfee0)))
}
