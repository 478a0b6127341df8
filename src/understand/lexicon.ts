/**
 * Everyday words and the words official documents use for the same thing: general Chinese administration, no place,
 * no gazette. Each line is a set of words that may stand for one another; `expand` adds the others to a query.
 */
const SETS: readonly string[] = [
  // who is in charge
  '牵头 挑头 带头 领头 主办 牵总',
  '配合 协同 协办 会同 参与 协助',
  '承办 主办 经办',
  // money
  '补贴 补助 奖补 贴 发钱 补钱 补偿',
  '奖励 奖 奖金 给钱 奖补 以奖代补',
  '标准 多少钱 金额 额度',
  '资金来源 钱怎么出 谁出钱 掏钱 出资 资金 投资',
  '罚款 罚 处罚 处理 追究 责令 罚钱',
  '缴费 交费 交钱 缴纳 参保缴费 个人缴费',
  '免费 不要钱 不收费 不花钱',
  '总投资 投资 花多少',
  // people
  '低保 最低生活保障 低保户 低保对象 吃低保',
  '特困 五保 特困供养 五保户 特困人员',
  '残疾 残疾人 残联 重残',
  '儿童 孩子 娃 小孩 未成年人',
  '老人 老年人 奶奶 爷爷 上年纪',
  '孤儿 无人抚养 事实无人抚养',
  '妇女 女的 女性',
  '两癌 乳腺 宫颈 乳腺癌 宫颈癌',
  '农民工 打工 务工',
  '脱贫户 建档立卡 监测对象 贫困户',
  '退役军人 当兵 退伍',
  '学校 中小学 幼儿园 学生 孩子上学',
  '企业 公司 厂 工厂 厂子',
  '举报人 告发 举报 检举 揭发',
  '居民 群众 老百姓 市民 村民',
  // land and village
  '耕地 田 地 农田 种田 田土',
  '流转 租 租赁 承包 包田',
  '秸秆 稻草 稻秆 禾秆 草垛',
  '焚烧 烧 露天焚烧 点火',
  '农村公路 村路 村道 乡道 修路 村里的路',
  '户厕 厕所 改厕 公厕',
  '自来水 饮水 供水 吃水 农村饮水',
  '滑坡 山体滑坡 地质灾害 塌方 崩塌 地灾',
  '禁渔 禁捕 捕鱼 打鱼 电鱼',
  '农贸市场 菜市场 菜场',
  // houses and towns
  '商品房 新房 期房 预售 买房 楼盘 楼房',
  '不动产权证 房本 房产证 不动产证 办证 即交证 交证',
  '收房 交房 拿房',
  '预售资金 卖期房收的钱 监管账户 项目账户 一个账户',
  '公租房 公共租赁住房 廉租房',
  '保障性租赁住房 保租房',
  '老旧小区 老小区 旧小区',
  '加装电梯 装电梯 电梯加装',
  '燃气 煤气 液化气 天然气 瓶装气 气罐 煤气罐',
  '流动气贩 卖气 送气',
  '适老化 装扶手 扶手 居家改造',
  '停车场 停车位 停车',
  '公交 公交车 班车',
  // environment and emergencies
  '重污染天气 雾霾 空气差 空气重污染 霾 空气污染 空气质量',
  '预警 警报 报警级别',
  '应急响应 响应 应急 启动响应',
  '森林防火 山火 森林火灾 火情 火灾',
  '祭祀 上坟 扫墓 烧纸 祭祖 点香 祭品',
  '林缘 山边 山林边 林区边缘 森林边缘',
  '烟花爆竹 鞭炮 炮仗 花炮 放炮',
  '危险废物 危废',
  '排放 偷排 排污 直排 偷偷排放',
  '化工企业 化工厂 化工',
  '沿江一公里 江边一公里 沿江1公里',
  // health, schooling, insurance
  '医保 医疗保险 居民医保 城乡居民基本医疗保险 医疗保障 合作医疗 新农合',
  '社保 社会保险 养老保险',
  '看病 就医 诊疗 医疗',
  '报销 支付 待遇',
  // business
  '营商环境 发展环境 办事环境',
  '首违不罚 头一回 第一次 轻微违法 免罚 首次违法 初次',
  '营业执照 办照 执照',
  '摩托车 电动车 两轮 摩电 摩托',
  '头盔 戴帽 一盔一带 安全头盔',
  '无牌 没上牌 未上牌 无证 没驾照 无保险 未投保 三无',
  '快递 物流 寄递',
  '招商 招商引资 投资办厂 引资',
  '成品油 汽油 柴油 汽柴油 燃油 油品',
  '车用尿素 尿素',
  '贷款 借款 融资 低息融资',
  '一网统管 数据孤岛 数据共享 数据壁垒',
  // time and procedure
  '截止 截至 最晚 最迟 期限 到哪天',
  '提交 上报 报送 交 递交 发送 反馈',
  '申请 申报 办理 怎么办 咋办',
  '地点 地址 在哪 哪里 上哪',
  '电话 号码 热线 联系电话 手机 手机号',
  '施行 实施 生效 起施行 执行',
  '废止 作废 取消 不再执行',
  '失效 过期 到期',
  '有效期 管多久 有效多久',
  '解除 撤销 撤了 取消预警',
  '总结 书面总结 应对情况 评估报告 书面报告',
  // persons and posts
  '一把手 主要负责人 主任 局长 书记',
  '任命 任职 接任 新任 换人 上任 任',
  '免职 免去 撤 卸任 免掉',
  '分管 管 负责 主管',
  '联系人 联络员 专抓 专干',
  '常务副市长 常务副县长 常务副区长',
  '组长 召集人 总召集人 指挥长',
  '办公室设在 办公室设 牵头办公室 日常办公室 办公室摆在',
  '表彰 表扬 通报表扬 先进',
  '房屋征收 拆迁 征收 征地',
  '钓鱼 垂钓 钓竿',
  '空气质量优良天数 优良天数 优良率 空气好的天数',
  '惩罚 约束 处罚 等待期',
  '粮店 粮油店 供应网点 粮油 超市',
  '摸底 摸清底数 排查',
  '例会 会议 召开',
  '押金 保证金 租赁保证金',
  '新生儿 刚出生 宝宝 婴儿 出生的娃',
  '挂帅 组长 总负责 指挥长',
  '能报 报销 支付',
  '没交 未缴 断缴 断保 未参保',
  '游客 接待游客 人次',
  '不准 禁止 不得 严禁 不允许 不让',
  '上边 上游',
  '身份证 证件 身份证明',
  '罚 罚款 处罚 警告',
  '狗 犬 养狗 犬类 养犬',
  // short names of units
  '卫健 卫生健康 卫健局 卫健委',
  '人社 人力资源和社会保障',
  '住建 住房和城乡建设',
  '发改 发展和改革',
  '教体 教育体育',
  '市监 市场监管 市场监督管理',
  '医保局 医疗保障局',
  '文旅 文化旅游',
  '应急局 应急管理局',
  '自规 资规 自然资源和规划 自然资源',
  '交通局 交通运输局',
  '城管 城市管理 综合执法',
  '工信 工业和信息化',
  '科工 科技和工业信息化',
  '商粮 商务粮食',
  '人防 人民防空 国防动员',
  '残联 残疾人联合会',
  '数据局 数据管理',
  '退役军人局 退役军人事务局',
  '行政审批局 行政审批服务局',
  '总会计师 总会计',
]

const OTHERS = new Map<string, string[]>()
for (const line of SETS) {
  const words = line.split(' ')
  for (const word of words) OTHERS.set(word, [...(OTHERS.get(word) ?? []), ...words.filter(other => other !== word)])
}

/** Longest word first, so that 煤气罐 is seen before 煤气. */
const WORDS = [...OTHERS.keys()].filter(word => word.length >= 1).sort((left, right) => right.length - left.length)

/** All words of the lexicon, for the word cutter. */
export function lexiconWords(): string[] {
  return [...OTHERS.keys()]
}

export interface Expansion {
  /** the everyday or official word of the question */
  word: string
  /** words that may stand for it */
  others: string[]
}

/** Words of the lexicon that a question holds (longest first, not overlapping), each with its equivalents. */
export function expand(question: string): Expansion[] {
  let rest = question
  const found: Expansion[] = []
  for (const word of WORDS) {
    if (word.length < 2 && !STANDALONE.has(word)) continue
    if (!rest.includes(word)) continue
    rest = rest.replaceAll(word, '\u0000')
    found.push({ word, others: OTHERS.get(word) ?? [] })
  }
  return found
}

/** One-character words that mean the same inside a longer everyday phrase. */
const STANDALONE = new Set(['娃', '罚', '烧'])
