/** Chinese verbs of work that can be ticked off, in simplified characters. */

/** Two characters and more: single ones stand in too many other words. As alternatives of a pattern. */
export const WORK_VERBS =
	'完成|提交|提供|提报|输出|整理|制定|制订|制作|编写|编制|撰写|起草|拟定|拟订|草拟|更新|修改|修订|修复|' +
	'修正|优化|确认|确定|明确|联系|联络|协调|组织|安排|准备|筹备|调研|评估|测试|验证|部署|上线|发布|发送|' +
	'发放|发出|寄出|同步|汇报|回报|汇总|反馈|回复|答复|跟进|跟踪|追踪|落实|推进|推动|对接|梳理|排查|细化|' +
	'启动|召集|通知|告知|知会|采购|购买|设计|开发|搭建|建立|建置|建档|补充|补齐|补交|补办|上传|上架|下架|' +
	'下载|处理|解决|定位|分析|统计|统整|收集|搜集|征集|审核|审查|审阅|复核|核对|核实|核查|检查|检视|清点|' +
	'盘点|监控|培训|招募|招聘|报名|申请|缴交|缴纳|缴费|交付|交接|移交|转交|递交|呈报|上报|报送|呈送|送达|' +
	'送交|上交|加强|统筹|填写|填报|填表|签署|签订|签约|签核|盖章|洽谈|洽商|洽询|接洽|协商|商讨|研究|研议|' +
	'研拟|探讨|讨论|沟通|调查|勘查|勘察|场勘|会勘|汇整|汇编|研商|报修|通报|函报|核定|核备|陈报|彩印|公示|' +
	'完善|健全|清淤|清运|分配|调配|分派|探访|拜访|探望|回覆|收取|收缴|询问|咨询|请示|请教|宣传|推广|公布|' +
	'公告|公开|张贴|印制|打印|列印|录制|录入|导入|导出|迁移|合并|接入|集成|联调|改造|整改|清理|清除|删除|' +
	'移除|关闭|闭环|开通|配置|设置|设定|安装|更换|维修|维护|实现|重构|升级|迭代|封装|适配|对齐|' +
	'review|评审|归档|存档|备份|扫描|拍摄|剪辑|采集|标注|训练|调整|改善|改进|改为|改成|新增|增加|' +
	'添加|加入|加上|减少|降低|提升|提高|强化|确保|保证|争取|执行|实施|开展|举办|办理|代办|邀请|预约|预订|' +
	'订购|下单|付款|报销|报账|报价|询价|比价|结算|核算|转发|转告|转达|传达|分享|展示|演示|翻译|校对|复盘|' +
	'总结|规划|排期|拆分|拆解|认领|承接|支持|协助|配合|参与|参加|出席|领取|投票|登记|签到|签收|回收|催办|' +
	'估价|议价|访价|催收|督促|监督|指导|辅导|学习|阅读|查看|查询|查找|寻找|了解|试用|体验|写|出具|给出|' +
	'拿出|交给|交由|交至|传给|传到|发给|寄给|找到|做好|做出|做完|订出|定好|列出|画出|算出|选出|选定|敲定|' +
	'锁定|落地|跑通|打通|跟客户|走查|巡检|演练|验收|点检|布置|清洁|搬运|贡献|撰稿|投稿|发文|发邮件|发信|' +
	'开会|召开|复测|回归|压测|巡查|追加|补货|发货|收货|入库|出货|打样|送审|送样|备案|报备|立项|结案|结项|' +
	'招标|投标|签报|请款|催款|对账|开票|记录|描述|澄清|说明|补录|替换|切换|绑定|拉取|拉通|拉群|建群|考虑|' +
	'声明|回应|放到|放上|放置|贴到|分发|发到|寄到|拿到|交到|退费|退款|绘制|缮打|函请|函复|函询|盘查|稽催|' +
	'排定|核发|续办|补给|发函|去函|致函|行文|列管|巡视|除草|修剪|疏通|抽换|汰换|认养|退还|拆除|拨款|提出|拍板|做图|打卡|出图|排练|彩排|布展|撤场|' +
	'调拨|划拨|汇款|转账|缴款|定稿|印刷|推出|签字|排版|改版|报给|发推文|收齐|凑齐|谈妥|指派|委派|抽检|' +
	'送检|备货|交印|致歉|道歉|致电|回访|回电|查修|检修|抢修|派员|报验|报审|报批|补正|用印|寄送|下发|印发|' +
	'抄送|归还|复现|抓包|走访|慰问|测算|比对|校稿|借用|租借|场布|布场|重编|重写|重做|重拍|重印|重排|重画|' +
	'重录|重发|重跑|重测|润饰|润稿|请购|备齐|备妥|发包|施划|划设|抽查|抽验|稽查|督查|派人|反映|反应|推派|' +
	'施作|进场|拟稿|供稿|执笔|回传|回寄|回填|叫修|送修|预留|保留|遴选|提名|选派|检附|检送|函送|函转|转知|' +
	'转陈|签陈|签办|副知|查处|查明|厘清|盘整|洽办|自查|自评|自检|商请|研处|丢到|丢给|丢进|填到|移到|转到|' +
	'换成|担任|修理|腾出|磋商|商议|商谈|会商|面谈|约谈|挪出|空出|让出|开辟|创办|筹组|操办|寻求|征求|募集|筹集|邀集|洽借|商借|承办|筹办|' +
	'打扫|清扫|清洗|清查|购置|添购|添置|选购|增购|租用|租赁|订制|定制|退回|返还|补缴|催缴|支付|拨付|结清|核销|申领|申办|续签|公证|注册|报请|呈批|上缴|提请|转送|宣讲|启用|停用|开启|' +
	'撤销|撤换|更正|变更|更改|调换|调派|调试|测量|检测|检验|追回|追查|追缴|跟催|督导|督办|架设|搭设|铺设|铺装|敷设|修缮|修补|养护|保养|粉刷|油漆|拆卸|挖掘|浇筑|监造|召募|评标|洽请|接待|' +
	'接送|接收|接管|邀约|看望|访谈|采访|装订|影印|邮寄|寄发|运送|消毒|消杀|种植|浇水|采样|化验|策划|评选|论证|研判|委托|委请|聘请|聘用|推选|甄选|筛选|挑选|界定|划定|保存|保管|盘库|领用|' +
	'补足|赔偿|投保|续保|加固|增设|增补|增派|敦促|催促|催告|谘询|解答|处置|表彰|表扬|值守|防治|计算|输入|汇入|汇出|记账|入账|稽核|查核|会签|踏勘|现勘|丈量|标示|标记|组稿|约稿|刊登|刊载|' +
	'编辑|编排|编印|调解|劝导|劝阻|拖吊|移走|封闭|封存|封堵|打包|包装|贴出|挂出|悬挂|摆放|陈列|批改|阅卷|监考|家访|随访|义诊|接种|筛查|送货|退货|换货|订货|催货|验货|点货|排班|拍照|录影|' +
	'查验|搬迁|疏散|喂养|派遣|派送|私讯|私信';
/** 「加印500份」, 「补拍」, 「重排」: once more, more of it, for somebody, on trial. */
const AGAIN = '加补重改代试复';
const HANDS_ON = '管付领比算派印订购买发写做拍排测跑装修录交签报种搭画编译核审查填贴换挂寄送租';
/** English ones that colleagues use in Chinese sentences. */
const LATIN_VERBS =
	/(?:follow\s?up|follow|review|check|update|fix|merge|sync|push|deploy|survey|study|demo|ping|share|book|release|confirm|design|test)(?![a-z])/y;

/** The verbs by their first two characters: looking them up is faster than any pattern of so many words. */
const BY_HEAD = new Map<number, string[]>();
for (const verb of WORK_VERBS.split('|')) {
	const key = headOf(verb, 0);
	BY_HEAD.set(key, [...(BY_HEAD.get(key) ?? []), verb]);
}

/** Set where a verb can begin: most signs begin none. */
const BEGINS_VERB = new Uint8Array(65536);
for (const sign of `${WORK_VERBS.replace(/\|(.)[^|]*/g, '$1')}${AGAIN}写abcdefghijklmnopqrstuvwxyz`)
	BEGINS_VERB[sign.charCodeAt(0)] = 1;

function headOf(text: string, at: number): number {
	return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

/** How long the verb of work is that stands at an offset; 0 when none does. */
export function verbAt(text: string, at: number): number {
	const unit = text.charCodeAt(at);
	if (!BEGINS_VERB[unit]) return 0;
	if (text[at] === '写') return 1;
	if (unit >= 97 && unit <= 122) {
		const before = text.charCodeAt(at - 1);
		if (before >= 97 && before <= 122) return 0;
		LATIN_VERBS.lastIndex = at;
		const latin = LATIN_VERBS.exec(text);
		return latin?.[0].length ?? 0;
	}
	const verbs = BY_HEAD.get(headOf(text, at));
	const listed = verbs?.find((verb) => verb.length === 2 || text.startsWith(verb, at))?.length ?? 0;
	return listed || (AGAIN.includes(text[at]!) && HANDS_ON.includes(text[at + 1] ?? ' ') ? 2 : 0);
}

/** True when a verb of work stands anywhere between two offsets. */
export function hasVerb(text: string, from = 0, to = text.length): boolean {
	for (let at = from; at < to; at++) if (verbAt(text, at) > 0) return true;
	return false;
}

/** True when the verb at an offset is told as past: 「输出了」, 「讨论过」. */
export function isPastVerb(text: string, at: number): boolean {
	return /[了过]/.test(text[at + verbAt(text, at)] ?? '');
}
