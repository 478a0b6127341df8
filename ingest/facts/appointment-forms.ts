/**
 * The forms of clauses that appoint and remove, and of posts and notes.
 *
 *   张三同志任县甲局局长（试用期一年）  APPOINT        免去其县丁局副局长职务         REMOVE_THEIR
 *   聘任孙七为县己局局长                APPOINT_AS     其职务因机构更名自然免除       LAPSED
 */
const NAME = '[\\u4e00-\\u9fff](?:[ \\u3000]{0,2}[\\u4e00-\\u9fff·•.]){1,17}?'
const REMARK = '(?:\\s*[（(]\\s*[\\u4e00-\\u9fff、，,]{1,12}\\s*[）)])?'
/** 张三同志（女）, 李四（女，某族）同志、王五同志 */
const PEOPLE = `(${NAME}${REMARK}(?:同志)?${REMARK}(?:\\s*(?:[、，]|和(?!\\s*同志))\\s*${NAME}${REMARK}(?:同志)?${REMARK}){0,9})`
export const APPOINT = new RegExp(
  `^(?:同意|决定|研究决定|经研究)?\\s*${PEOPLE}\\s*(?:正式)?(?:担任|兼任|任命为|聘任为|聘为|转任|改任|调任|任)\\s*(?!期|免|职(?:务)?(?:$|[，。；]))(.{2,120})$`,
)
export const APPOINT_AS = new RegExp(
  `^(?:同意|决定)?(?:任命|聘任|聘请|聘|委任|提名)\\s*${PEOPLE}\\s*(?:担任|为|任)\\s*(.{2,120})$`,
)
export const NAMED_AS = new RegExp(`^(${NAME}${REMARK}(?:同志)?${REMARK})\\s*为\\s*(.{2,120})$`)
export const REMOVE = new RegExp(
  `^(?:同时|并|决定|同意)*(?:免去|免除|解聘|撤销)\\s*(${NAME}${REMARK}同志${REMARK}(?:\\s*(?:[、，]|和(?!\\s*同志))\\s*${NAME}${REMARK}同志${REMARK}){0,9})\\s*(?:的|所任|原任|担任的)?(.{2,120}?)(?:的)?职务(.{0,40})$`,
)
export const REMOVE_BARE = /^(?:同时|并|决定|同意)*(?:免去|免除|解聘)\s*(.{2,120}?)(?:的)?职务(.{0,40})$/
export const REMOVE_THEIR =
  /^(?:同时|并|并且|相应)*(?:免去|免除|解聘)\s*其(?:所任|原任|担任)?的?(.{2,120}?)(?:的)?职务(.{0,40})$/
export const LAPSED =
  /^(?:同时|并)?(?:其|原)(?:原任|所任|原)?(.{2,120}?)(?:的)?职务(?:.{0,24}?)(?:自然免除|自行免除|同时免除|相应免除|随之免除|予以免除|免除)(.{0,20})$/
export const LAPSED_NAMED = new RegExp(
  `^(${NAME}${REMARK}同志${REMARK})\\s*(?:的|原任|所任|原)?(.{2,120}?)(?:的)?职务(?:.{0,24}?)(?:自然免除|自行免除|同时免除|相应免除|随之免除|予以免除|免除)(.{0,20})$`,
)
export const NO_LONGER = new RegExp(
  `^(?:${PEOPLE}\\s*)?(?:同时|因.{0,20})?(?:不再|不)(?:担任|兼任|任)\\s*(.{2,120}?)(?:职务)?$`,
)
export const CONFIRMED = new RegExp(
  `^(?:同意|决定)?\\s*${PEOPLE}\\s*(?:任职)?试用期(?:已)?满.{0,12}?(?:正式)?(?:担任|任命为|任职|任为|任|转正为)\\s*(.{2,120})$`,
)
export const CONFIRMED_POST = new RegExp(
  `^(?:同意|决定)?\\s*${PEOPLE}\\s*(?:正式(?:担任|任职|任)|按期转正任|转正任)\\s*(.{2,120})$`,
)
/** 王五同志县丙中心副主任，免去其…: the verb was lost in print */
export const VERBLESS = new RegExp(
  `^(${NAME}${REMARK}同志${REMARK})\\s*((?!.*(?:职务|免|任期)).{4,60}(?:长|主任|书记|主席|经理|委员|会计师|工程师|农艺师|经济师))([（(].{1,12}[）)])?$`,
)

export const TITLE =
  /(?:长|主任|书记|主席|经理|委员|师|员|董事|监事|院士|顾问|秘书|代表|负责人|政委|组长|总监|助理|督学|馆员)$/
/** posts that name no unit of their own: 副局长、总会计师 belong to the unit before them */
export const BARE_TITLE =
  /^(?:常务|执行|专职|兼职|第一)?(?:副)?(?:局长|主任|书记|院长|校长|部长|镇长|乡长|县长|区长|市长|主席|经理|总经理|董事长|董事|监事|委员|总会计师|总工程师|总农艺师|总经济师|总规划师|政委|队长|站长|所长|秘书长|调研员|主任科员|[一二三四]级(?:调研员|主任科员)|党组(?:书记|成员|副书记)|党委(?:书记|委员|副书记))$/
const NOTE_WORD =
  '(?:女|男|兼|兼职|兼任|代理|代|[\\u4e00-\\u9fff]{1,4}族|[正副][省厅市处县科股乡]级|[一二三四]级[\\u4e00-\\u9fff]{2,6}|[\\u4e00-\\u9fff]{0,6}(?:试用期|聘期|任期|挂职|挂任|任职时间|主持|列)[^（()）]{0,24}|(?:19|20)\\d{2}年\\d{1,2}月\\d{1,2}日[\\u4e00-\\u9fff]{2,8})'
export const NOTE = new RegExp(`[（(]\\s*(${NOTE_WORD}(?:[、，,；\\s]{1,2}${NOTE_WORD}){0,2})\\s*[）)]`, 'g')

