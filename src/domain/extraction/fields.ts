/** Named fields inside a line: `责任人：张三 完成时间：6月5日`, `Owner: Ana | Due: Friday` [EX3]. */

export type FieldName = 'content' | 'owner' | 'due' | 'deliverable' | 'priority' | 'state' | 'support';

/** A field; `start` is where its name begins, the value may be empty. Offsets in the folded text. */
export type Field = {
	readonly name: FieldName;
	readonly start: number;
	readonly value: number;
	readonly end: number;
};

const NAMES: readonly (readonly [FieldName, string])[] = [
	[
		'content',
		'(?:任务内容|任务名称|任务描述|待办事项|行动项|工作内容|具体内容|(?:task|action|what|description|to do)(?: item| description)?)'
	],
	[
		'owner',
		'(?:(?:第一|直接|主要|唯一|任务|具体)?(?:责任人|负责人|责任方|责任领导|责任部门|负责部门|责任单位|负责单位|责任科室|主责人?|主责部门|主责单位|牵头人|牵头领导|牵头部门|牵头单位|承办人|承办部门|承办单位|执行人|执行部门|落实人|落实单位|实施单位|跟进人|经办人|处理人|担当|主办)(?:[/、和及](?:部门|人|责任人|负责人|单位))?|owners?|assignees?|assigned to|responsible(?: person| party)?|lead|who|dri|driver|poc)'
	],
	[
		'due',
		'(?:(?:计划|预计|预期|要求|目标|任务|最晚|最迟)?(?:完成时间|完成日期|完成时限|完成期限|时间|截止时间|截止日期|截至时间|截至日期|截止|截至|时限|期限|时间节点|交付时间|交付日期|提交时间|到期日|完工时间|完工日期|竣工时间|竣工日期|交货时间|交货日期|交货期)|完成(?=\\s?\\d{2,4}\\s?[年/.-])|due(?: date| by| on)?|deadline|ddl|eta|by when|when|target(?: date)?|expected(?: date| by)?)'
	],
	[
		'deliverable',
		'(?:输出成果|输出物|输出|交付物|交付成果|交付标准|可交付成果|成果|deliverables?|output|acceptance)'
	],
	['priority', '(?:优先级|优先度|重要性|紧急程度|priority|prio)'],
	['state', '(?:完成状态|当前状态|状态|完成情况|status|state)'],
	[
		'support',
		'(?:所需支持|需支持资源|需要支持|需对方配合|(?:配合|协作|协助|协办|协同|参与|支持)(?:部门|单位|人|科室)|support(?: needed)?|supported by|help needed)'
	]
];

const ANY = new RegExp(
	`(?:^|[\\s,;。.!?()\\[|:-])[*_]{0,2}(?:${NAMES.map(([, words]) => `(${words})`).join('|')})[*_]{0,2}\\s?(?:[:]|(?<=责任人|负责人|完成时间|截止日期|截止时间)\\s(?=\\S)|(?<=完成|截止|截至)(?=\\d))[*_]{0,2}\\s{0,2}`,
	'g'
);
/** Chinese runs its fields on without a sign before them: 「…符合规矩责任人：丁一」. */
const HAN_ANY =
	/(责任人|负责人|责任部门|责任方|牵头人|牵头部门)(?:[/、](?:部门|人))?\s?(?:[:→]|[-=]{1,2}>)\s{0,2}|((?:计划|预计|要求)?(?:完成时间|完成日期|完成时限|截止时间|截止日期|截至时间))\s?[:]\s{0,2}|(输出成果|输出物|交付物|交付标准)\s?[:]\s{0,2}/g;

/** The fields of a range, in order; each value reaches to the next field or the end of the range. */
export function findFields(folded: string, from: number, to: number): readonly Field[] {
	if (last.folded !== folded || last.from !== from || last.to !== to)
		last = { folded, from, to, fields: fieldsIn(folded, from, to) };
	// Taken over even when it is equal: texts that are one and the same are compared faster.
	last.folded = folded;
	return last.fields;
}

/** Several rules ask for the fields of the same range. */
let last: { folded: string; from: number; to: number; fields: readonly Field[] } = {
	folded: '',
	from: 0,
	to: 0,
	fields: []
};

function fieldsIn(folded: string, from: number, to: number): readonly Field[] {
	if (!MAYBE.test(folded.slice(from, to))) return [];
	const range = folded.slice(0, to);
	/** By where the value begins: one field is found once, however its name was read. */
	const found = new Map<number, { name: FieldName; start: number; value: number }>();
	for (const match of matches(ANY, range, from)) {
		const which = match.findIndex((group, at) => at > 0 && group !== undefined) - 1;
		const start = match.index + match[0].indexOf(match[which + 1]!);
		const value = match.index + match[0].length;
		found.set(value, { name: NAMES[which]![0], start, value });
	}
	for (const match of matches(HAN_ANY, range, from)) {
		const name: FieldName = match[1] ? 'owner' : match[2] ? 'due' : 'deliverable';
		const value = match.index + match[0].length;
		if (!found.has(value)) found.set(value, { name, start: match.index, value });
	}
	const fields = [...found.values()].sort((a, b) => a.start - b.start);
	// 「负责人：李娜 时间：6月5日」; alone it may be when the meeting is.
	const owned = fields.findIndex(({ name }) => name === 'owner');
	const ordered = fields.filter(
		({ start, name }, at) => name !== 'due' || (owned >= 0 && at > owned) || !folded.startsWith('时间', start)
	);
	return ordered.map((field, at) => ({
		...field,
		end: trimmedEnd(folded, field.value, ordered[at + 1]?.start ?? to)
	}));
}

const MAYBE = /[:]|责任人|负责人|完成|截|due|eta/;

function* matches(pattern: RegExp, text: string, from: number): Generator<RegExpExecArray> {
	pattern.lastIndex = from;
	for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
		yield match;
		if (match[0].length === 0) pattern.lastIndex++;
	}
}

/** Where a value ends: signs and spaces that only lead to the next field are not part of it. */
function trimmedEnd(folded: string, from: number, to: number): number {
	let end = to;
	while (end > from && /[\s,;。.|*_([—-]/.test(folded[end - 1]!)) end--;
	return end;
}
