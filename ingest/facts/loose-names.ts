/**
 * Names of persons that no list of surnames knows: Mongolian, Tibetan, Uyghur and other names, with and without a dot, and rare
 * surnames. They are taken only where nothing but a name can stand: right before 任 or a post, or in a column of persons.
 *
 *   孟根其其格任旗林业和草原局局长, 买买提·艾力, 次仁卓玛, 妥继祖县林业局局长 → a name
 *   任县水利局局长, 农业农村, 各镇办, 分管领导                                → none
 */
import { isGroupName, isPersonName, isPostTitle, isUnitName, joinName } from '../text/units.ts'

/** words of sentences and units; with one of them the words are no name */
const NOT_IN_NAME = /[省市县区旗州盟镇乡局委办府会院校部处科站所长任免职经研究决定同意拟现因并由为的各等及]/
const NOT_A_NAME =
  /农业|林业|水利|财政|公安|教育|卫生|民政|交通|住建|环保|应急|宣传|组织|统战|政法|纪检|文旅|文化|商务|工信|发改|人社|审计|统计|税务|气象|供电|电力|全体|有关|相关|班子|成员|领导|专班|街道|社区|苏木|公司|中心|政府|银行|集团|待定|同上|负责|牵头|配合|主管|分管|原来|同时|另有|任用|退休/

/** 2 to 8 characters, or parts with a dot between them, that can be nothing but a name in a place where a name must stand. */
export function isLooseName(text: string): boolean {
  const name = joinName(text)
  if (isPersonName(name)) return true
  if (/^[\u3400-\u9fff]{2,8}[·•．.][\u3400-\u9fff·•．.]{2,12}$/u.test(name)) return true
  // 其 opens a word of reference, but also names such as 其其格, 其木格
  if (!/^[\u3400-\u9fff]{2,8}$/u.test(name) || /^其(?![其木])/.test(name)) return false
  return !NOT_IN_NAME.test(name) && !NOT_A_NAME.test(name) && !isUnitName(name) && !isGroupName(name) && !isPostTitle(name)
}
