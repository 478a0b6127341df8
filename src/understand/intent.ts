/**
 * Intent of a question by its own words. Rules run in order; the first that fits wins.
 */
import type { Intent } from '../contract.ts'
import type { ValueKind } from './expectation.ts'

const RULES: readonly (readonly [Intent, RegExp])[] = [
  ['validity', /有效吗|还有效|是否有效|仍有效|失效|废止|作废|继续有效|还能用|还管用|还执行|有效期|取代|代替|同时废|过期|算不算数|算数|现在用哪|以哪(?:个|份)为准|哪(?:个|份)有效|还能不能用|能不能用|作数|作不作数|顶替[了过]?它|替代[了过]?它|算不算数|管用|还适用|清理[^，。？]{0,6}(?:结论|结果|意见)|适用吗|效力|管不管用|现行(?:有效)?的|何时起?施行|哪[天年月日]起?(?:开始)?(?:施行|实施|执行|生效)|管几年|管多久|自何时|起施行|什么时候(?:开始)?(?:施行|实施|生效)/],
  ['personnel', /任命|被撤|撤职|下台|任免|免职|免去|免掉|被免|接任|继任|新任|现任|换人|谁(?:来)?(?:担任|出任|当|任|做)(?!务|命|何|期)[^，。？]{0,16}(?:长|主任|书记|经理|会计师|主席)|换(?:了)?(?:头儿|领导|一把手|班子|负责人)|换成(?:了)?谁|换成了?哪|换(?:校长|局长|主任|院长)|担任(?:什么|何)|任(?:什么|何)职|(?:什么|啥)职务|职务是什么|(?:校长|局长|主任|院长|书记|会计师|镇长|市长|县长|区长)(?:现在)?(?:是|由|叫)?(?:谁|哪)|一把手|试用期|(?:那个|这个)?(?:位子|位置)[^，。？]{0,8}谁/],
  ['contact', /电话|号码|热线|手机号|联系方式|怎么联系|邮箱|联系人|办公地址|办公地点/],
  ['responsibility', /牵头|挑头|带头|主办|承办|协办|配合单位|协同单位|责任单位|责任人|归(?:谁|哪)|谁(?:来)?(?:管|负责|牵头|监管|执法|认定|提供)|由谁|哪(?:个|些|几|家|一|两)?[个家]?(?:单位|部门|局|办)|哪(?:个|些|几|家)(?:镇|街道|乡|公司|企业)(?:来|去)?(?:负责|管|提供|承担|牵头|监管|打击|组织|开展|盯|处理)|找(?:谁|哪)|分管|谁担责|负责(?:的是|单位|部门)|谁(?:主管|出面)|哪位.{0,6}(?:领导|副?[市县区]长)|第一责任人|谁来/],
  ['definition', /什么是|[啥何]是|(?:什么|啥)叫|是指什么|指(?:的是)?什么|含义|定义|启动条件|什么条件|什么意思|到什么地步|算几级|属于?(?:哪|什么)(?:一)?级|哪一?级/],
  ['eligibility', /能不能|可不可以|能(?:否|申请|报名|享受|领|拿|报销)|行不行|允不允许|允许|符合|够不够|有资格|哪些人(?:能|可)|(?:我|俺|咱|家)[^。？]{0,40}(?:吗|不行|行不|能|可以)|可以[^。？]{0,20}(?:吗|不)|享受/],
  ['procedure', /怎么(?:办|申请|申报|领|报|弄|交|处理|搞|走)|如何(?:申请|申报|办理|处理|认定|领取|参保|报名)|要(?:带|交|准备)(?:哪些|什么)|流程|程序|步骤|手续|咋(?:办|领|弄|申请)|什么材料/],
  ['document', /文号|登记号|哪[一个]?(?:份|件|个)?文件|哪个部门印发|发文(?:机关|日期)|印发日期|落款/],
  ['list', /哪些|哪[几两三四五六七八九十]|分别(?:是|为)|列出|一共有|都有哪|包括哪|名单/],
]

export function intentOf(question: string, expectations: ReadonlySet<ValueKind>, regionCount: number): Intent {
  if (regionCount >= 2) return 'comparison'
  for (const [intent, pattern] of RULES) if (pattern.test(question)) return intent
  if (expectations.has('phone')) return 'contact'
  if (expectations.has('unit') && !['money', 'duration', 'date', 'place'].some(kind => expectations.has(kind as ValueKind))) return 'responsibility'
  if (expectations.has('list')) return 'list'
  if (expectations.has('definition')) return 'definition'
  if (expectations.size > 0) return 'fact'
  return 'other'
}
