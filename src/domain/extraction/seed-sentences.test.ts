import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import type { Day } from '../day.ts';
import { emptyDirectory } from '../directory.ts';
import { noOwnWords } from './own-words.ts';
import { readMinutes } from './extract-action-items.ts';

/** The sentences of the forms the product starts from, with the owner, the day and what is to be done. */
const PROMISES: readonly [
	name: string,
	text: string,
	meeting: Day,
	items: readonly [string, string | null, string][]
][] = [
	[
		'V1',
		'由市场部负责短视频内容制作（6月10日前完成初稿）',
		'2024-06-05',
		[['市场部', '2024-06-10', '短视频内容制作']]
	],
	[
		'V2',
		'销售部负责线下展会对接（6月15日前确定场地）',
		'2024-06-05',
		[['销售部', '2024-06-15', '线下展会对接']]
	],
	[
		'V3',
		'技术部提供数据监测支持（6月20日前上线系统）',
		'2024-06-05',
		[['技术部', '2024-06-20', '提供数据监测支持']]
	],
	[
		'V4',
		'产品部：6月20日前提供产品功能详解手册',
		'2024-06-05',
		[['产品部', '2024-06-20', '提供产品功能详解手册']]
	],
	['V5', '产品手册6月20日前提交', '2024-06-05', [['', '2024-06-20', '产品手册提交']]],
	[
		'V6',
		'6月6日前，市场部将待办事项清单同步至各部门',
		'2024-06-05',
		[['市场部', '2024-06-06', '将待办事项清单同步至各部门']]
	],
	[
		'V8',
		'7月每周一同步推广执行进度，由市场部跟踪人汇总',
		'2024-06-05',
		[['市场部跟踪人', '2024-07-01', '同步推广执行进度']]
	],
	[
		'V10',
		'关于备件采购，由采购部在3天内联系供应商确认交期，是否正确？',
		'2023-10-17',
		[['采购部', '2023-10-20', '联系供应商确认交期']]
	],
	[
		'V11',
		'设计部3天内完成UI初稿，开发部5天内启动前端开发',
		'2023-10-17',
		[
			['设计部', '2023-10-20', '完成UI初稿'],
			['开发部', '2023-10-22', '启动前端开发']
		]
	],
	[
		'V12',
		'总预算17万元，由市场部10月25日前细化执行方案',
		'2023-10-17',
		[['市场部', '2023-10-25', '细化执行方案']]
	],
	[
		'V13',
		'销售部负责协调门店资源，10月22日前提交活动场地清单',
		'2023-10-17',
		[['销售部', '2023-10-22', '协调门店资源，提交活动场地清单']]
	],
	[
		'V15',
		'技术部10月21日16:00前排查问题原因，提交修复方案及预计上线时间',
		'2023-10-17',
		[['技术部', '2023-10-21', '排查问题原因，提交修复方案及预计上线时间']]
	],
	[
		'V17',
		'优先优化交互逻辑（研发部*负责1周内出方案）',
		'2024-03-04',
		[['研发部*', '2024-03-11', '优化交互逻辑']]
	],
	[
		'V18',
		'同时评估服务器升级可行性（技术部*负责3天内提交报告）',
		'2024-03-04',
		[['技术部*', '2024-03-07', '评估服务器升级可行性']]
	],
	[
		'V19',
		'产品部8月10日前输出核心卖点；销售部8月15日前提交渠道需求',
		'2024-07-29',
		[
			['产品部', '2024-08-10', '输出核心卖点'],
			['销售部', '2024-08-15', '提交渠道需求']
		]
	],
	[
		'the sentence of the goal',
		'推广渠道以短视频为主，由市场部负责短视频内容制作（6月10日前完成初稿），销售部负责线下展会对接（6月15日前确定场地）',
		'2024-06-05',
		[
			['市场部', '2024-06-10', '短视频内容制作'],
			['销售部', '2024-06-15', '线下展会对接']
		]
	]
];

const NO_PROMISES: readonly [name: string, text: string][] = [
	['V7', '6月12日召开第二次进度沟通会（线上）'],
	['V9', '技术部数据监测系统已完成80%，因接口对接问题需延迟2天，预计6月22日上线'],
	['V16', '10月26日召开方案最终评审会，确认最终推广排期'],
	['V20', '推广素材制作延迟，因设计部人手不足，需市场部协调1名设计师临时支援'],
	['V21', '研发部认为服务器升级需2周且预算高'],
	['V22', '数据监测接口开发周期5天'],
	['V23', '您说的下周五是指10月27日，对吗？'],
	['V24', '下次会议讨论'],
	['V24', '需进一步评估']
];

const TRADITIONAL: Readonly<Record<string, string>> = {
	会: '會',
	议: '議',
	业: '業',
	东: '東',
	两: '兩',
	个: '個',
	为: '為',
	产: '產',
	仅: '僅',
	决: '決',
	务: '務',
	动: '動',
	协: '協',
	单: '單',
	双: '雙',
	发: '發',
	变: '變',
	后: '後',
	启: '啟',
	员: '員',
	响: '響',
	场: '場',
	备: '備',
	处: '處',
	复: '復',
	导: '導',
	将: '將',
	层: '層',
	属: '屬',
	师: '師',
	应: '應',
	开: '開',
	异: '異',
	张: '張',
	归: '歸',
	户: '戶',
	执: '執',
	扩: '擴',
	报: '報',
	担: '擔',
	拟: '擬',
	据: '據',
	数: '數',
	时: '時',
	术: '術',
	机: '機',
	权: '權',
	条: '條',
	来: '來',
	标: '標',
	样: '樣',
	档: '檔',
	检: '檢',
	汇: '匯',
	测: '測',
	济: '濟',
	点: '點',
	环: '環',
	现: '現',
	画: '畫',
	监: '監',
	盘: '盤',
	确: '確',
	种: '種',
	称: '稱',
	稳: '穩',
	线: '線',
	组: '組',
	细: '細',
	终: '終',
	经: '經',
	结: '結',
	统: '統',
	续: '續',
	维: '維',
	络: '絡',
	联: '聯',
	节: '節',
	范: '範',
	营: '營',
	补: '補',
	规: '規',
	视: '視',
	认: '認',
	讨: '討',
	训: '訓',
	记: '記',
	论: '論',
	设: '設',
	证: '證',
	评: '評',
	诉: '訴',
	词: '詞',
	试: '試',
	详: '詳',
	说: '說',
	请: '請',
	调: '調',
	负: '負',
	责: '責',
	败: '敗',
	资: '資',
	购: '購',
	软: '軟',
	输: '輸',
	边: '邊',
	达: '達',
	迟: '遲',
	选: '選',
	递: '遞',
	遗: '遺',
	采: '採',
	释: '釋',
	钟: '鐘',
	门: '門',
	问: '問',
	间: '間',
	队: '隊',
	阶: '階',
	际: '際',
	险: '險',
	题: '題',
	频: '頻',
	顾: '顧',
	预: '預',
	领: '領',
	额: '額',
	项: '項',
	馈: '饋',
	销: '銷',
	周: '週',
	广: '廣',
	内: '內',
	制: '製',
	关: '關',
	于: '於',
	岁: '歲',
	这: '這',
	进: '進',
	过: '過',
	还: '還',
	万: '萬',
	总: '總',
	优: '優',
	辑: '輯',
	逻: '邏',
	从: '從',
	渠: '渠',
	给: '給',
	对: '對',
	吗: '嗎',
	号: '號',
	册: '冊',
	功: '功',
	临: '臨'
};

function inTraditional(text: string): string {
	return Array.from(text, (sign) => TRADITIONAL[sign] ?? sign).join('');
}

function read(text: string, meetingDay: Day) {
	const blocks = [{ id: 'p', text, place: { kind: 'paragraph' as const } }];
	return readMinutes(blocks, {
		meetingDay,
		nextMeetingDay: null,
		ownWords: noOwnWords,
		directory: emptyDirectory,
		calendar: chineseCalendar
	}).items;
}

describe('the sentences of the forms', () => {
	for (const [name, text, meeting, wanted] of PROMISES) {
		for (const [script, write] of [
			['simplified', (words: string) => words],
			['traditional', inTraditional]
		] as const) {
			test(`[EX5] ${name} gives owner, day and content in ${script} script`, () => {
				const items = read(write(text), meeting);
				expect(items.map((item) => item.owners.map((owner) => owner.text).join('+'))).toEqual(
					wanted.map(([owner]) => write(owner))
				);
				expect(items.map((item) => item.due?.day ?? null)).toEqual(wanted.map(([, day]) => day));
				items.forEach((item, at) => expect(item.content).toContain(write(wanted[at]![2])));
				expect(items.map((item) => item.band)).toEqual(wanted.map(() => 'sure'));
				for (let at = 1; at < items.length; at++) {
					expect(items[at - 1]!.spans[0].end).toBeLessThanOrEqual(items[at]!.spans[0].start);
				}
			});
		}
	}

	for (const [name, text] of NO_PROMISES) {
		test(`[EX50] ${name} is no promise: ${text}`, () => {
			expect(read(text, '2024-06-05')).toEqual([]);
			expect(read(inTraditional(text), '2024-06-05')).toEqual([]);
		});
	}

	test('[EX5k] the words in brackets are the result to be delivered', () => {
		const results = PROMISES.slice(0, 3).map(
			([, text, meeting]) => read(text, meeting)[0]!.deliverable?.text
		);
		expect(results).toEqual(['初稿', '确定场地', '上线系统']);
	});

	test('[EX30] a time of day is kept beside the day', () => {
		expect(read('技术部10月21日16:00前排查问题原因', '2023-10-17')[0]!.due).toMatchObject({
			day: '2023-10-21',
			time: '16:00',
			kind: 'by'
		});
	});

	test('[EX37] a weekly promise recurs for as long as it is said', () => {
		expect(read('7月每周一同步推广执行进度，由市场部跟踪人汇总', '2024-06-05')[0]!.due).toMatchObject({
			kind: 'recurring',
			recurrence: { every: 'week', on: 1, from: '2024-07-01', until: '2024-07-31' }
		});
	});

	test('[EX9] V14 a row of a task table is an item', () => {
		const cell = (row: number, column: number, text: string) => ({
			id: `c${row}.${column}`,
			text,
			place: { kind: 'cell' as const, table: 't', row, column, rowSpan: 1, columnSpan: 1, head: row === 0 }
		});
		const { items } = readMinutes(
			[
				cell(0, 0, '行动项'),
				cell(0, 1, '截止时间'),
				cell(0, 2, '负责人'),
				cell(1, 0, '细化线下活动执行方案'),
				cell(1, 1, '2023-10-25'),
				cell(1, 2, '张*')
			],
			{
				meetingDay: '2023-10-17',
				nextMeetingDay: null,
				ownWords: noOwnWords,
				directory: emptyDirectory,
				calendar: chineseCalendar
			}
		);
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({
			content: '细化线下活动执行方案',
			due: { day: '2023-10-25' },
			owners: [{ text: '张*' }],
			band: 'sure'
		});
	});
});
