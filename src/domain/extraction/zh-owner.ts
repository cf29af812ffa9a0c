/** Who is named in a Chinese sentence: by the directory or the list of attendees first, then by the form of the words [EX20–EX25]. */
import { keptByPlace } from './kept-by-place.ts';
import { led } from './led.ts';
import type { FoundName, NameIndex } from './names.ts';
import { CHARGE, MODALS } from './zh-lexicon.ts';
import { verbAt, WORK_VERBS } from './zh-verbs.ts';

export type OwnerPhrase = {
	readonly start: number;
	readonly end: number;
	/** One range for each owner: 「市场部、销售部」 are two. */
	readonly parts: readonly { readonly start: number; readonly end: number }[];
	/** How sure the form is that these are owners: a known name, a department or role by its ending, or a shape only. */
	readonly form: 'known' | 'department' | 'role' | 'group' | 'person' | 'handle';
};

type Form = OwnerPhrase['form'];

/**
 * `strict`: names, departments, roles and groups. `shape`: also what has the shape of a Chinese name, a surname with one or two more
 * characters. `any`: also a Latin word, where an owner must stand.
 */
export type Looseness = 'strict' | 'shape' | 'any';

const HAN = '\\u3400-\\u9fff';

/** Endings of departments and teams, with what may not follow for them to end a word. */
const DEPARTMENT_END =
	'(?:事业部|部门|部(?![分署件位队首级长]|落(?!实))|项目组|工作组|小组|课题组|专班|组(?![织件成合建装长员])|团队|中心(?!化)|办公室|办(?![理法公事学好到]|完(?![善整]))|公司|集团|工厂|车间|事务所|科室|处室|处(?![理于在置罚方长])|科(?![技学研目长普])|课(?![程题堂本表业时间件长前后中外])|室(?![内外长友])|局(?![面部域限长])|学院|医院|院(?!长)|协会|学会|公会|工会|联盟|基金会|社(?![区会交群团长])|sig组?|wg|team|班(?![次级长])|支部|(?:[中大支]|清洁|环保|工程|巡守|巡逻|志工|志愿|消防|救援|义工|护卫|养护|抢修|施工|纠察|机动|服务|执法|宣讲|应急|督察)队(?![员长伍列友])|政府(?!机|采|补|规|资|性)|联席会|实验室|研究所|门店|分店|厂商|供应商|代理商|开发商|职能|管委)';
/** Bodies that are named by their kind alone. */
const BODY =
	'(?:(?:(?![给向把])[\u3400-\u9fff]){0,6}?(?:委员会|[选组筹评监福纪教]委会|[教校系院]评会|理事会|董事会|监事会|学生会|管委会|业委会|居委会|家委会|系学会|家长会|校友会|后援会|教师会|秘书处|财务处|总务处|教务处|学务处|办公室|总公司|分公司)|(?:甲|乙|丙|我|对|双|各|客户|校|厂|资|施工|承建|承包|总包|分包|供货|服务|业主|监理|建设|合作|第三|需求|委托|受托|代理|开发|实施|项目|平台|赞助|主办|承办|协办|使用)方(?![面案式向法便])(?:[\u3400-\u9fff]{1,6}?(?:中心|部门|部|处(?!理)|科|组(?!织)|公司))?|(?:各?参建|施工|监理|建设|设计|勘察|责任|相关|承办|主办|协办|总包|分包|使用|产权|运营|养护|检测|供货|主管|牵头)单位|[\u3400-\u9fff]{0,4}?(?:(?:水利|农技|农业|环卫|民政|统计|供电|水务|工作|服务|变电|加油|收费|监测|气象|汽车|邮政|供销|农机|防疫|文化|林业|畜牧|电视|检测)站|(?:派出|司法|财政|卫生|管理|托儿)所)|(?:清洁|环保|工程|巡守|巡逻|志工|志愿|消防|救援|义工|养护|抢修|施工|服务)队(?![员长伍列友])|物业(?!公司|管理|处|部|服务|费)|供应商|厂商|监造|承商|承揽商|承包商|分包商|包商|业主(?!委|群|代表|大会))';
const ROLE_END =
	'(?:总经理|副总经理|副总|协理|襄理|副理|特助|课长|股长|承办|产品经理|项目经理|技术经理|经理|总监|主管|专员|负责人|跟踪人|跟进人|联系人|对接人|接口人|组长|副组长|部长|次长|会长|副会长|秘书长|副秘书长|秘书(?!处|长)|总干事|干事(?!会)|主委|副主委|主任委员|主任|副主任|委员(?!会)|监委|财委|环委|机委|设委|总委|安委|文委|福委|理事长|理事(?!会|长)|监事(?!会)|社长|副社长|队长|班长|院长|校长|处长|科长|所长|园长|店长|厂长|局长|站长|书记|助理|工程师|架构师|设计师|分析师|会计(?!部|科|室|师|准|系|处)|出纳|讲师|导师|教授|老师|助教|律师|医生|护士长|同学|同事|师傅|值日生|主席|副主席|召集人|主持人|提案人|队辅长|队辅(?!长)|记录人|记录员|协调人|管理员|志工|志愿者|顾问(?!公司)|(?:资料|安全|材料|施工|质[检量]|保管|采购|业务|统计|核算|预算|造价|试验|测量|调度|值班|操作|宣传|联络|通讯|信息|辅导|巡检|技术|驾驶|库管|档案|客服|维修|话务|审核|飞行|检验|营业|理货|保洁)员(?![工会额])|专家(?!组|库|评)|代表(?!大会|性|作|团|处|着|了)|保安|警卫|保全(?!措施|业|证据|程序|公司|设备)|管家|(?:活动|公关|美宣|总务|学术|器材|文书|体育|康乐|网络|资讯|机动|场务|行政|执行|企划|宣传|摄影|财务|学务|事务|庶务|课务|教学|外务|内务|权益|福利|生活|卫生|新闻|媒体|国际|图书|[副]?议|班|舍|里|邻|馆|团)长|副?总召|总策|班导|[副]?(?:镇|乡|村|县|区)长|牧师|长老|执事|传道|同工|神父|妈妈|爸爸|奶奶|爷爷|团支书|支书|学委|体委|宣委|心委|生委|课代表|班主任|committer|maintainer|owner|pm|po|qa|hr|ued?|dba|sre)(?:们)?';
/** Work areas that are called like the people in them: 「前端」, 「市场」. */
export const AREA =
	'(?:总务|美宣|文书|副社|教学|网管|器材|学术|康乐|场务|机械|电控|视觉|嵌入式|数值|关卡|音效|动画|原画|建模|特效|人资|资讯|会计|教务|学务|企划|业务|行销|前端|后端|服务端|客户端|移动端|算法|测试|运维|运营|研发|市场|销售|产品|设计|财务|法务|行政|人事|采购|客服|公关|技术|美术|策划|文案|开发|架构|硬件|软件|数据|商务|编辑)(?:侧|同学|同事|团队|负责人|这边)?';
const GROUP =
	'(?:大家|(?:相关|有关)(?:职能)?(?:部门|单位|科室|责任人)|全部(?:人|同学|成员|部门)|(?:项目组|小组|团队|全组|本组)成员|(?:这|以上|上述|其余|其他|剩下的?)[一两二三四几]?个?(?:部门|同学|小组|单位|组|成员|人员?(?!工|力|为|数|名|类)|同事|老师)|全体(?:成员|同学|员工|部员|人员|同仁|委员|组员|队员|干部|老师|住户|业主|教师|师生|会员|社员|职工|党员|学生)?|所有(?:人|成员|部门|同学|同事|部员|组员)|每(?:个|位|家)?(?:人|成员|部门|小组|同学|组|省|市|区县|班|队|店|项目组|业务员?|销售)|各[^,。;:的个位]{1,5}?代表|各[^,。;:的个位]{1,4}(?:长|户|店|站)|各\\s?sig(?:组|\\s(?:maintainer|committer|owner|leader)s?)?|各(?:个|位)?(?:(?:职能|业务|参会|成员|相关|责任)(?:部门|单位)|乡镇|街道|社区|村|县区|区县|市县|院系|院所|学院|学校|企业|支部|党支部|车间|业务线|产品线|条线|渠道|部门负责人|部门|部长|部员|部|督导|子?计[划画]|子项目|局处|处室|机关|系所|系(?![列统])|里办公处|股室|组长|组成员|组员|小组|组|成员|单位|科室|处室|班级|班|团队|项目组|sig组?|社长|社团|委员(?!会)|负责人|店长|门店|分公司|子公司|区域|方|同学|同事|老师|同仁|家|开发者)|团队成员|组员|部员|成员们?|干部们?|工作人员|全员|参会人员|与会人员|参会人|开发团队|研发团队|相关(?:部门|人员|同事|单位|方|团队|责任人|负责人)|各(?:(?![的个位自种类项面地方家])[\\u3400-\\u9fff]){1,4}?(?=\\s?[\\uE001\\d]|请|须|需|应|要|把|将|于|在|自己|自行)|各位(?=[请把将于在先\\s\\uE001]))';
const SURNAME =
	'(?:欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|端木|夏侯|[王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮柯牟滕谷舒卜饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬岳艾褚巩宗肖闫佟尤缪冀敖巫仇鄢荆桑阚郗瞿晋苟臧竺])';

/** What may stand between a department and an office in it: 「市场部活动专员」, not 「宣传部派两名同学」. */
const AREA_OF_ROLE = `(?:(?![派出请给和与及让叫找两三几名各位个需要会将把在为由向])[${HAN}])`;
const DEPARTMENT = new RegExp(
	`(?:[${HAN}a-z0-9&/·_-]|\\s(?=sig|wg|team)){1,14}?${led(DEPARTMENT_END)}(?:的?(?:${AREA_OF_ROLE}{0,4}?${led(ROLE_END)}))?`,
	'y'
);
const BODY_HERE = new RegExp(`${BODY}(?:的?(?:[${HAN}]{0,4}?${led(ROLE_END)}))?`, 'y');
const SHORT_ROLE = new RegExp(`(?:[${HAN}a-z]{0,6}?)${led(ROLE_END)}`, 'y');
const AREA_HERE = new RegExp(
	`${AREA}(?=\\s?(?:$|[:\uE001、,/&和与]|[去来跟把帮做写约给盯补列叫]|查(?!询)|${CHARGE})|(?<=侧|同学|同事|团队|这边))`,
	'y'
);
const GROUP_HERE = new RegExp(GROUP, 'y');
const PERSON = new RegExp(
	`(?:${SURNAME}[${HAN}]{1,2}?|[小老阿晓][${HAN}]|大[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁])(?:老师|总|经理|工|哥|姐|博士|教授|主任|部长|会长|组长|同学|律师|医生)?(?=$|[^${HAN}]|和|与|及|跟|等|[把去在于向为来对给找写填订买寄约催盯补查改拍画搬借印试跑看收做调测翻另提]|出(?![差席生现来])|${CHARGE}|${MODALS}|${WORK_VERBS})`,
	'y'
);
/** The surnames most people bear. */
export const COMMON_SURNAME =
	'[王李张刘陈杨黄赵吴徐孙朱胡郭林何罗郑梁谢宋唐许邓韩冯曹彭曾肖董潘袁蔡蒋杜魏苏吕卢姚沈姜崔谭陆汪廖韦贾夏邹熊孟秦邱侯尹薛闫雷黎陶贺郝龚邵]';
/** Rarer surnames are mostly something else behind a department. */
const COMMON_PERSON = new RegExp(
	`${COMMON_SURNAME}[${HAN}]{1,2}?(?=与|和|跟|负责|牵头|[\uE001,:]|把|向|${WORK_VERBS})`,
	'y'
);
const TITLED = new RegExp(
	`(?=..?(?:总|工|老师|经理|主任|部长|会长|组长|博士|教授|主管|姐|哥|老板|律师|医生))(?!施工|员工|职工|加工|人工|手工|开工|完工|竣工|复工|分工|返工|民工)(?:${SURNAME}|(?![跟和与给找向请由叫让问对帮替被把是有各该本这那新老位名待等])[${HAN}])(?:总|工|老师|经理|主任|部长|会长|组长|博士|教授|主管|姐|哥|老板|律师|医生)(?![${HAN}]{0,1}(?:长|师|程))`,
	'y'
);
const MASKED = new RegExp(`[${HAN}]{1,10}[*＊某](?:${ROLE_END})?(?:\\s?\\([${HAN}a-z]{2,12}\\))?`, 'y');
const HANDLE = /@[\p{L}\p{N}_.·-]{1,40}(?:\([\p{L}\p{N}\s]{1,20}\))?/uy;
const LATIN = /[a-z][a-z0-9_.-]{1,30}(?:\s(?:sig|wg|team|group))?(?![a-z0-9])/y;
const TAIL = /(?:\*|某)?(?:\s?\([^()]{1,12}\))?/y;
const TITLE_AFTER = new RegExp(
	`(?:的)?(?:${ROLE_END}|总(?![${HAN}])|工(?![${HAN}作])|等人|团队|等|同志)`,
	'y'
);
const AND = /\s?(?:、|和|与|及|以及|跟|&|\/|\+|,)\s?|\s/y;

/** Those one deals with: 「由主委与厂商议价」 gives the work to one of them only. */
const OUTSIDER =
	/厂商|供应商|供货商|承包商|客户|甲方|乙方|对方|合作方|业主|房东|银行|校方|主办方|第三方|政府/y;

/** 「体育组与里长协调」, 「刘敏跟张书记要文件」: the second is whom one deals with. */
const DEALS_WITH = /^\s?(?:协调|协商|沟通|确认|洽|商量|核对|议[定价]|联系|约|要(?!求)|借|拿|说|谈|登记|请教)/;

/** Words that begin like a name and are none. */
const NO_PERSON = new RegExp(
	'^(?:金丝雀|高(?:并发|可用|精度)|司法|曲[率面]|毛[刺玻]|欧拉|熊猫|金[流属钱币矿银库]|老[板师人家年旧化]|小[时组区结心孩学型额量批步]|阿里|晓得|项[目次下]|单[位独个价号据元次品测步机点例]|时[间候效段机长限序钟延区]|连[续接带通招]|车[间辆型位道载]|方[案式向便法块面针可才差程]|安[排全装卓心静]|常[规见用务量数]|' +
		'关[于键注闭联系怀停卡节]|文[档件字化章案本法]|应[用该急对付答收届]|温[度馨]|章[节程]|成[员果本立绩品功为型]|甘特|万[一元]|包[括含装年名体管]|和[谐平]|路[线径演由面况标]|' +
		'解[决释答析除读码压耦法]|简[单化历介报易体]|全[部体员面程年局量天额新网]|经[过费理济验营典]|于是|任[务何职命]|金[额融牌]|白[板天色名盒屏]|康复|' +
		'高[优层度质级效校峰低铁温压清中价频亮阶斯]|钱款|史料|华[东南北为]|查[看询找验核重表]|强[化制调烈度大引一转]|古典|席[位卷]|司机|费[用率]|宁可|卫生|左右|管[理道控线脚]|' +
		'符[合号]|计[划算费]|房[间产屋租]|马[上达甲赛]|石[头油]|程[序度式]|余[下额量款弦数]|段[落时错]|江苏|钟[头表]|水平|张[贴图量]|周[边期知报会末年]|许[多可]|' +
		'何[时种]|韩国|曾经|董事|苏州|杜绝|丁香|范[围例]|陆续|雷同|孔径|顾客|顾问(?!公司)|赖于|武[器汉]|贺卡|严[格重]|尹始|施[工行]|莫名|易[用于]|颜色|' +
		'庄严|鲁棒|庞大|齐[全套]|申[请报]|焦[点虑]|欧洲|祝[贺愿福]|纪[要律念元]|尚未|毕[业竟设]|季[度节]|苗头|曲线|涂层|游[戏客玩标]|舒适|凌晨|盛大|党[员建]|' +
		'阳[光台]|巩固|宗旨|平[台均时行]|明[确细天]|牛市|谢谢|支[持付])'
);

/** Words of two signs that begin with one that is a surname too: 「尤其要…」, 「严禁把…」. */
const WORD_NOT_NAME = new RegExp(
	'^(?:' +
		'王牌|张[望罗]|陈[述旧列设]|黄[昏牌线页]|周[围五到全转密刊日]|马[路虎桶]|胡[乱同]|林[业区]|何[必况处以]|高[兴手考速管危空职三一]|郑重|罗列|' +
		'谢[绝意]|许[久愿]|程控|于[此今]|余[留票]|苏醒|田[间地径]|范[本畴文]|江边|钟[点楼]|戴上|任[意期教免选]|陆[地运]|方能|金[秋奖]|夏季|' +
		'石[材子板]|雷[达击雨]|白[酒纸]|龙[头舟]|段位|孔洞|史上|毛[利病巾坯]|常[态委驻年设备常抓]|万[事能]|顾[及虑全]|武[术装]|康乐|贺年|' +
		'严[禁肃查控守防把抓]|钱[包财]|施加|牛奶|洪水|温控|莫[非大要]|易[燃错懂]|乔迁|文[书艺具娱体宣创旅明稿献员末]|安[抚检保防监顿置]|庄重|庞杂|蓝[色图牙]|' +
		'齐[心备抓]|申[领诉购]|柴油|关[心爱掉口门]|欧[元美]|纪检|尚[可且需待有]|左[侧边]|季[报后]|管[材辖好住委]|辛苦|苗[木圃]|曲[目谱艺]|' +
		'路[边口灯政过]|涂料|甘愿|童[年装军话]|游[泳览行]|谷[歌物]|舒服|宁愿|盛装|查[阅证收处清漏摆]|单[项车选]|包[容裹干场车]|房[东源]|解[散锁约冻说聘]|' +
		'卫[浴星]|简[称讯要章餐]|时[刻常而薪]|连[同线夜日锁]|车[票费队牌次库]|吉[他祥]|党[委费务报]|阳性|司[仪令]|席[间次]|古[迹镇筝]|强[行电]|宗教|' +
		'肖像|尤[其为以]|晋[级升]|苟且|小[队票计幅]|老[生街房]|阿姨|晓谕|章法|华语|韩语|唐诗|宋体|符文|兰花|梅花|霍乱|饶有' +
		')$'
);

/** Words that end like a department and are none. */
const NO_DEPARTMENT =
	/^(?:(?:[报呈递函]?送|呈|函|递|陈|找|问|约|催|跟)[\u3400-\u9fff]{2,12}|.{0,12}(?:模组|群组|机组|数组|词组|乐组|分组)|.{0,6}(?:全部|内部|外部|局部|大部|底部|头部|尾部|顶部|上部|下部|细部|一部|多部|每组|一组|两组|分组|本组|该组|改组|重组|一处|各处|好处|用处|此处|处处|到处|何处|本室|教室|地下室|[浴卧居]室|会议室|科普|本科|.{0,2}[上下选补授排听备开停逃蹭修本该社堂节门]课|学科|现场|市场|上市|一班|上班|下班|加班|值班|一社|线上测试|以测试|做测试)|.{0,14}(?:与|跟(?![踪进])|关于|一下|会[和在于把将给去到]|提交|发给|交给|通知|同步|反馈|(?<![海情预])报(?![社名道告刊表])|上报|的|把|给|向|被|从|对|让|使|在|于|为|以|将|是|有|并|再|去|到|由|请|需|要|如|若|因|已|未|不|无|没|这|那|该|其|此|某|至|往|洽|与会|本次|第).{0,10})$/;

/** 「尽快与工作人员联系」, 「按照综合部的模板」: how, with whom and by what something is done, before any name. */
export const LEADS_NO_NAME =
	/^(?:尽[快早速量可]|按(?!摩)|依照|根据|遵照|严格|及时|提前|主动|务必|必须|直接|随时|另行|再次|一[起同]|共同|分别|各自|自行|和(?!平|谐)|与|跟|向(?!阳)|被|请|若|因|等(?!级|效)|通过|能(?!源))/;

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/**
 * The owners named from an offset on, as far as the words stay names: 「市场部、销售部」, 「张伟和李娜」, 「@小刘」.
 */
export function readChineseOwners(
	folded: string,
	at: number,
	names: NameIndex,
	loose: Looseness
): OwnerPhrase | null {
	const first = oneOwner(folded, at, names, loose);
	if (!first) return null;
	const parts = [{ start: first.start, end: first.end }];
	let end = first.end;
	for (let more = 0; more < 8; more++) {
		const joint = sticky(AND, folded, end);
		if (!joint || (/[与和跟]/.test(joint[0]) && sticky(OUTSIDER, folded, end + joint[0].length))) break;
		const next = oneOwner(
			folded,
			end + joint[0].length,
			names,
			/[、和与及&/+]/.test(joint[0]) ? loose : 'strict'
		);
		if (!next || (/^[\s,]+$/.test(joint[0]) && !isSameSort(first.form, next.form, loose))) break;
		if (/[与和跟]/.test(joint[0]) && DEALS_WITH.test(folded.slice(next.end, next.end + 4))) break;
		parts.push({ start: next.start, end: next.end });
		end = next.end;
	}
	// 「赵敏、孙浩两人负责…」
	if (parts.length > 1) end += sticky(COUNTED, folded, end)?.[0].length ?? 0;
	return { start: first.start, end, parts, form: first.form };
}

const COUNTED =
	/\s?[两二三四五六七八九十\d]{1,2}(?:人|位(?:同学|同事|老师)?|名(?:同学|同事|老师))(?![员均次份])/y;

function isSameSort(a: Form, b: Form, loose: Looseness): boolean {
	return a === b && (a === 'known' || a === 'handle' || (loose !== 'strict' && a === 'person'));
}

type One = { readonly start: number; readonly end: number; readonly form: Form };

function oneOwner(folded: string, at: number, names: NameIndex, loose: Looseness): One | null {
	const sure = sureOwner(folded, at, names, folded);
	if (sure || loose === 'strict') return sure;
	const person = sticky(PERSON, folded, at);
	if (person && !NO_PERSON.test(person[0]) && !WORD_NOT_NAME.test(person[0]))
		return { start: at, end: withBody(folded, at + person[0].length, names), form: 'person' };
	const latin = loose === 'any' ? sticky(LATIN, folded, at) : null;
	return latin && { start: at, end: at + latin[0].length, form: 'handle' };
}

/** Whoever is named at an offset, beyond doubt of what kind. */
const sureOwner = keptByPlace((folded, at, names): One | null => {
	const handle = folded[at] === '@' ? sticky(HANDLE, folded, at) : null;
	if (handle) {
		// 「@Liu Huan」 is one name where the minutes list it so.
		const end = Math.max(at + handle[0].length, names.at(folded, at + 1)?.end ?? 0);
		return { start: at, end, form: 'handle' };
	}
	const known = names.at(folded, at);
	if (known) {
		const end = withBody(folded, knownEnd(folded, known, names), names);
		return { start: at, end, form: 'known' };
	}
	const masked = sticky(MASKED, folded, at);
	if (masked) return { start: at, end: at + masked[0].length, form: 'person' };
	const group = sticky(GROUP_HERE, folded, at);
	if (group) return { start: at, end: at + group[0].length, form: 'group' };
	const body = bodyAt(folded, at, names);
	if (body) return body;
	const titled = sticky(TITLED, folded, at);
	return titled && { start: at, end: withBody(folded, at + titled[0].length, names), form: 'person' };
});

/** 「张伟（市场部）」: the department in brackets tells which 张伟 [EX23]. */
function withBody(folded: string, at: number, names: NameIndex): number {
	const found = sticky(BRACKETED, folded, at);
	if (!found) return at;
	return sortOfOwner(found[1]!, names) === 'body' ? at + found[0].length : at;
}

const BRACKETED = /\s?\(([^()]{2,14})\)/y;

/** Behind a known department may stand a person, behind any name a title. */
function knownEnd(folded: string, { end, known }: FoundName, names: NameIndex): number {
	const isDepartment = known.some(({ kind }) => kind === 'department');
	const person = isDepartment ? withPerson(folded, end, names) : end;
	return person > end ? person : withTitle(folded, end);
}

/** A department, a work area or a role, whichever ends first; one that begins with a verb is none (「提供委员审阅」). */
function bodyAt(
	folded: string,
	at: number,
	names: NameIndex
): { start: number; end: number; form: Form } | null {
	if (LEADS_NO_NAME.test(folded.slice(at, at + 3))) return null;
	const verb = verbAt(folded, at);
	if (verb > 0 && !NOUN_TOO.test(folded.slice(at, at + verb)) && !sticky(BODY_BEHIND, folded, at + verb))
		return null;
	const department = sticky(BODY_HERE, folded, at) ?? sticky(DEPARTMENT, folded, at);
	const role = sticky(SHORT_ROLE, folded, at);
	const isDepartment =
		department !== null && !NO_DEPARTMENT.test(department[0]) && !isDoneTo(folded, at, department[0]);
	const isRole = role !== null && !NO_DEPARTMENT.test(role[0]) && !HANDED_TO.test(role[0]);
	if (isDepartment && (!isRole || department[0].length <= role[0].length)) {
		const end = withPerson(folded, withInner(folded, at + department[0].length), names);
		return { start: at, end: end + tailLength(folded, end), form: 'department' };
	}
	const area = sticky(AREA_HERE, folded, at);
	if (area) return { start: at, end: at + area[0].length, form: 'department' };
	if (!isRole) return null;
	const end = at + role[0].length;
	return { start: at, end: end + tailLength(folded, end), form: 'role' };
}

/** 「物业公司工程部」: a department of the body just named. */
function withInner(folded: string, at: number): number {
	const inner = sticky(INNER, folded, at)?.[0];
	return inner && verbAt(folded, at) === 0 && !NO_DEPARTMENT.test(inner) ? at + inner.length : at;
}

const INNER = new RegExp(
	`(?:(?![与和跟由给向请要会将负配协把对在为及应需须派让的各])[${HAN}]){1,5}?${led('(?:部门|部(?![分署件位队首级长]|落(?!实))|办公室|科(?![技学研目长普])|处(?![理于在置罚方长])|中心(?!化)|项目组|小组)')}`,
	'y'
);

/** 「送理事长核定」: to whom it goes. */
const HANDED_TO = /^(?:[报呈递]?送|呈|陈|函|交给?|递交?|转)(?![\u3400-\u9fff]?$)/;

/** 「小赵联系设计院」: somebody does something to a body. */
function isDoneTo(folded: string, at: number, department: string): boolean {
	const person = sticky(PERSON, folded, at)?.[0];
	if (!person || NO_PERSON.test(person) || person.length >= department.length) return false;
	const behind = at + person.length;
	const verb = verbAt(folded, behind);
	return verb > 0
		? !NOUN_TOO.test(folded.slice(behind, behind + verb))
		: /^(?:另|再|先|去|来|也)?[找问催约盯给让叫请]/.test(folded.slice(behind, behind + 2));
}

/** 「清洁公司」, 「招募组」: a body called by what it does. */
const BODY_BEHIND =
	/(?:公司|厂商|单位|部门?(?![分署件位])|组(?![织件成合建装])|队(?![员长列友])|中心|团队|人员|机构|科室|小组)/y;
/** Verbs that departments are called by: 采购部, 测试组, 设计师. */
const NOUN_TOO =
	/^(?:采购|测试|设计|运营|培训|审计|研究|推广|宣传|维护|开发|策划|组织|调研|评估|检查|监督|管理|统计|分析|协调|发布|招聘|支持|接待|执行|维修|验收|招标|预算|结算|核算|服务|翻译|剪辑|拍摄|配置|集成|升级|标注|计划|规划|沟通|协作|学习|生产|学籍|参与|指导|辅导|登记|申请|审核|复核|调度|投标|评审|归档|办理|联络|对接|接口|跟进|跟踪|记录|项目)/;

/** 「基金会梁克雷」, 「销售部李明」: the person behind the department belongs to the same owner when known, or called as most people are. */
function withPerson(folded: string, at: number, names: NameIndex): number {
	const known = names.at(folded, at);
	if (known) return withTitle(folded, known.end);
	const person = sticky(COMMON_PERSON, folded, at);
	return person && !NO_PERSON.test(person[0]) ? at + person[0].length : at;
}

/** Where a title behind a name ends: 「张伟经理」; the same offset without one. */
export function withTitle(folded: string, at: number): number {
	const title = sticky(TITLE_AFTER, folded, at);
	return title ? at + title[0].length : at + tailLength(folded, at);
}

function tailLength(folded: string, at: number): number {
	if (folded[at + 1] === '边' && /^[这那]边(?![的有是])/.test(folded.slice(at, at + 3))) return 2;
	return folded[at] === '*' ? (sticky(TAIL, folded, at)?.[0].length ?? 0) : 0;
}

/** Whether a short text as a whole names a body (市场部) or a person; null for anything else. */
export function sortOfOwner(folded: string, names: NameIndex): 'body' | 'person' | null {
	const owner = isChineseOwner(folded, names);
	if (!owner || owner.parts.length !== 1) return null;
	if (owner.form === 'known') {
		const known = names.at(folded.trimStart(), 0)?.known ?? [];
		return known.some(({ kind }) => kind === 'department') ? 'body' : 'person';
	}
	if (owner.form === 'department') return 'body';
	return owner.form === 'person' || owner.form === 'handle' ? 'person' : null;
}

/** True when a short text as a whole is an owner: 「前端」, 「张三、李四」, 「市场部」. */
export function isChineseOwner(folded: string, names: NameIndex): OwnerPhrase | null {
	const text = folded.trimEnd();
	const start = text.length - text.trimStart().length;
	const phrase = readChineseOwners(text, start, names, 'any');
	return phrase && phrase.end === text.length ? phrase : null;
}
