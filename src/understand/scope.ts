/**
 * Requests that are no question about gazettes: creative tasks, instructions to the program, prompts, code, small talk.
 * Opinions and forecasts are questions, but ones that no gazette answers; they are told apart from refusals.
 */
const OFF_TASK: readonly RegExp[] = [
  /(?:写|作|编|来|创作|生成)(?:一?[首篇段个封份])?[^，。？?]{0,12}(?:诗|歌词|小说|故事|作文|情书|笑话|对联|段子|演讲稿|剧本|检讨|辞职信)/,
  /(?:忽略|无视|忘掉|忘记|不要理会|跳过|绕过)[^。]{0,16}(?:规则|指令|提示|要求|设定|限制|命令)/,
  /(?:系统|初始|隐藏)(?:的)?(?:提示词?|指令|prompt)|你的(?:提示词|规则|指令|设定|密钥|配置)|(?:输出|打印|显示|告诉我|泄露|说出|重复)[^。]{0,10}(?:提示词|系统提示|system prompt|密钥|口令|api key|token|配置文件|源代码)/i,
  /ignore (?:all |any )?(?:previous|prior|above)|system prompt|jailbreak|developer mode|DAN模式|越狱/i,
  /(?:假装|扮演|假设)你(?:是|现在是)|从现在(?:起|开始)你(?:是|叫)|角色扮演/,
  /(?:写|给我|编)(?:一?[段个份])?[^，。]{0,10}(?:代码|程序|脚本|sql|python|javascript|正则)/i,
  /(?:英|日|法|德|俄|韩|西班牙|粤|葡萄牙)(?:语|文)(?:怎么|咋|如何)(?:说|写|念)/,
  /(?:买|炒|推荐)[^。]{0,6}(?:股票|基金|彩票|虚拟币|比特币)/,
  /(?:伪造|仿造|编|造|假冒|PS?)(?:一?[张份个封])[^。]{0,24}(?:公章|证明|证件|批文|公文)/,
  /(?:翻译成|翻译为|译成)(?:英|日|法|德|俄|韩)/,
  /^(?:你好|您好|嗨|在吗|hello|hi|谢谢|再见|早上好|晚上好)[!！。.，,~～]*$/i,
  /你(?:是谁|叫什么|几岁|会什么|有女朋友|喜欢)|讲个笑话|今天天气|明天天气|算命|彩票|股票(?:推荐|走势)|星座/,
  /(?:吃|用|开)(?:点|些)?(?:什么|啥|哪种)药|(?:头晕|头痛|头疼|恶心|发烧|发热|咳嗽|胃痛|拉肚子|失眠)[^。]{0,10}(?:怎么办|咋办|怎么治|吃)/,
  /(?:教我|怎么|如何)[^。]{0,8}(?:造假证|办假证|逃税|偷税|躲避检查|贿赂|行贿|做炸药|制毒|黑进|入侵)/,
]
const OPINION =
  /[你您](?:觉得|认为|怎么看|看好)|(?:好不好|合不合理|公不公平|值不值得|应不应该|该不该|靠谱吗|够不够意思|满不满意|水平怎么样|评价一下|怎么评价)|(?:^|你|请|帮我)预测|会不会(?:涨|跌|取消|改)|将来会|以后会不会|推荐(?:一下|几个)?(?:饭店|餐馆|酒店|景点)|靠不靠谱|(?:你|您)(?:自己)?(?:评一?评|说说|看看?)[^，。？]{0,8}(?:哪个|谁|靠|值|好)|(?:谁|哪个|哪位)(?:更|最)(?:能干|厉害|好|强|负责|优秀|有本事)|哪(?:边|个|家|里|一?方)[^，。？]{0,12}(?:更|比较)(?:好|强|差|快|重视|靠谱|给力)|划不划算|有没有必要/

/** True when the request is not a question about gazettes at all. */
export function isOffTask(question: string): boolean {
  return OFF_TASK.some(pattern => pattern.test(question))
}

/** True when a matter of opinion or a forecast is asked for. */
export function asksOpinion(question: string): boolean {
  return OPINION.test(question)
}
