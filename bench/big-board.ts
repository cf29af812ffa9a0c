import { addDays } from '#domain/day.ts';
import type { Status } from '#domain/board/status.ts';
import type { CardFacts, Company } from '#support/company.ts';

/** How many cards stand in each column: 5,000, of them 1,500 in the fullest. */
const counts: Readonly<Record<Status, number>> = {
	not_started: 1_500,
	in_progress: 1_300,
	done: 1_200,
	delayed: 1_000
};

const deeds = [
	'提交报价单',
	'完成短视频内容制作初稿',
	'修复登录问题',
	'整理用户反馈并给出处理意见',
	'Plan the training'
];
const things = [
	'，附上市场部的预算表',
	'',
	'，与供应商确认交付时间后同步给各部门负责人',
	'（第二轮）',
	' for the new staff'
];

/** Fills a company with them: of everybody, of every priority, due before and after today; the same ones each time. */
export async function fillBoard(company: Company): Promise<void> {
	const { people, departments, today } = company;
	const owners = [
		...Object.values(people).map(({ id }) => ({ kind: 'person', id }) as const),
		...Object.values(departments).map(({ id }) => ({ kind: 'department', id }) as const),
		null
	];
	const priorities = ['high', 'medium', 'low', null] as const;
	const facts = Object.entries(counts).flatMap(([status, count]) =>
		Array.from({ length: count }, (_, at): CardFacts => ({
			content: `${deeds[at % deeds.length]!}${things[(at * 3) % things.length]!} ${at + 1}`,
			owner: owners[(at * 7) % owners.length]!,
			due: status !== 'delayed' && at % 9 === 0 ? null : addDays(today, (at % 60) - 20),
			priority: priorities[(at * 5) % priorities.length]!,
			status: status as Status,
			progress: status === 'in_progress' ? (at * 25) % 100 : undefined
		}))
	);
	await company.cards(facts);
}
