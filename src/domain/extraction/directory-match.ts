/** Who of the directory an owner is that was written down: found, asked about, or nobody [EX24]. Never guessed. */
import type { ExtractedOwner } from './extracted-item.ts';
import { fold } from './fold.ts';
import type { NamedOne, NameIndex } from './names.ts';
import { withTitle } from './zh-owner.ts';

type Match = Pick<ExtractedOwner, 'match' | 'candidates'>;

const NOBODY: Match = { match: null, candidates: [] };

/** Longer words than these name nobody. */
const LONGEST = 60;

/** One bearer of the name is a match; several, or one whose name fits only in part, are candidates to be asked about. */
export function matchOwner(written: string, names: NameIndex): Match {
	if (names.knowsNobody || written.length > LONGEST) return NOBODY;
	const folded = fold(written).trim().replace(/^@/, '');
	const exact = names.bearers(folded);
	if (exact.length > 0) return decided(exact);
	const inside = bearersInside(folded, names);
	const departments = inside.filter((one) => one.kind === 'department');
	const people = inside.filter((one) => one.kind === 'person');
	const mask = /^([\u3400-\u9fff]{1,2})[*某]/.exec(folded)?.[1];
	const fitting =
		mask && !departments.some((one) => isCalled(one, mask, names)) ? names.peopleBy(mask) : null;
	if (fitting) return { match: null, candidates: within(fitting, departments, names).slice(0, 8) };
	if (people.length === 0) return decided(departments);
	const near = within(people, departments, names);
	return near.every((one) => bearsAllWords(one, folded, names))
		? decided(near)
		: { match: null, candidates: near };
}

function decided(found: readonly NamedOne[]): Match {
	if (found.length === 1) return { match: found[0]!, candidates: [] };
	return { match: null, candidates: found };
}

/** Those of a department, when one is said with the name: 「市场部张伟」, 「张*（市场部）」; all, when none of them is in it. */
function within(
	people: readonly NamedOne[],
	departments: readonly NamedOne[],
	names: NameIndex
): readonly NamedOne[] {
	const near = people.filter((person) =>
		departments.some((department) => names.isIn(person.id, department.id))
	);
	return near.length > 0 ? near : people;
}

function isCalled(one: NamedOne, word: string, names: NameIndex): boolean {
	return names.bearers(word).some((other) => other.kind === one.kind && other.id === one.id);
}

/** Whoever is named somewhere in the words, as words of their own. */
function bearersInside(folded: string, names: NameIndex): NamedOne[] {
	const found: NamedOne[] = [];
	for (let at = 0; at < folded.length; at++) {
		const name = names.at(folded, at);
		if (!name || name.known.length === 0) continue;
		for (const one of name.known) {
			const isNew = !found.some((other) => other.kind === one.kind && other.id === one.id);
			if (isNew && (one.kind === 'department' || standsAlone(folded, at, name.end))) found.push(one);
		}
		at = name.end - 1;
	}
	return found;
}

const HAN = /[\u3400-\u9fff]/;
const BODY_END = /[部组处室司院会队心科局校厂方]$/;

/** 「李明」 is not in 「李明亮」, but in 「市场部李明」 and 「李明经理」. */
function standsAlone(folded: string, start: number, end: number): boolean {
	if (!HAN.test(folded[start]!)) return true;
	const before = folded.slice(0, start);
	if (before !== '' && HAN.test(before.at(-1)!) && !BODY_END.test(before)) return false;
	return end === folded.length || !HAN.test(folded[end]!) || withTitle(folded, end) > end;
}

const TITLES = /^(?:mr|mrs|ms|dr|prof)$/;

/** "Ana Ruiz" is not the Ana whose other name is Costa. */
function bearsAllWords(person: NamedOne, folded: string, names: NameIndex): boolean {
	const words = folded.replace(/\([^)]*\)?/g, ' ').match(/[a-z\u00c0-\u024f]{2,}/g) ?? [];
	return words.every((word) => TITLES.test(word) || names.hasWord(person.id, word));
}
