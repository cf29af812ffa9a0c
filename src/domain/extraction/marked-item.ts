/** An entry that is an item by its place or mark: what is done, by whom, by when [EX1]. */
import type { Block } from './block.ts';
import type { DayMention } from './day-mention.ts';
import { dueOf, makeItem, quote } from './draft.ts';
import type { Draft } from './draft.ts';
import { BASE_VERBS, NOT_A_NAME } from './en-lexicon.ts';
import { readEnglishOwners } from './en-owner.ts';
import type { Quoted } from './extracted-item.ts';
import { findFields } from './fields.ts';
import type { Field } from './fields.ts';
import { doneMark, isDoneWord, priorityMark, priorityWord } from './marks.ts';
import type { Marker } from './marker.ts';
import type { NameIndex } from './names.ts';
import { readOwnerList } from './owner-list.ts';
import type { Promised, Range } from './promise.ts';
import { findPromises, isChinese } from './prose.ts';
import type { Reader } from './read-block.ts';
import { isChineseOwner, readChineseOwners } from './zh-owner.ts';

export type MarkedInput = {
	readonly block: Block;
	readonly folded: string;
	/** The whole line. */
	readonly range: Range;
	/** Where the content begins, behind bullet and marker. */
	readonly from: number;
	readonly days: readonly DayMention[];
	readonly names: NameIndex;
	readonly reader: Reader;
	readonly depth: number;
	/** Owners of the section around, taken when the entry names none. */
	readonly owners: readonly Quoted[];
	readonly checked: boolean;
	readonly base: number;
	readonly rule: string;
	readonly kind: string;
	readonly marker?: Marker;
};

type Found = { readonly owners: readonly Quoted[]; readonly cut: Range | null; readonly rule: string };

/** The item of a marked entry; null when it says nothing that could be done (a bare address, an empty line). */
export function readMarked(input: MarkedInput): Draft | null {
	const { block, folded, from, names } = input;
	const end = input.range.end;
	const fields = findFields(folded, from, end).filter(
		(field) => field.start > from || field.name !== 'state'
	);
	const body = { start: from, end: bodyEnd(folded, from, end, fields) };
	const words = folded.slice(body.start, body.end).replace(/[\uE000\s()[\]<>.,*_-]/g, '');
	if (words.length < 2) return null;
	const promise = bestPromise(input, body);
	const found = ownersOf(input, body, fields, promise);
	const due = dueIn(input, body, fields, promise);
	const done = doneMark(folded, body);
	const stateField = fields.find((field) => field.name === 'state');
	const isDone =
		input.checked ||
		done !== null ||
		(stateField !== undefined && isDoneWord(folded.slice(stateField.value, stateField.end)));
	const deliverable = fields.find((field) => field.name === 'deliverable');
	const cuts: Range[] = [
		{ start: input.range.start, end: from },
		...fields.map(({ start, end: to }) => ({ start, end: to }))
	];
	if (found.cut) cuts.push(found.cut);
	if (due) cuts.push(due);
	if (done) cuts.push(done);
	const item = makeItem(
		{
			block: block.id,
			text: block.text,
			range: { start: Math.min(input.range.start, from), end },
			cuts,
			owners: found.owners,
			due: dueOf(due, block.id, block.text) ?? dueField(input, fields),
			deliverable: deliverable
				? quote(block.id, block.text, { start: deliverable.value, end: deliverable.end })
				: promise?.deliverable
					? quote(block.id, block.text, promise.deliverable)
					: null,
			priority: priorityOf(input, fields),
			support: fields
				.filter((field) => field.name === 'support')
				.map((field) => quote(block.id, block.text, { start: field.value, end: field.end })),
			state: isDone ? 'done' : 'open',
			confidence: input.base,
			rules: [input.rule, ...(found.rule ? [found.rule] : [])]
		},
		names
	);
	return { item, latent: false, depth: input.depth };
}

/** Fields that close the line are no content; the content ends where the first of them begins. */
function bodyEnd(folded: string, from: number, end: number, fields: readonly Field[]): number {
	let to = end;
	for (const field of [...fields].reverse()) if (field.end >= to - 1) to = field.start;
	while (to > from && /[\s,;。|*_—(-]/.test(folded[to - 1]!)) to--;
	return to;
}

function bestPromise(input: MarkedInput, body: Range): Promised | null {
	const { block, folded, names, kind } = input;
	const promises = findPromises({ block, folded, range: body, names, kind, speaker: [] }, input.days);
	return promises.find((promise) => promise.owners.length > 0 && promise.confidence >= 0.5) ?? null;
}

function ownersOf(
	input: MarkedInput,
	body: Range,
	fields: readonly Field[],
	promise: Promised | null
): Found {
	const { block, folded, names } = input;
	if (input.marker?.owner)
		return { owners: readOwnerList(block, folded, input.marker.owner, names), cut: null, rule: 'EX1b' };
	const field = fields.find((one) => one.name === 'owner');
	if (field)
		return {
			owners: readOwnerList(block, folded, { start: field.value, end: field.end }, names),
			cut: null,
			rule: 'EX3'
		};
	const leading = leadingOwner(input, body);
	if (leading) return leading;
	if (promise) {
		const cut = promise.cuts[0] ?? null;
		return {
			owners: promise.owners.map((owner) => quote(block.id, block.text, owner)),
			cut,
			rule: promise.rules[0]!
		};
	}
	return (
		trailingOwner(input, body) ?? {
			owners: input.owners,
			cut: null,
			rule: input.owners.length > 0 ? 'EX21' : ''
		}
	);
}

const NAME_PART = /^(?:@?[\p{L}][\p{L}\p{N}'._-]{0,24})(?:\s[\p{L}][\p{L}'.-]{0,20}){0,2}$/u;
const NOT_OWNER_WORD = new RegExp(
	`^(?:${BASE_VERBS}|re|note|nb|fyi|e\\.?g|idea|ideas|request|question|update|goal|topic|http|https|optional|new|bug|issue|ref|see|pr|docs?)$`
);

/** `ana: …`, `@ana …`, 「张三：…」, `[name=Ana]`, `Ana – …`. */
function leadingOwner(input: MarkedInput, body: Range): Found | null {
	const { block, folded, names } = input;
	const text = folded.slice(body.start, body.end);
	const name = /^\[name=([^\]]{1,40})\]\s?/.exec(text);
	if (name) {
		const start = body.start + 6;
		return {
			owners: [quote(block.id, block.text, { start, end: start + name[1]!.length })],
			cut: { start: body.start, end: body.start + name[0].length },
			rule: 'EX20'
		};
	}
	const separated = /^([^:;,.(]{1,60}?(?:,[^:;.(]{1,24}){0,4}?)\s?(?:[:]|\s-{1,2}\s|\s?->\s)\s?/.exec(text);
	if (separated) {
		const range = { start: body.start, end: body.start + separated[1]!.length };
		const owners = namesOnly(input, range);
		if (owners)
			return { owners, cut: { start: body.start, end: body.start + separated[0].length }, rule: 'EX20' };
	}
	if (isChinese(folded, body)) {
		const owner = /^@/.test(text) ? readChineseOwners(folded, body.start, names, 'strict') : null;
		if (!owner) return null;
		return {
			owners: owner.parts.map((part) => quote(block.id, block.text, part)),
			cut: { start: owner.start, end: owner.end },
			rule: 'EX20'
		};
	}
	const owner = readEnglishOwners(folded, block.text, body.start, names);
	if (
		!owner ||
		(owner.form !== 'handle' &&
			owner.form !== 'known' &&
			!(owner.form === 'group' && /^, please/.test(folded.slice(owner.end))))
	)
		return null;
	if (
		owner.end >= body.end ||
		!/^[\s,]/.test(folded.slice(owner.end, owner.end + 1)) ||
		/^\s(?:and|or|&)\s/.test(folded.slice(owner.end))
	)
		return null;
	if (/^'s\b/.test(folded.slice(owner.end))) return null;
	return {
		owners: owner.parts.map((part) => quote(block.id, block.text, part)),
		cut: { start: owner.start, end: owner.end },
		rule: 'EX20'
	};
}

/** The owners of a range that names nobody but owners; null when some of its words are no name. */
function namesOnly(input: MarkedInput, range: Range): Quoted[] | null {
	const { block, folded, names } = input;
	const text = folded.slice(range.start, range.end).trim();
	if (/^\?{1,3}$/.test(text)) return [];
	if (/[\u3400-\u9fff]/.test(text)) {
		const owner = isChineseOwner(text, names);
		if (!owner) return null;
		const at = folded.indexOf(text, range.start);
		return owner.parts.map((part) =>
			quote(block.id, block.text, { start: at + part.start, end: at + part.end })
		);
	}
	const owners = readOwnerList(block, folded, range, names);
	const isNames = owners.every((owner) => {
		const word = folded.slice(owner.span.start, owner.span.end);
		if (names.at(word.replace(/^@/, ''), 0)?.end === word.replace(/^@/, '').length || word.startsWith('@'))
			return true;
		const words = word.split(' ');
		return (
			NAME_PART.test(word) &&
			words.length <= 3 &&
			words.every((one) => !NOT_A_NAME.test(one) && !NOT_OWNER_WORD.test(one)) &&
			looksLikeName(owner.text, words.length)
		);
	});
	return owners.length > 0 && isNames ? owners : null;
}

/** Capitals, or one short word in small letters as people sign themselves. */
function looksLikeName(text: string, words: number): boolean {
	if (/^\p{Lu}/u.test(text)) return text.split(' ').every((word) => /^\p{Lu}/u.test(word));
	return words === 1 && text.length <= 12;
}

/** `… (Ana)`, 「…（张三、李四）」, `… -> Ana`, 「题库：小王」, `… @ana`. */
function trailingOwner(input: MarkedInput, body: Range): Found | null {
	const { block, folded, names } = input;
	const text = folded.slice(body.start, body.end);
	const bracket = /\(\s?(?:by |owner: ?|assigned to )?([^()]{1,60})\)\s?[.。?]?$/.exec(text);
	if (bracket) {
		const start = body.start + bracket.index + bracket[0].indexOf(bracket[1]!);
		const range = { start, end: start + bracket[1]!.length };
		const owners = strictNames(input, range);
		if (owners) return { owners, cut: { start: body.start + bracket.index, end: body.end }, rule: 'EX20' };
	}
	const arrow = /\s?(?:-{1,3}>|=>|→|—{1,2}|-{2,3}|\s-)\s?(?:@)?([^\s:;,.()→-][^:;,.()→]{0,40})$/.exec(text);
	if (arrow && arrow.index > 2) {
		const start = body.start + arrow.index + arrow[0].lastIndexOf(arrow[1]!);
		const range = { start, end: start + arrow[1]!.length };
		const owners = strictNames(input, range);
		if (owners) return { owners, cut: { start: body.start + arrow.index, end: body.end }, rule: 'EX20' };
	}
	const mention =
		/\s(@[\p{L}\p{N}_.-]{1,40}(?:(?:,|,? and|\s)\s?@[\p{L}\p{N}_.-]{1,40}){0,4})\s?[.。]?$/u.exec(text);
	if (mention) {
		const start = body.start + mention.index + 1;
		return {
			owners: readOwnerList(block, folded, { start, end: start + mention[1]!.length }, names),
			cut: { start, end: body.end },
			rule: 'EX20'
		};
	}
	const colon = /^[^:]{2,40}[:]\s?([a-z]{2,12}|[\u3400-\u9fff]{2,4})$/.exec(text);
	if (colon) {
		const start = body.end - colon[1]!.length;
		const owners =
			/^[a-z]+$/.test(colon[1]!) && !NOT_OWNER_WORD.test(colon[1]!)
				? [quote(block.id, block.text, { start, end: body.end })]
				: strictNames(input, { start, end: body.end });
		if (owners) return { owners, cut: { start: start - 1, end: body.end }, rule: 'EX20' };
	}
	return null;
}

/** Names that are known, or have the form of names beyond doubt. */
function strictNames(input: MarkedInput, range: Range): Quoted[] | null {
	const { block, folded, names } = input;
	const text = folded.slice(range.start, range.end);
	if (/[\u3400-\u9fff]/.test(text)) return namesOnly(input, range);
	const owners = readOwnerList(block, folded, range, names);
	const sure = owners.every((owner) => {
		const word = folded.slice(owner.span.start, owner.span.end);
		if (word.startsWith('@') || names.at(word, 0)?.end === word.length) return true;
		const words = owner.text.split(' ');
		return (
			words.length <= 3 &&
			words.every(
				(one) => /^\p{Lu}\p{Ll}[\p{L}'’-]*$|^\p{Lu}\.?$/u.test(one) && !NOT_A_NAME.test(one.toLowerCase())
			)
		);
	});
	return owners.length > 0 && sure ? owners : null;
}

function dueIn(
	input: MarkedInput,
	body: Range,
	fields: readonly Field[],
	promise: Promised | null
): DayMention | null {
	const field = fields.find((one) => one.name === 'due');
	if (field)
		return (
			input.days.find(
				(day) => day.start >= field.start && day.end <= field.end + 1 && day.end > field.value
			) ?? null
		);
	if (promise?.due?.day) return promise.due;
	const inside = input.days.filter((day) => day.start >= body.start && day.end <= input.range.end);
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
