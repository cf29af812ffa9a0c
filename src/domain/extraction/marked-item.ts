/** An entry that is an item by its place or mark: what is done, by whom, by when [EX1]. */
import type { Block } from './block.ts';
import type { DayMention } from './day-mention.ts';
import { dueOf, makeItem, quote } from './draft.ts';
import type { Draft } from './draft.ts';
import { leadingGroup, leadingOwner, trailingOwner } from './entry-owner.ts';
import type { EntryOwner } from './entry-owner.ts';
import { readEnglishOwners } from './en-owner.ts';
import { AS_A_NOUN, isImperative } from './en-text.ts';
import type { Quoted } from './extracted-item.ts';
import { findFields } from './fields.ts';
import type { Field, FieldName } from './fields.ts';
import { doneMark, isDoneWord, openMark, priorityMark, priorityWord } from './marks.ts';
import { saysNothing } from './marker.ts';
import type { Marker } from './marker.ts';
import type { NameIndex } from './names.ts';
import { readNamesOnly, readOwnerList } from './owner-list.ts';
import type { OwnWordIndex } from './own-words.ts';
import type { Promised, Range } from './promise.ts';
import { findPromises } from './prose.ts';
import type { ProseInput } from './prose.ts';
import { isAttribute } from './zh-clause.ts';
import { isChineseOwner } from './zh-owner.ts';
import { verbAt } from './zh-verbs.ts';

export type MarkedInput = {
	readonly block: Block;
	readonly folded: string;
	/** The same length, with days blotted out. */
	readonly masked: string;
	/** The whole line. */
	readonly range: Range;
	/** Where the content begins, behind bullet and marker. */
	readonly from: number;
	readonly days: readonly DayMention[];
	readonly names: NameIndex;
	readonly ownWords: OwnWordIndex;
	readonly depth: number;
	/** Owners of the section around, taken when the entry names none. */
	readonly owners: readonly Quoted[];
	readonly checked: boolean;
	readonly base: number;
	readonly rule: string;
	readonly kind: string;
	readonly marker: Marker | null;
	/** Where the value of a content field begins, in a line of nothing but fields. */
	readonly content: number | null;
	/** Who is to do it, said outright. */
	readonly given: EntryOwner | null;
};

/** The item of a marked entry; null when it says nothing that could be done (a bare address, an empty line). */
export function readMarked(input: MarkedInput): Draft | null {
	const { block, folded, names } = input;
	const { fields, body } = contentOf(input);
	if (!TWO_SIGNS.test(folded.slice(body.start, body.end))) return null;
	const done = doneMark(folded, body);
	if (done && done.end === body.end) body.end = trimEnd(folded, body.start, done.start);
	else if (done && done.start === body.start && done.end < body.end) {
		body.start = done.end + folded.slice(done.end).search(/[^\s:!-]|$/);
	}
	if (folded[body.start] === '✓') body.start++;
	body.start += openMark(folded, body);
	const since = RECORDED.exec(folded.slice(body.start, body.start + 16))?.[0].length ?? 0;
	const recorded =
		since > 0 ? input.days.find((day) => day.start >= body.start && day.start < body.start + since) : null;
	if (recorded) body.start += since;
	const promise = bestPromise(input, body);
	const found = ownersOf(input, body, fields, promise);
	if (
		found.cut &&
		(isRoster(input, body, found.cut) ||
			(found.cut.start <= body.start && saysNothing(folded.slice(found.cut.end, body.end))))
	)
		return null;
	const open = input.days.filter(
		(day) => day !== recorded && (!done || day.start < done.start || day.end > done.end)
	);
	const due = dueIn(input, open, body, fields, promise);
	const valuesOf = (name: FieldName) =>
		fields.filter((field) => field.name === name).map(({ value, end }) => ({ start: value, end }));
	const quoted = (range: Range) => quote(block.id, block.text, range);
	const state = valuesOf('state')[0];
	const isDone =
		input.checked ||
		done !== null ||
		(state !== undefined && isDoneWord(folded.slice(state.start, state.end)));
	const deliverable = valuesOf('deliverable')[0] ?? promise?.deliverable ?? null;
	const item = makeItem(
		{
			block: block.id,
			text: block.text,
			range: { start: Math.min(input.range.start, input.from), end: input.range.end },
			cuts: [{ start: input.range.start, end: body.start }, ...fields, found.cut, due, done].filter(
				(cut) => cut !== null
			),
			owners: found.owners,
			due: dueOf(due, block.id, block.text) ?? dueField(input, fields),
			deliverable: deliverable && quoted(deliverable),
			priority: priorityOf(input, fields),
			support: valuesOf('support').map(quoted),
			state: isDone ? 'done' : 'open',
			confidence: input.base,
			rules: [input.rule, ...(found.rule ? [found.rule] : [])]
		},
		names
	);
	return { item, latent: false, depth: input.depth };
}

/** Two signs beside addresses, spaces, brackets and dots. */
const TWO_SIGNS = /[^\uE000\s()[\]<>.,*_-][\uE000\s()[\]<>.,*_-]*[^\uE000\s()[\]<>.,*_-]/;

/** `2022-02-15 Grant: the record`: when it was written down first. */
const RECORDED = /^\(?\d{4}-\d{2}-\d{2}\)?(?:\s?[:,–—-]{1,2}\s|\s)/;

/**
 * The parts of an entry that gives work to several, each with a verb of their own: 「文艺部负责节目，宣传部出海报」 [EX1h]. Empty when it is
 * one piece of work.
 */
export function partsOfEntry(
	input: Omit<ProseInput, 'kind' | 'speaker'>,
	days: readonly DayMention[]
): readonly Range[] {
	const { block, folded, range, names } = input;
	if (!mayHoldSeveral(folded.slice(range.start, range.end))) return [];
	if (findFields(folded, range.start, range.end).length > 0) return [];
	const pieces = piecesOf(input, days);
	if (pieces.length > 1) return pieces;
	const orders = ordersIn(folded, range);
	if (orders.length > 1) return orders;
	const leading = leadingOwner({ block, folded, days, names }, range);
	if (leading && !LEADS_TO_VERB.test(folded.slice(leading.cut?.start, (leading.cut?.end ?? range.start) + 6)))
		return [];
	const promises = findPromises({ ...input, kind: 'action', speaker: [] }, days).filter(
		(promise) => promise.owners.length > 0 && promise.confidence >= FIRM
	);
	const owners = new Set(promises.map((promise) => ownersIn(folded, promise)));
	if (promises.length < 2 || owners.size < promises.length) return [];
	return promises.map(({ start }, at) => ({
		start: at === 0 ? range.start : start,
		end: at === promises.length - 1 ? range.end : trimEnd(folded, start, promises[at + 1]!.start)
	}));
}

/** A name, "to" or "will". */
const LEADS_TO_VERB = /\b(?:to|will|shall)\s[a-z ]{0,6}$/;

/** 「制作工作证，周五前发放；汇总考核表」: behind each semicolon another order begins. */
function ordersIn(folded: string, { start, end }: Range): Range[] {
	const text = folded.slice(start, end);
	if (!text.includes(';') || !/[\u3400-\u9fff]/.test(text)) return [];
	const orders: Range[] = [];
	for (const piece of text.matchAll(/[^;]+/g)) {
		const lead = /^\s*/.exec(piece[0])![0].length;
		if (verbAt(piece[0], lead) === 0 && !/\([^()]{2,24}\)\s?$/.test(piece[0])) return [];
		orders.push({ start: start + piece.index + lead, end: start + piece.index + piece[0].length });
	}
	return orders;
}

/** `Ana: the list; Ben: the map`: each piece begins with its own owner. */
function piecesOf(
	{ block, folded, range, names }: Pick<ProseInput, 'block' | 'folded' | 'range' | 'names'>,
	days: readonly DayMention[]
): Range[] {
	const pieces: Range[] = [];
	for (let start = range.start; start < range.end;) {
		const semicolon = folded.indexOf('; ', start);
		const end = semicolon < 0 || semicolon >= range.end ? range.end : semicolon;
		if (!leadingOwner({ block, folded, days, names }, { start, end })?.cut) return [];
		pieces.push({ start, end });
		start = end + 2;
	}
	return pieces;
}

/** What must stand between two pieces of work; read once from left to right. */
function mayHoldSeveral(text: string): boolean {
	if (/[,;。]/.test(text) && /[\u3400-\u9fff]/.test(text)) return true;
	if (text.includes('; ')) return true;
	return (text.match(/\s(?:to|will|shall)\s/g)?.length ?? 0) > 1;
}

/** Less sure promises do not part an entry. */
const FIRM = 0.55;

function ownersIn(folded: string, { owners }: Promised): string {
	return owners.map(({ start, end }) => folded.slice(start, end)).join();
}

/** The named fields of the entry, and the stretch that says what is to be done. */
function contentOf({ folded, from, range, content, given }: MarkedInput): {
	fields: Field[];
	body: { start: number; end: number };
} {
	const all = findFields(folded, given?.cut?.start === from ? given.cut.end : from, range.end);
	if (content !== null) {
		const own = all.find((field) => field.value === content);
		return {
			fields: all.filter((field) => field !== own),
			body: { start: content, end: own?.end ?? range.end }
		};
	}
	const fields = all.filter(
		(field) => field.name !== 'content' && (field.start > from || field.name !== 'state')
	);
	return { fields, body: { start: from, end: bodyEnd(folded, from, range.end, fields) } };
}

/** 「前端：张三、李四」, 「市场部：李娜」 say who belongs where, 「生活部：无」 says nothing: they give nobody work. */
function isRoster({ block, folded, names }: MarkedInput, body: Range, cut: Range): boolean {
	const rest =
		cut.start <= body.start ? { start: cut.end, end: body.end } : { start: body.start, end: cut.start };
	if (rest.end <= rest.start || cut.start > body.start) return false;
	if (saysNothing(folded.slice(rest.start, rest.end)) || AWAY.test(folded.slice(rest.start, rest.end)))
		return true;
	const group = folded.slice(cut.start, cut.end).replace(/[\s:]+$/, '');
	const isTeam = isChineseOwner(group, names)?.form === 'department';
	return (
		(isTeam || /[、,]/.test(folded.slice(rest.start, rest.end))) &&
		readNamesOnly(block, folded, rest, names, true) !== null
	);
}

const AWAY = /^\s?(?:请假|缺席|休假|未到|出差)\s?$/;

/** Fields that close the line are no content; the content ends where the first of them begins. */
function bodyEnd(folded: string, from: number, end: number, fields: readonly Field[]): number {
	let to = end;
	for (const field of [...fields].reverse()) if (field.end >= to - 1) to = field.start;
	return trimEnd(folded, from, to);
}

function trimEnd(folded: string, from: number, to: number): number {
	let end = to;
	while (end > from && /[\s,;。|*_—(-]/.test(folded[end - 1]!)) end--;
	return end;
}

function bestPromise(input: MarkedInput, body: Range): Promised | null {
	const { block, folded, masked, names, ownWords, depth } = input;
	const promises = findPromises(
		{ block, folded, masked, range: body, names, ownWords, kind: 'action', speaker: [], depth },
		input.days
	);
	return promises.find((promise) => promise.owners.length > 0 && promise.confidence >= 0.38) ?? null;
}

function ownersOf(
	input: MarkedInput,
	body: Range,
	fields: readonly Field[],
	promise: Promised | null
): EntryOwner {
	const { block, folded, names } = input;
	if (input.given) return input.given;
	if (input.marker?.owner)
		return { owners: readOwnerList(block, folded, input.marker.owner, names), cut: null, rule: 'EX1b' };
	const given = fields.filter((field) => field.name === 'owner');
	if (given.length > 0)
		return {
			owners: given.flatMap(({ value, end }) => readOwnerList(block, folded, { start: value, end }, names)),
			cut: null,
			rule: 'EX3'
		};
	const leading = leadingOwner(input, body);
	if (leading) return behindMatter(input, body, leading) ?? leading;
	const called = calledOn(input, body);
	if (called) return called;
	if (promise) {
		const cut = promise.cuts[0] ?? null;
		return {
			owners: promise.owners.map((owner) => quote(block.id, block.text, owner)),
			cut,
			rule: promise.rules[0]!
		};
	}
	return (
		trailingOwner(input, body) ??
		leadingGroup(input, body) ?? {
			owners: input.owners,
			cut: null,
			rule: input.owners.length > 0 ? 'EX21' : ''
		}
	);
}

/** `ACTION: Chairs, put it on the agenda`, `ACTION: Steve ask them`: behind a mark whoever stands before an order is to do it. */
function calledOn({ block, folded, names, marker, kind }: MarkedInput, body: Range): EntryOwner | null {
	const owner = readEnglishOwners(folded, block.text, body.start, names);
	if (!owner || owner.form === 'shape') return null;
	// In a list of tasks a first and a last name are enough: `Kenny Moss draft the call`.
	const isNamed = owner.form === 'name' && /^\S+\s\S+$/.test(folded.slice(owner.start, owner.end));
	if (!marker && (kind !== 'action' || !isNamed)) return null;
	const joint = JOINT.exec(folded.slice(owner.end, body.end))?.[0] ?? '';
	const order = owner.end + joint.length;
	if (joint === '' || !isImperative(folded, order)) return null;
	if (!/[,.]/.test(joint) && AS_A_NOUN.test(folded.slice(order, body.end))) return null;
	const owners = owner.parts.map((part) => quote(block.id, block.text, part));
	return { owners, cut: { start: owner.start, end: order }, rule: 'EX20' };
}

/** `, `, ` . ` or what a wiki says of an account. */
const JOINT = /^(?:\s\((?:unlicensed|deactivated|guest)\))?(?:,|\s?\.)?\s{1,2}/;

/** `Methods: Ana & Ben`: where nobody is called like the words before the colon, and people who are known stand behind it. */
function behindMatter(
	{ block, folded, names }: MarkedInput,
	body: Range,
	{ owners, cut }: EntryOwner
): EntryOwner | null {
	const isKnown = ({ span }: Quoted) => names.at(folded, span.start)?.end === span.end;
	if (!cut || cut.start > body.start || owners.some(isKnown)) return null;
	const rest = { start: cut.end, end: body.end };
	const people = readNamesOnly(block, folded, rest, names, true);
	return people && people.length > 0 && people.every(isKnown)
		? { owners: people, cut: rest, rule: 'EX20' }
		: null;
}

function dueIn(
	{ range, folded }: MarkedInput,
	days: readonly DayMention[],
	body: Range,
	fields: readonly Field[],
	promise: Promised | null
): DayMention | null {
	const field = fields.find((one) => one.name === 'due');
	if (field)
		return (
			days.find((day) => day.start >= field.start && day.end <= field.end + 1 && day.end > field.value) ??
			null
		);
	if (promise?.due?.day && promise.due.kind !== 'from') return promise.due;
	const inside = days.filter(
		(day) =>
			day.start >= body.start && day.end <= range.end && day.kind !== 'from' && !isAttribute(day, folded)
	);
	return (
		inside.find((day) => day.limit && day.day) ??
		inside.find((day) => day.day && day.sense === 'exact') ??
		inside.find((day) => day.day) ??
		inside[0] ??
		null
	);
}

/** 「完成时间：待评估后给出」: said, but no day. */
function dueField({ block, folded }: MarkedInput, fields: readonly Field[]) {
	const field = fields.find((one) => one.name === 'due');
	if (!field || field.end <= field.value || /^(?:无|待定|tbd|-)$/.test(folded.slice(field.value, field.end)))
		return null;
	return {
		...quote(block.id, block.text, { start: field.value, end: field.end }),
		day: null,
		time: null,
		kind: 'by' as const,
		recurrence: null
	};
}

function priorityOf({ block, folded, range }: MarkedInput, fields: readonly Field[]) {
	const field = fields.find((one) => one.name === 'priority');
	const value = field && priorityWord(folded.slice(field.value, field.end));
	if (field && value)
		return { ...quote(block.id, block.text, { start: field.value, end: field.end }), value };
	const found = priorityMark(folded, range);
	return found && { ...quote(block.id, block.text, found), value: found.value };
}
