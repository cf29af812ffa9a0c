/** Who was there: the names in lists of attendees, so that later lines can be read with them [EX22]. */
import { verbAt } from './zh-verbs.ts';

const ROLE_LINE =
	/^[\s*_]{0,4}(?:会议|轮值|值周|本周|本次|当周|今日)?(?:主持人?|主\s{0,4}席|召集人|值日生?|轮值|记\s{1,4}录|记录人?|记录员|纪录|汇报人|报告人|主讲人?|发言人|分享人|提案人|提案单位|提案部门|(?:[a-z]{2,10}[- ]){0,2}(?:moderators?|facilitators?|note[- ]?takers?|scribes?|chairs?|hosts?|time ?keepers?|watcher|presenters?)(?: today)?|minutes(?: by| taken by)?|(?:minute|vibes?)[- ](?:taker|checker)|chair(?:person|man)|cultivator|speaker|lead)[*_\s]{0,4}(?:[:]|\s{1,4})[*_\s]{0,4}\S.{0,80}$/;

/** `主持人：王一`, `Notetaker: ana`: says who did what in the meeting; never an item [EX55]. */
export function rolesLine(folded: string): boolean {
	if (!ROLE_LINE.test(folded) || SAID.test(folded)) return false;
	return /[:]/.test(folded.slice(0, 30)) || folded.length <= 24;
}

/** 「主席：请秘书更正后公告」 is what the chair said. */
const SAID =
	/^[^:]{2,6}:\s?(?:(?:请|我(?!国)|这|那|各[位单部]|本[案次会]|有关|关于|因|若|如|同意|大家|[\u3400-\u9fff]{2,16}(?:请|[,]\s?(?!(?:会议)?[记纪]录|司仪)[\u3400-\u9fff]{4}|[。!?;]))|.{0,60}[。;]\s?\S)/;

/** 「冯涛 记录：小艾」 */
const ROLE_INSIDE =
	/\s(?:会议|轮值|下周|下次)?(?:主持人?|轮值|主席|记录人?|纪录|司仪|列席|出席|导师|指导老师|组员|组长|成员|委员|主任|队员)\s?[:]/g;
/** 「后端（丁一凡、冯凯）」: who they are stands in the brackets. */
const OF_BODY =
	/(?:全员|全体|产品|[前后]端|客户端|测试|研发|开发|运营|运维|设计|市场|销售|算法|数据|项目|财务|法务|行政|人事|客服|[\u3400-\u9fff]{1,6}(?:部|组|方|侧|公司|团队|代表|处|科|中心))\s?\(([\u3400-\u9fff·a-z、,\s]{2,40})\)/g;
/** 「博士：高远」, 「产品-苏苏」 */
const OF_GROUP =
	/^\s*(?:[\u3400-\u9fff]{2,8}\s?(?::|-{1,2})\s?|[a-z]{2,4}(?=[\u3400-\u9fff]{2,3}$))(?=[\u3400-\u9fffa-z])/;
const SPLIT = /[,、;，；|/&+]|[✅❌☑✔✓×]\ufe0f?|\s{2,}|\band\b|\s-\s/;
const TITLES =
	/(?:副?会长|副?秘书长|副?理事长|副?主席|副?主任|副?部长|次长|部员|委员|秘书|干事|经理|总监|主委|副主委|财委|监委|环委|总干事|主席|老师|教授|同学|组长|队长|顾问|主管|店长|站长|所长|科长|处长|书记|工程师|专员|课长|协理|副理)/;

/** The names of one line of an attendance list, folded; whole names and the short forms people go by. */
export function namesInAttendance(folded: string): string[] {
	const names: string[] = [];
	const listed = folded.slice(0, 2000).replace(ROLE_INSIDE, '、').replace(OF_BODY, '$1');
	for (const part of listed.split(SPLIT).flatMap(spacedNames))
		names.push(...namesIn(part.replace(OF_GROUP, '')));
	return names;
}

/** 「阿伦 郁婷 国豪 小安」 */
function spacedNames(part: string): string[] {
	const words = part.trim().split(/\s/);
	return words.length >= 3 && words.every((word) => /^[\u3400-\u9fff]{2,4}$/.test(word)) ? words : [part];
}

function namesIn(part: string): string[] {
	const bare = part.replace(/^[\s*_>\-•+:]+|[\s*_.]+$/g, '').replace(/^\d{1,2}[.、)]\s?/, '');
	const spaced = /^@([a-z][a-z.'-]{0,15}(?:\s[a-z][a-z.'-]{0,15}){1,2})$/.exec(bare);
	if (spaced) return [spaced[1]!, spaced[1]!.split(' ')[0]!];
	const handles = bare.includes('@')
		? [...bare.matchAll(/@\s?([\p{L}\p{N}_.-]{1,39})/gu)].map((found) => found[1]!.replace(/[.-]+$/, ''))
		: [];
	const named = bare.replace(OF_AREA_BEFORE, '');
	const words = (handles.length > 0 ? named.replace(/@\s?[\p{L}\p{N}_.-]{1,39}/gu, ' ') : named)
		.replace(/\([^)]{0,60}\)?|\[[^\]]{0,60}\]|\uE000{1,300}/g, ' ')
		.replace(/^name=\s?/, '')
		.replace(/(?<=^[a-z.'-]{2,20}(?: [a-z.'-]{1,20})?) (?:from|representing|for) .*$/, '')
		.replace(
			/^(?:mr|mrs|ms|dr|prof|professor|coach|cllr|councillor|rev|sir|fr|sec|secretary|treasurer|president|chair)\.?\s/,
			''
		)
		.trim();
	// `Erik K5WW`: a name, and the sign of a station.
	const signed = /^([a-z][a-z .'-]{1,30}?)\.?\s([a-z]{1,2}\d[a-z]{2,3})$/.exec(words);
	if (signed) return [...wordNames(signed[1]!), signed[2]!];
	return [...handles, ...wordNames(words)];
}

function wordNames(words: string): string[] {
	const initials = /^([a-z]{2,4})\s?:\s?(\S.*)$/.exec(words);
	if (initials) return [initials[1]!, ...wordNames(initials[2]!)];
	if (/^[a-z]{1,3}\s?[哥姐总叔]$/.test(words)) return [words];
	const signed = /^[\u3400-\u9fff]{2,5}\s?([a-z][a-z.-]{1,14})$/.exec(words);
	if (signed) return [signed[1]!];
	const placed =
		/^[\u3400-\u9fff]{2,8}\s?[-–—]\s?([\u3400-\u9fff·]{2,6}|[a-z][a-z.'-]{1,14})$/.exec(words) ??
		OF_PLACE.exec(words);
	const name = placed?.[1] ?? placed?.[2];
	if (name) return /^[a-z]/.test(name) ? [name] : chineseNames(name);
	if (/^[\u3400-\u9fff·]{2,8}$/.test(words)) return chineseNames(words);
	// `3wc`, `dave_42`: what people call themselves online.
	if (/^(?=.*[a-z])(?=.*[\d_])[a-z\d_-]{2,16}$/.test(words)) return [words];
	if (!/^[\p{L}'’.-]{2,20}(?:\s[\p{L}'’.-]{1,20}){0,3}$/u.test(words) || /[\u3400-\u9fff]/.test(words))
		return [];
	if (
		/^(?:none|n\/a|tbd|all|everyone|names?|regrets|guests?|name|open|the|and|others?|foundation|project|cross|members?)\b/.test(
			words
		)
	)
		return [];
	const [first, ...rest] = words.split(' ');
	return rest.length > 0 && first!.length >= 2 ? [words, first!] : [words];
}

/** 「博班 冠宇」, 「业务 kevin」, 「pm vivian」, 「rd 家豪」: what they are, a space, who they are. */
const OF_PLACE =
	/^(?:[\u3400-\u9fff]{1,6}\s([\u3400-\u9fff·]{2,8}|[a-z][a-z.'-]{1,14})|(?:pm|po|rd|qa|ui|ux|ued|hr|fe|be|ios|dba|sre|ops|ceo|cto|coo|cfo|pd|ae|mis|it)\s([\u3400-\u9fff·]{2,4}))$/;

/** 「活动长小杰」, 「副会长阿凯」 */
const OFFICE_BEFORE =
	/^(?:副?主任|副?主席|副?组长|副?队长|主委|经理|导师|[\u3400-\u9fff]{1,4}(?:组|部|处|科|股|队|长|员|秘书|干事|经理|主任|老师|教授|总监|助理|工程师|主委|召|负责人|委员|代表|律师|顾问|牧师))(?=[\u3400-\u9fff]{2,3}$)/;

const OF_AREA =
	/^(?:活动|公关|美宣|总务|财务|学术|学权|新闻|社团|资讯|文书|器材|体育|康乐|技术|市场|销售|产品|研发|人事|行政|教学|场务|课务|网管|企划|宣传|设计|前端|后端|测试|运营|开发|人力|商务|售前|实施|副社|专监)/;

/** 「童靖雯」 is called 靖雯, unless that is a word as well. */
function givenName(words: string): string[] {
	const given = words.slice(1);
	return words.length === 3 && SURNAMES.includes(words[0]!) && !A_WORD.test(given) && verbAt(given, 0) === 0
		? [given]
		: [];
}

const SURNAMES =
	'王李张刘陈杨黄赵周吴徐孙马朱胡郭林何高梁郑罗宋谢唐韩曹许邓萧肖冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎闫薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮柯牟卓辜温巫花桂侯佟尤简戚席符佘储屠仲窦晏柏应宗丛岑薄米贝臧谈茅娄虞昝裘缪郁单杭包诸吉钮冉闵蒲连赫麻商池濮竺凤糜';
const A_WORD =
	/^(?:律师|老师|经理|教授|主任|师[傅兄姐弟妹]|先生|小姐|女士|太太|同学|主席|博士|医[生师]|护[士师]|工程|阿姨|叔叔|伯伯|大[哥姐]|牧师|长老|执事|传道|神父|修女|[法师技厨]师|师父|支书|书记|干事|会计|出纳|[警法]官|司机|老板|总[监裁管]|主[管编]|编辑|记者|导演|教练|国庆|建[国设华]|爱[国民]|海[洋外]|平[安凡]|新[华年闻]|光[明华]|和[平谐]|胜利|永[久远]|振兴|解放|世界|东方|向[阳前]|志[愿工]|文[明化静]|春[天节]|明[天年确]|大[家会]|学[习生]|长[期远]|可[能以]|自[然动]|天[天气]|一[鸣一]|未来|成[功立]|中[华心秋]|家[乐人]|小[组时明]|子[轩]?$|[\u3400-\u9fff](?:部|组|处|会|室|科|员|长|人)$)/;

/** 「测试@琪琪」 */
const OF_AREA_BEFORE = new RegExp(`${OF_AREA.source}[组部侧端]?\\s?(?=@)`);

/** 「黄秘书长诗芸」 holds its title in the middle: 黄诗芸. */
function chineseNames(words: string): string[] {
	const called = /..(?=[老小阿](?![师板])[\u3400-\u9fff]$)/.exec(words);
	if (called) return [words.slice(called.index + 2), words];
	const title = TITLES.exec(words);
	const office = OFFICE_BEFORE.exec(words);
	if (office && (!title || title.index === 0 || OF_AREA.test(words)))
		return [words.slice(office[0].length), words];
	if (!title && words.length >= 4 && OF_AREA.test(words))
		return [words.slice(OF_AREA.exec(words)![0].length), words];
	if (!title) return words.length <= 4 ? [words, ...givenName(words)] : [];
	if (words.length <= 4 && words.endsWith(title[0])) return [words];
	const before = words.slice(0, title.index);
	const after = words.slice(title.index + title[0].length);
	if (after.length > 0 && before.length > 0)
		return [
			before[0]! + after,
			...(before.length > 1 ? [before.slice(0, 2) + after] : []),
			...(before.length > 1 && after.length > 1 ? [after] : [])
		];
	return before.length >= 2 && before.length <= 4 ? [before] : after.length >= 2 ? [after] : [];
}
