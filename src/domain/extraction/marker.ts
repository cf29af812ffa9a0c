/** Words at the beginning of a line that mark it as an item: ACTION:, TODO, AI to Ana –, 待办：, 任务1： [EX1]. */

export type Marker = {
	/** Where the content begins. */
	readonly end: number;
	/** The owner named inside the marker, `AI(Ana):`, `#todo:ana`. */
	readonly owner: { readonly start: number; readonly end: number } | null;
	/** `named`: only with a name behind it, `AI Ana to …`; `weak`: words that are also a title. */
	readonly strength: 'strong' | 'weak' | 'named';
	/** The rule that knows it, when it is not EX1b. */
	readonly rule?: string;
};

const EMPHASIS = '[*_`~\\s]{0,4}';
const SEP = `${EMPHASIS}(?:[:]{1,2}|\\s?[-]{1,2}(?=\\s)|=>|->|→|\\|)${EMPHASIS}`;

/** `ACTION (ongoing): Ana to …`: in brackets may stand how it stands. */
const STATE =
	'(?:on-?going|open|new|pending|in progress|wip|continued|carried (?:over|forward)|done|closed|completed)';

const MARKERS: readonly (readonly [Marker['strength'], RegExp])[] = [
	[
		'strong',
		new RegExp(
			`${EMPHASIS}(?:#|@|\\[)?(?:action(?: ?items?| ?points?| required| needed)?|a\\.?i\\.?|ap|todo|to-do|to do|task|follow[- ]?up action)\\]?\\s?(?:\\(|\\[)(?!${STATE}[)\\]])(?:for |to |owner: ?)?([^()[\\]:]{2,40})(?:\\)|\\])\\]?(?:${SEP}|\\s)`,
			'y'
		)
	],
	[
		'strong',
		new RegExp(
			`${EMPHASIS}(?:#|\\[)?(?:action(?: ?items?| ?points?)?|ai|ap|todo|to-do|task)\\]?\\s(?:to|for|on|with|assigned to|owner)[:\\s]\\s?([@a-z\\u3400-\\u9fff][^\\s:,;-]{0,30}(?:\\s[a-z][a-z.'-]{0,20}){0,2}?)\\s?(?:[:]|-{1,2}(?=\\s)|,)\\s?(?:to\\s)?`,
			'y'
		)
	],
	[
		'strong',
		new RegExp(`${EMPHASIS}#(?:todo|action|task|ai)[:@]\\s?([\\p{L}\\p{N}_.-]{1,30})[:,]?${EMPHASIS}`, 'uy')
	],
	[
		'strong',
		new RegExp(
			`${EMPHASIS}(?:\\[|【)?(?:new |open |my )?(?:actions?(?: ?items?| ?points?| required| needed)?|actionable|todos?|to-dos?|task)(?:[\\s#-]{0,2}\\d{1,5})?\\]?(?:${SEP}|\\s?(?=\\(${STATE}\\)\\s?:))`,
			'y'
		)
	],
	[
		'strong',
		new RegExp(
			`${EMPHASIS}(?:\\[)?(?:ai|ap|ar(?!.{0,6}(?:增强|眼镜|展|vr|内容|体验|应用|技术))|a/i)(?:[\\s#-]{0,2}\\d{1,5})?\\]?${SEP}`,
			'y'
		)
	],
	[
		'strong',
		new RegExp(
			`${EMPHASIS}(?:#(?:todo|action|task)s?|\\[(?:actions?(?: (?:items?|required|needed))?|todo|task|ai|ar)\\])(?![a-z0-9])${EMPHASIS}[:]?\\s{0,2}`,
			'y'
		)
	],
	[
		'named',
		new RegExp(
			`${EMPHASIS}(?:ai|ap|action(?: item)?|todo)(?:[*_~]{1,4}\\s?|\\s+|(?=@))(?=@[a-z0-9]|[a-z][a-z.'-]{1,20}\\s?[a-z:-])`,
			'y'
		)
	],
	['strong', new RegExp(`${EMPHASIS}todo(?=\\s)(?!\\s(?:list|items?|s\\b))\\s`, 'y')],
	[
		'strong',
		new RegExp(
			`${EMPHASIS}\\[?(?:待办|代办|待办事项|代办事项|行动项|行动|行动事项|跟进事项|待跟进|任务发布|任务布置|任务|后续行动|会后任务|遗留问题|遗留事项|遗留|待解决|待落实)(?:\\s?[#\\d一二三四五六七八九十]{1,3})?\\]?${EMPHASIS}[:]${EMPHASIS}`,
			'y'
		)
	],
	[
		'strong',
		new RegExp(
			`\\[(?:待办|代办|待办事项|行动项|行动|任务|跟进|待跟进|遗留(?:问题|事项)?|todo)\\]\\s{0,2}`,
			'y'
		)
	],
	['weak', /(?:👉|➡️?|🔜|🎯|📌)\s{0,3}(?=\S)/uy],
	['weak', new RegExp(`${EMPHASIS}(?:next steps?|follow[- ]?ups?|next actions?|deliverables?)${SEP}`, 'y')],
	[
		'weak',
		new RegExp(
			`${EMPHASIS}(?:下一?(?:步|周|阶段)(?:的?(?:计划|工作|安排|行动|动作|任务|重点|目标))?|本周(?:计划|任务)|后续(?:的?(?:计划|跟进|工作|安排|行动|动作|措施|任务|改进|处理))?|接下来|跟进|to do)${EMPHASIS}[:]${EMPHASIS}`,
			'y'
		)
	]
];

/** All of them at once, as most lines begin with none; those that know pictures apart, which count signs otherwise. */
const ANY_OF = ['y', 'uy'].map((flags) => {
	const same = MARKERS.filter(([, pattern]) => pattern.flags === flags);
	return new RegExp(same.map(([, { source }]) => source).join('|'), flags);
});

/** The marker at an offset of a folded text; null when there is none. */
export function markerAt(folded: string, at: number): Marker | null {
	const isAt = (pattern: RegExp) => {
		pattern.lastIndex = at;
		return pattern.test(folded);
	};
	if (!ANY_OF.some(isAt)) return null;
	for (const [strength, pattern] of MARKERS) {
		pattern.lastIndex = at;
		const found = pattern.exec(folded);
		if (!found) continue;
		const end = at + found[0].length;
		if (!found[1]) return { end, owner: null, strength };
		const start = at + found[0].indexOf(found[1], found[0].search(/[([:@\s]/));
		return { end, owner: { start, end: start + found[1].trimEnd().length }, strength };
	}
	return null;
}

/** `n/a, waits for the price` */
export function saysNothing(words: string): boolean {
	return NOTHING.test(words) || /^\s?n\/a\b/.test(words);
}

/** What stands for "nothing": `ACTION: none.`, 遗留问题：无 [EX2]. */
export const NOTHING =
	/^[\s*_`.。,;!(（)-]{0,6}(?:none|n\/?a|nil|nothing|no(?: new)?(?: action)? ?items?|no actions?|tbd|tba|tbc|unassigned|no update|todo|(?:action|decision|item|task|todo|任务|行动项?|事项|待办|决策|决议)\s?\d{1,2}|无|暂无|没有|無|略|待定|待补充|(?:后文|下文|另行)(?:详述|说明|补充)|详?见(?:下文?|后文|上文?|附件|附表|群内?)|同上|空|x|\.{2,6}|…{1,2}|_{2,40}|…)?[\s*_`.。,;!)（）-]{0,6}$/;
