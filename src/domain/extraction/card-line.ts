/**
 * One line that makes a card, in the words of the minutes: 「周五前 张三 提交报价 高 #新品推广」. The line is read as a sentence or a
 * box of the minutes is; only what minutes have no word for is read here: a bare 高, and which project [EX80–EX82].
 */
import type { Place, Span } from './block.ts';
import { findDays } from './day-mention.ts';
import type { DayMention } from './day-mention.ts';
import { dueOf } from './draft.ts';
import type { ExtractedDue, ExtractedItem, ExtractedOwner, Priority, Quoted } from './extracted-item.ts';
import { readMinutes } from './extract-action-items.ts';
import { fold } from './fold.ts';
import { priorityWord } from './marks.ts';
import { emptyRoster, indexNames } from './names.ts';
import type { ReadingContext } from './reading-context.ts';

/** What a line is read for besides what is to be done. */
export const lineFields = ['owner', 'due', 'priority', 'project'] as const;
export type LineField = (typeof lineFields)[number];

/** What the line says of one card. */
export type CardLine = {
	readonly content: string;
	/** The first named; the others take part. */
	readonly owners: readonly ExtractedOwner[];
	readonly due: ExtractedDue | null;
	readonly deliverable: string | null;
	readonly priority: Priority | null;
	readonly projectId: string | null;
	readonly state: 'open' | 'done';
};

type NamedProject = { readonly id: string; readonly name: string };

/**
 * The cards that a line makes: one, or as many as it gives work to people with a verb of their own (EX1h); none when it says nothing.
 * Fields in `off` are not read, and their words stay among what is to be done.
 */
export function readCardLine(
	text: string,
	context: ReadingContext,
	{
		projects = [],
		off = []
	}: { readonly projects?: readonly NamedProject[]; readonly off?: readonly LineField[] } = {}
): readonly CardLine[] {
	const project = off.includes('project') ? null : projectIn(text, projects);
	const said = project ? blank(text, project.span) : text;
	const bare = off.includes('priority') ? null : barePriority(said);
	const more = bare ? blank(said, bare.span) : said;
	const day = dayAtEnd(more, context);
	const rest = day ? blank(more, day) : more;
	const due = day && dueOf(day, 'line', text);
	/** A day that is not to be one stays where it stood. */
	const whole = (content: string) => {
		if (!day || !due || !off.includes('due')) return content;
		return (day.start < text.length - day.end ? [due.text, content] : [content, due.text]).join(' ').trim();
	};
	const known = { projectId: project?.id ?? null };
	const items = readWithout(rest, context, off);
	if (items.length === 0) {
		const content = whole(rest.replace(/\s+/g, ' ').trim());
		if (!/[\p{L}\p{N}]/u.test(content)) return [];
		const nothing = { owners: [], deliverable: null, state: 'open' } as const;
		return [
			{ content, ...nothing, due: off.includes('due') ? null : due, priority: bare?.value ?? null, ...known }
		];
	}
	return items.map((item) => ({
		content: whole(item.content || rest.trim()),
		owners: item.owners,
		due: (off.includes('due') ? null : due) ?? item.due,
		deliverable: item.deliverable?.text ?? null,
		priority: item.priority?.value ?? bare?.value ?? null,
		state: item.state,
		...known
	}));
}

/**
 * A day that begins or ends the line and is parted from the rest by a space or a sign [EX80]. Minutes write no line like that, so that
 * their reading takes such a day for a name.
 */
function dayAtEnd(text: string, context: ReadingContext): DayMention | null {
	const folded = fold(text);
	const days = findDays(folded, text, context).filter(({ day, kind }) => day !== null && kind !== 'from');
	const isParted = (from: number, to: number) => /^[\s,;.。!]*$/.test(folded.slice(from, to));
	const ends = days.filter(
		({ start, end }) =>
			(isParted(0, start) && /^[\s,;:]/.test(folded.slice(end))) ||
			(isParted(end, folded.length) && /[\s,;]$/.test(folded.slice(0, start)))
	);
	return ends.find(({ limit }) => limit) ?? ends[0] ?? null;
}

/** A line without an owner that begins with a name that is known, or in Chinese ends with one: as if a colon stood behind it. */
function ownerFirst(text: string, context: ReadingContext): string | null {
	const words = text.trim().split(/[\s\u3000]+/);
	const names = indexNames(context.directory, emptyRoster);
	const isName = (some: readonly string[]) =>
		names.bearers(fold(some.join(' ')).replace(/^@/, '')).length > 0;
	for (let count = Math.min(4, words.length - 1); count > 0; count--)
		if (isName(words.slice(0, count)))
			return `${words.slice(0, count).join(' ')}: ${words.slice(count).join(' ')}`;
	const last = words.at(-1)!;
	const isSetOff = words.length > 1 && (/^[\u3400-\u9fff]+$/.test(last) || last.startsWith('@'));
	return isSetOff && isName([last]) ? `${last.replace(/^@/, '')}: ${words.slice(0, -1).join(' ')}` : null;
}

/** Each field that is off is hidden where it is read, until nothing of it is read any more. */
function readWithout(
	text: string,
	context: ReadingContext,
	off: readonly LineField[]
): readonly ExtractedItem[] {
	let hidden = text;
	for (let round = 0; ; round++) {
		const items = readEntry(hidden, context);
		const unwanted = items.flatMap((item) => quotesOf(item, off));
		if (unwanted.length > 0 && round < mostRounds) {
			for (const { span } of unwanted) hidden = hide(hidden, span);
			continue;
		}
		const isOwned = off.includes('owner') || items.some(({ owners }) => owners.length > 0);
		const named = isOwned || items.length > 1 ? null : ownerFirst(hidden, context);
		const again = named ? readEntry(named, context) : [];
		const found = again.some(({ owners }) => owners.length > 0) ? again : items;
		return found.map((item) => shown(item, text));
	}
}

/** One field can be read at several places: 「周五前 … 月底前」. */
const mostRounds = 8;

function quotesOf({ owners, due, priority }: ExtractedItem, off: readonly LineField[]): readonly Quoted[] {
	return [
		...(off.includes('owner') ? owners : []),
		...(off.includes('due') && due ? [due] : []),
		...(off.includes('priority') && priority ? [priority] : [])
	];
}

/** A whole sentence of minutes, as it would be read there; anything else as an entry that is an item by its box. */
function readEntry(text: string, context: ReadingContext): readonly ExtractedItem[] {
	const sentence = itemsAt({ kind: 'paragraph' }, text, context);
	const isWhole =
		sentence.length > 0 &&
		sentence.every(({ band, owners }) => band === 'sure' && owners.length > 0) &&
		!/[\p{L}\p{N}]/u.test(outside(text, sentence));
	return isWhole ? sentence : itemsAt({ kind: 'task', depth: 0, checked: false }, text, context);
}

function itemsAt(place: Place, text: string, context: ReadingContext): readonly ExtractedItem[] {
	return readMinutes([{ id: 'line', text, place }], context).items;
}

/** What belongs to none of the items. */
function outside(text: string, items: readonly ExtractedItem[]): string {
	return items.flatMap(({ spans }) => spans).reduce(blank, text);
}

/** Letters that mean nothing, each for the unit in its place. */
const veil = 0xe100;

function hide(text: string, { start, end }: Span): string {
	const veiled = Array.from({ length: end - start }, (_, at) => String.fromCharCode(veil + start + at));
	return text.slice(0, start) + veiled.join('') + text.slice(end);
}

/** With the letters that were hidden. */
function shown(item: ExtractedItem, text: string): ExtractedItem {
	const reveal = (words: string) =>
		words.replace(/[\ue100-\uf8ff]/g, (letter) => text[letter.charCodeAt(0) - veil] ?? '');
	return {
		...item,
		content: reveal(item.content),
		owners: item.owners.map((owner) => ({ ...owner, text: reveal(owner.text) })),
		due: item.due && { ...item.due, text: reveal(item.due.text) },
		deliverable: item.deliverable && { ...item.deliverable, text: reveal(item.deliverable.text) }
	};
}

function blank(text: string, { start, end }: Pick<Span, 'start' | 'end'>): string {
	return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

/**
 * A word for the priority that stands alone between spaces or commas [EX81]; an English one only where the line begins or ends with it
 * and a sign parts it from the rest, since "aim high" is work.
 */
function barePriority(
	text: string
): { readonly value: Priority; readonly span: Pick<Span, 'start' | 'end'> } | null {
	const folded = fold(text);
	for (const pattern of [CHINESE_WORD, ENGLISH_LAST, ENGLISH_FIRST]) {
		const found = pattern.exec(folded);
		const value = found && priorityWord(found[1]!);
		if (found && value) return { value, span: { start: found.index, end: found.index + found[0].length } };
	}
	return null;
}

const CHINESE_WORD = /(?<![^\s,;。、|])(高|中|低|紧急|重要|不急)(?![^\s,;。、|!])/;
const ENGLISH_LAST = /[,;|!(-]\s*(high|medium|low|urgent)\s*[.!)]*\s*$/;
const ENGLISH_FIRST = /^\s*(high|medium|low|urgent)\s*[,;:|!-]/;

/** A project by its name behind # or in brackets, 「#新品推广」, 「【新品推广】」; the longest name where one begins like another [EX82]. */
function projectIn(
	text: string,
	projects: readonly NamedProject[]
): { readonly id: string; readonly span: Pick<Span, 'start' | 'end'> } | null {
	const folded = fold(text);
	const named = projects
		.map(({ id, name }) => ({ id, name: fold(name.trim()) }))
		.filter(({ name }) => name !== '')
		.sort((a, b) => b.name.length - a.name.length);
	for (const { id, name } of named) {
		for (const words of [`#${name}`, `[${name}]`]) {
			const start = folded.indexOf(words);
			const end = start + words.length;
			// Behind a name in Latin letters it must end there: #Launch is not in #Launchpad.
			if (start >= 0 && !(/[a-z0-9]$/.test(words) && /^[a-z0-9]/.test(folded.slice(end))))
				return { id, span: { start, end } };
		}
	}
	return null;
}
