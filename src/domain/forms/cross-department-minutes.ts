import type { Form, SkeletonBlock } from '../form.ts';
import type { Locale } from '../member.ts';

/** T2 跨部门沟通纪要. The basic facts (time, form, people) stand in the meeting itself and are shown above the text. */
export const crossDepartmentMinutes: Form = {
	id: 'cross-department-minutes',
	template: 'T2',
	name: { 'zh-CN': '跨部门沟通纪要', 'zh-TW': '跨部門溝通紀錄', en: 'Cross-department minutes' },
	purpose: {
		'zh-CN': '几个部门一起讨论并分工：背景与目标、各部门观点、共识结论、待办事项。',
		'zh-TW': '幾個部門一起討論並分工：背景與目標、各部門觀點、共識結論、待辦事項。',
		en: 'Several departments discuss and share out work: background, views, conclusions, action items.'
	},
	skeleton: ({ locale, departmentNames }): SkeletonBlock[] => {
		const words = text[locale];
		const colon = locale === 'en' ? ': ' : '：';
		return [
			{ type: 'heading', level: 2, text: words.background },
			{ type: 'paragraph', text: '' },
			{ type: 'heading', level: 2, text: words.positions },
			{ type: 'bullets', items: departmentNames.length ? departmentNames.map((name) => name + colon) : [''] },
			{ type: 'heading', level: 2, text: words.conclusions },
			{ type: 'numbers', items: [''] },
			{ type: 'heading', level: 2, text: words.items },
			{ type: 'table', head: words.columns, rows: [1, 2, 3].map((n) => [String(n), '', '', '', '', '']) },
			{ type: 'heading', level: 2, text: words.followUp },
			{ type: 'paragraph', text: '' },
			{ type: 'heading', level: 2, text: words.absences },
			{ type: 'paragraph', text: '' }
		];
	}
};

type Words = {
	readonly background: string;
	readonly positions: string;
	readonly conclusions: string;
	readonly items: string;
	readonly columns: readonly string[];
	readonly followUp: string;
	readonly absences: string;
};

const text: Record<Locale, Words> = {
	'zh-CN': {
		background: '沟通背景与目标',
		positions: '各部门观点摘要',
		conclusions: '达成的共识结论',
		items: '待办事项清单',
		columns: ['序号', '具体内容', '责任部门/人', '截止时间', '输出成果', '优先级'],
		followUp: '后续跟进计划',
		absences: '缺席人员及原因、附件、抄送'
	},
	'zh-TW': {
		background: '溝通背景與目標',
		positions: '各部門觀點摘要',
		conclusions: '達成的共識結論',
		items: '待辦事項清單',
		columns: ['序號', '具體內容', '責任部門/人', '截止時間', '輸出成果', '優先級'],
		followUp: '後續跟進計畫',
		absences: '缺席人員及原因、附件、副本'
	},
	en: {
		background: 'Background and goal',
		positions: 'Views of the departments',
		conclusions: 'Conclusions',
		items: 'Action items',
		columns: ['No.', 'Task', 'Owner', 'Due', 'Deliverable', 'Priority'],
		followUp: 'Follow-up',
		absences: 'Absences, attachments, copies'
	}
};
