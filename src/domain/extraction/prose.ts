/** Running text: promises in either language, as drafts [EX5, EX6]. */
import type { Block } from './block.ts';
import type { DayMention } from './day-mention.ts';
import { DOUBTFUL, dueOf, makeItem, quote } from './draft.ts';
import type { Draft } from './draft.ts';
import { findEnglishPromises } from './en-promises.ts';
import { isImperative } from './en-text.ts';
import type { ExtractedItem, Quoted } from './extracted-item.ts';
import { findFields } from './fields.ts';
import { doneMark, priorityMark } from './marks.ts';
import type { NameIndex } from './names.ts';
import type { OwnWordIndex } from './own-words.ts';
import { readOwnerList } from './owner-list.ts';
import type { Promised, Range } from './promise.ts';
import { readChineseOwners } from './zh-owner.ts';
import { findChinesePromises } from './zh-promises.ts';
import { hasVerb } from './zh-verbs.ts';

export type ProseInput = {
	readonly block: Block;
	readonly folded: string;
	/** The same length, with days blotted out. */
	readonly masked: string;
	readonly range: Range;
	readonly kind: string;
	/** Who the section speaks for: the owners of promises that name nobody. */
	readonly speaker: readonly Quoted[];
	readonly names: NameIndex;
	readonly ownWords: OwnWordIndex;
	readonly days: readonly DayMention[];
	readonly depth: number;
	/** A numbered line, though no list of the editor. */
	readonly isNumbered?: boolean;
	/** The minutes tell the meeting in the present. */
	readonly isTold?: boolean;
	/** Entries of its own stand below the line. */
	readonly isHead?: boolean;
	/** The line stands among ideas, questions or duties. */
	readonly isIdea?: boolean;
};

/** The promises of a range of running text; when there is none, a latent draft that a line below may bring to life. */
export function proseDrafts(input: ProseInput): Draft[] {
	const { range, days } = input;
	const owned = fieldDraft(input, days);
	if (owned) return [owned];
	const promises = findPromises(input, days).filter((promise) => promise.confidence >= DOUBTFUL);
	const priority = promises.length > 0 ? priorityOf(input) : null;
	const drafts = promises.map((promise) => ({
		item: fromPromise(promise, input, priority),
		latent: false,
		depth: input.depth
	}));
	if (drafts.length > 0 || input.kind === 'agenda' || input.kind === 'detail') return drafts;
	return range.end - range.start < 4 ? [] : [new LatentDraft(input)];
}

/** The promises of a range, whichever language it is in. */
export function findPromises(
	input: Pick<
		ProseInput,
		| 'block'
		| 'folded'
		| 'masked'
		| 'range'
		| 'names'
		| 'ownWords'
		| 'kind'
		| 'speaker'
		| 'depth'
		| 'isNumbered'
		| 'isTold'
		| 'isHead'
		| 'isIdea'
	>,
	days: readonly DayMention[]
): readonly Promised[] {
	const { block, folded, masked, range, names, ownWords, kind } = input;
	const place = {
		kind,
		speaker: input.speaker.length > 0,
		inList: input.depth >= 0 || input.isNumbered === true,
		isTold: input.isTold === true,
		isHead: input.isHead === true,
		isIdea: input.isIdea === true
	};
	const text = { folded, masked, original: block.text, ...range, days, names, ownWords, place };
	return isChinese(folded, range) ? findChinesePromises(text) : findEnglishPromises(text);
}

/** A line with more than a name or two in Chinese characters is read as Chinese. */
export function isChinese(folded: string, { start, end }: Range): boolean {
	let han = 0;
	let latin = 0;
	let inHandle = false;
	for (let at = start; at < end && at < start + 400; at++) {
		const unit = folded.charCodeAt(at);
		// `@zq-zhou` is a name in any language.
		inHandle = unit === 64 || (inHandle && /[a-z0-9_.-]/.test(folded[at]!));
		if (inHandle) continue;
		if (unit >= 0x3400 && unit <= 0x9fff) han++;
		else if (unit >= 97 && unit <= 122) latin++;
	}
	return (
		han > 0 && (han * 6 >= latin || (han * 12 >= latin && SAYS_IN_CHINESE.test(folded.slice(start, end))))
	);
}

/** 「franklin 负责 kubernetes」: a word that builds the sentence, whatever it speaks of. */
const SAYS_IN_CHINESE = /[会要请需再先把给跟]|负责|认领|完成|更新|的\s?[a-z]/;

/** Anything that ends in 「责任人：…」 is somebody's work, even a decision [EX3a]. */
function fieldDraft(input: ProseInput, days: readonly DayMention[]): Draft | null {
	const { block, folded, range, names } = input;
	const fields = findFields(folded, range.start, range.end);
	const ownerFields = fields.filter((field) => field.name === 'owner');
	const deadline = fields.find((field) => field.name === 'due');
	if (ownerFields.length === 0 && !deadline) return null;
	const first = fields[0]!;
	if (folded.slice(range.start, first.start).trim().length < 3) return null;
	const owners = ownerFields.flatMap(({ value, end }) =>
		readOwnerList(block, folded, { start: value, end }, names)
	);
	if (owners.length === 0 && isChinese(folded, range)) {
		const subject = subjectOf(input, first.start);
		owners.push(...(subject.length > 0 ? subject : chargedBefore(input, first.start)));
	}
	const due = deadline
		? (days.find(
				(day) =>
					day.end > deadline.value &&
					day.start >= Math.min(deadline.start, deadline.value - 4) &&
					day.end <= deadline.end + 1
			) ?? null)
		: null;
	if (owners.length === 0 && !due?.day) return null;
	// "Call for papers. Deadline: 1 June" is told, "Split the work. Due: 1 June" is ordered.
	const isOrder = isChinese(folded, range) || isImperative(folded, range.start);
	if (owners.length === 0 && !isOrder) return null;
	if (input.kind === 'agenda' || input.kind === 'schedule') return null;
	const done = doneMark(folded, { start: range.start, end: first.start });
	const item = makeItem(
		{
			block: block.id,
			text: block.text,
			range,
			cuts: [{ start: first.start, end: range.end }, ...(done ? [done] : [])],
			owners,
			due: dueOf(due ?? (owners.length > 0 ? lastLimit(days, range) : null), block.id, block.text),
			priority: priorityOf(input),
			support: fields
				.filter((field) => field.name === 'support')
				.map(({ value, end }) => quote(block.id, block.text, { start: value, end })),
			state: done ? 'done' : 'open',
			confidence: owners.length > 0 ? 0.84 : 0.72,
			rules: ['EX3a']
		},
		names
	);
	return { item, latent: false, depth: input.depth };
}

/** 「信息科增加超时提醒，完成时间：10月底」: the department or the known person the statement begins with does it. */
function subjectOf({ block, folded, range, names }: ProseInput, end: number): Quoted[] {
	const owner = readChineseOwners(folded, range.start, names, 'strict');
	if (!owner || (owner.form !== 'department' && owner.form !== 'known')) return [];
	if (/^[的:、]/.test(folded.slice(owner.end)) || !hasVerb(folded, owner.end, end)) return [];
	return owner.parts.map((part) => quote(block.id, block.text, part));
}

/** 「…，委托张三组织施工，完工时间：5月30日」: the day is of the one who was given the work before it. */
function chargedBefore(input: ProseInput, end: number): Quoted[] {
	const { block, range, days } = input;
	const given = findPromises({ ...input, range: { start: range.start, end } }, days).filter(
		({ owners, confidence }) => owners.length > 0 && confidence >= DOUBTFUL
	);
	return given.length === 1 ? given[0]!.owners.map((owner) => quote(block.id, block.text, owner)) : [];
}

function lastLimit(days: readonly DayMention[], range: Range): DayMention | null {
	return days.find((day) => day.limit && day.start >= range.start && day.end <= range.end) ?? null;
}

function fromPromise(promise: Promised, input: ProseInput, priority: ReturnType<typeof priorityOf>) {
	const { block, folded, names } = input;
	const { text } = block;
	const range = { start: promise.start, end: promise.end };
	const owners =
		promise.owners.length > 0
			? promise.owners.map((owner) => quote(block.id, text, owner))
			: speakerOf(promise, input);
	const done = doneMark(folded, range);
	const isDone =
		done !== null ||
		TOLD_DONE.test(folded.slice(promise.end, promise.end + 20)) ||
		(promise.start > input.range.start &&
			promise.start < input.range.start + 20 &&
			DONE_SAID.test(folded.slice(input.range.start, promise.start)));
	return makeItem(
		{
			block: block.id,
			text,
			range,
			cuts: done ? [...promise.cuts, done] : promise.cuts,
			owners,
			due: dueOf(promise.due, block.id, text),
			deliverable: promise.deliverable && quote(block.id, text, promise.deliverable),
			priority,
			support: promise.support.map((support) => quote(block.id, text, support)),
			state: isDone ? 'done' : 'open',
			confidence: promise.confidence,
			rules: promise.rules
		},
		names
	);
}

/** "Jonas to collect the names — done, they are in the wiki" [EX7]. */
const TOLD_DONE =
	/^(?:(?:\s{0,2}[-–—]{1,2}|[.;])\s{1,2}[([]?(?:already )?(?:done|completed|finished)(?=[,.;!)\]]|\s*$|\s(?:during|in) )|\s\((?:already )?(?:done|completed|finished)(?=[,;)]))/;

/** `DONE: Luis to send the lists` [EX7]. */
const DONE_SAID = /^[\s*_]{0,4}(?:✓|(?:done|completed|finished|closed)\s?:[\s*_]{0,4})$/;

/** Whom the section speaks for promises for itself; what it asks or orders is for others. */
function speakerOf({ rules, start, end }: Promised, { speaker, folded }: ProseInput): readonly Quoted[] {
	if (rules[0] === 'EX6f') return ASKS_OTHERS.test(folded.slice(start, end)) ? [] : speaker;
	return /^EX(?:5[jm]|6e)$/.test(rules[0]!) ? speaker : [];
}

/** "Book your tickets by Friday", said below somebody's name. */
const ASKS_OTHERS = /\b(?:you|your|yours|yourself|yourselves|please|pls|everyone|everybody|all)\b/;

function priorityOf({ block, folded, range }: ProseInput) {
	const found = priorityMark(folded, range);
	return found && { ...quote(block.id, block.text, found), value: found.value };
}

/** Most lines are latent for ever: their item is put together only when it is asked for. */
class LatentDraft implements Draft {
	readonly latent = true;
	readonly depth: number;
	readonly #input: ProseInput;

	constructor(input: ProseInput) {
		this.#input = input;
		this.depth = input.depth;
	}

	get item(): ExtractedItem {
		const { block, range, names } = this.#input;
		const nothing = { cuts: [], owners: [], due: null };
		const parts = { ...nothing, state: 'open', confidence: 0.8, rules: ['EX3b'] } as const;
		return makeItem({ block: block.id, text: block.text, range, ...parts }, names);
	}
}
