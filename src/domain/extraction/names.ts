/** Who can be named: the people and departments of the directory, and those the minutes themselves list as present. */
import type { Directory } from '../directory.ts';
import { fold } from './fold.ts';

export type NamedOne = { readonly kind: 'person' | 'department'; readonly id: string };

/** A name found in a text; `known` are those in the directory who bear it (none for a name only the minutes list). */
export type FoundName = { readonly start: number; readonly end: number; readonly known: readonly NamedOne[] };

/** Finds names in folded text. */
export type NameIndex = {
	/** The longest name that begins at an offset. A name in Latin letters must be a whole word. */
	at(folded: string, offset: number): FoundName | null;
	/** Everybody in the directory who bears exactly this name. */
	bearers(folded: string): readonly NamedOne[];
	/** The people whose names begin with these signs. */
	peopleBy(signs: string): readonly NamedOne[];
	isIn(personId: string, departmentId: string): boolean;
	/** True when a word belongs to one of the names of somebody. */
	hasWord(personId: string, word: string): boolean;
	/** True when the directory is empty. */
	readonly knowsNobody: boolean;
	/** True when enough people are known that a strange name is probably none. */
	readonly knowsPeople: boolean;
	/** True for the first letters of a name of several words, in small letters: `jc`. */
	hasInitials(letters: string): boolean;
};

/** Names the minutes list themselves (folded), in the order they were read. `key` tells two rosters apart. */
export type Roster = { readonly names: readonly string[]; readonly key: string };

export const emptyRoster: Roster = { names: [], key: '' };

/** The roster with more names; the same roster when it has them all. */
export function withNames(roster: Roster, names: readonly string[]): Roster {
	const known = new Set(roster.names);
	const fresh = names.filter(
		(name) => name.length > 0 && name.length <= 40 && !known.has(name) && known.add(name)
	);
	if (fresh.length === 0) return roster;
	return { names: [...roster.names, ...fresh], key: `${roster.key}\n${fresh.join('\n')}` };
}

/** Names no text is compared with one by one: a long list, new as a whole. */
const MANY_NAMES = 40;

/**
 * What a text must say for it to read otherwise under one roster than under another: all parts of a name only one of them has, or its
 * initials. Null when the rosters have little in common.
 */
export function signsOfChange(from: Roster, to: Roster): readonly (readonly string[])[] | null {
	const [before, after] = [new Set(from.names), new Set(to.names)];
	const changed = [
		...from.names.filter((name) => !after.has(name)),
		...to.names.filter((name) => !before.has(name))
	];
	if (changed.length > MANY_NAMES) return null;
	return changed
		.map(indexed)
		.flatMap((name) => [partsOfName(name), [initialsOf(name)]])
		.filter((parts) => parts.some(Boolean));
}

/** What of a name is found wherever it is said: titles and spaces may part a Chinese one (「黄秘书长诗芸」, 「黄 诗 芸」). */
function partsOfName(name: string): readonly string[] {
	return /^[\u3400-\u9fff]/.test(name) ? [...name] : [name];
}

/** A name as it is looked for: folded, without the sign of a handle. */
function indexed(name: string): string {
	return fold(name).trim().replace(/^@/, '');
}

/** The index of a directory and a roster together; built once for each pair. */
export function indexNames(directory: Directory, roster: Roster): NameIndex {
	const own = directoryIndexes.get(directory) ?? new Map<string, NameIndex>();
	directoryIndexes.set(directory, own);
	const known = own.get(roster.key);
	if (known) return known;
	const index = buildIndex(directory, roster);
	if (own.size >= MOST_ROSTERS) own.clear();
	own.set(roster.key, index);
	return index;
}

/** A document has a handful of rosters while its list of attendees is read; more are not worth keeping. */
const MOST_ROSTERS = 64;

const directoryIndexes = new WeakMap<Directory, Map<string, NameIndex>>();

function buildIndex(directory: Directory, roster: Roster): NameIndex {
	const bearers = new Map<string, NamedOne[]>();
	const add = (name: string, one: NamedOne | null) => {
		const folded = indexed(name);
		if (folded.length === 0) return;
		const list = bearers.get(folded) ?? [];
		bearers.set(folded, list);
		if (one && !list.some((other) => other.kind === one.kind && other.id === one.id)) list.push(one);
	};
	for (const person of directory.people) {
		for (const name of [person.name, ...person.aliases]) add(name, { kind: 'person', id: person.id });
	}
	for (const department of directory.departments) {
		for (const name of [department.name, department.code, ...department.aliases]) {
			add(name, { kind: 'department', id: department.id });
		}
	}
	for (const name of roster.names) add(name, null);
	const initials = new Set([...bearers.keys()].map(initialsOf).filter((letters) => letters.length >= 2));
	const byFirst = new Map<number, string[]>();
	for (const name of bearers.keys()) {
		if (name.length < 2) continue;
		byFirst.set(name.charCodeAt(0), [...(byFirst.get(name.charCodeAt(0)) ?? []), name]);
	}
	for (const names of byFirst.values()) names.sort((a, b) => b.length - a.length);
	const person = (id: string) => directory.people.find((one) => one.id === id);
	return {
		knowsPeople: bearers.size >= 3,
		knowsNobody: directory.people.length === 0 && directory.departments.length === 0,
		peopleBy: (signs) =>
			directory.people
				.filter(({ name }) => fold(name).startsWith(signs))
				.map(({ id }) => ({ kind: 'person', id })),
		isIn: (personId, departmentId) => person(personId)?.departmentIds.includes(departmentId) === true,
		hasWord: (personId, word) => {
			const one = person(personId);
			return one !== undefined && [one.name, ...one.aliases].some((name) => wordsIn(name).includes(word));
		},
		hasInitials: (letters) => initials.has(letters),
		bearers: (folded) => bearers.get(folded) ?? [],
		at: (folded, offset) => {
			for (const name of byFirst.get(folded.charCodeAt(offset)) ?? []) {
				if (
					folded.startsWith(name, offset) &&
					isWhole(folded, offset, name) &&
					!(offset > 0 && bearers.has(folded[offset - 1]! + name))
				) {
					return { start: offset, end: offset + name.length, known: bearers.get(name)! };
				}
			}
			return null;
		}
	};
}

function wordsIn(name: string): string[] {
	return fold(name).split(/[\s.,_-]+/);
}

/** A Latin name inside a longer word is none; between Chinese characters there are no word ends to see. */
export function isWhole(folded: string, offset: number, name: string): boolean {
	const end = offset + name.length;
	const before =
		offset === 0 || !isWordUnit(folded.charCodeAt(offset)) || !isWordUnit(folded.charCodeAt(offset - 1));
	const after =
		end === folded.length || !isWordUnit(folded.charCodeAt(end - 1)) || !isWordUnit(folded.charCodeAt(end));
	return before && after;
}

function isWordUnit(unit: number): boolean {
	return (
		(unit >= 97 && unit <= 122) ||
		(unit >= 48 && unit <= 57) ||
		unit === 95 ||
		(unit >= 0xc0 && unit < 0x2000)
	);
}

/** `jc` of `j. costa`; empty for names of one word or in Chinese. */
function initialsOf(name: string): string {
	const words = name.split(' ').filter((word) => /^[a-z\u00e0-\u024f]/.test(word));
	return words.length >= 2 && words.length <= 4 ? words.map((word) => word[0]!).join('') : '';
}
