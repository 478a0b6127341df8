/**
 * Ways of asking that people use in one region or another, turned into the standard ones, so that every other rule needs
 * to know one form only. In: a question. Out: the same question, said in standard words.
 *
 *   救助咋个报，打好多号     → 救助怎么报，打多少号
 *   要带啥子材料，收钱不     → 要带什么材料，收钱吗
 */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[会就算该能])咋样(?=[？?，。]|$)/g, '怎么样'],
  [/咋(?:个|样|整|弄|办|搞)?(?=[？?，。]|$)/g, '怎么办'],
  [/咋个?/g, '怎么'],
  [/啥子|么子|么事|什嘛|啥/g, '什么'],
  [/几多|好多(?=[钱号元块万天个人户岁年月倍亩米公斤吨张条家次级套间小]|[？?，。]|$)/g, '多少'],
  [/多少前(?=[？?，。]|$)/g, '多少钱'],
  [/几钱(?=[？?，。一]|$)/g, '多少钱'],
  [/好久(?=[能才可开到就要会]|[？?，。]|$)/g, '什么时候'],
  [/哪个(?=管|负责|牵头|来|批|说了算|出钱|顶|当)/g, '谁'],
  [/哪(?:达|垯|搭|旮旯|疙瘩|块儿)/g, '哪里'],
  [/多咱|多会儿|啥会儿/g, '什么时候'],
  [/莫得|冇得|冇有|冇|没得(?=[钱补奖用])/g, '没有'],
  [/晓得|知不道/g, '知道'],
  [/要得不|得行不|中不中|行不中|中不(?=[？?]|$)/g, '行不行'],
  [/得不得(?=[罚扣收取])/g, '会不会'],
  [/屋头|屋里头/g, '家里'],
  [/俺们?|咱们?/g, '我们'],
  [/娃儿|娃娃|崽崽|崽|伢子|伢/g, '娃'],
  [/毛毛(?!虫|雨)/g, '新生儿'],
  [/本本/g, '证件'],
  [/(?<=[\u4e00-\u9fff])(?<![行好对是要能会可该])不[？?]?$/g, '吗'],
  [/(?<=奖励|补贴|补助|奖金|钱|罚|费用|要求|规定)没(?:有)?[？?]?$/g, '吗'],
]

export function standardWords(question: string): string {
  let out = question
  for (const [form, standard] of FORMS) out = out.replace(form, standard)
  return out
}
