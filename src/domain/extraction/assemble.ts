/** What was read line by line becomes the items of the minutes: some lines speak of those before them. */
import type { Block } from './block.ts';
import { makeItem } from './draft.ts';
import type { Draft } from './draft.ts';
import type { ExtractedDue, ExtractedItem, Quoted } from './extracted-item.ts';
import { withLikely } from './likeness.ts';
import type { Reach, Reader, Told } from './line.ts';

/** A block or a table, and what was read in it. */
type HeardUnit = {
	readonly blocks: readonly Block[];
	readonly notes: readonly Told[];
	readonly likely: readonly ExtractedItem[];
};

/** Lines that speak of the lines before them are heard here, over all units in order. */
export function assemble(units: readonly HeardUnit[], reader: Reader): readonly ExtractedItem[] {
	const drafts: Draft[] = [];
	const sections: { level: number; at: number }[] = [];
	/** For each depth of a list, where the drafts of the entry begin that it belongs to. */
	const lists: number[] = [];
	for (const unit of units) {
		const { place } = unit.blocks[0]!;
		if (place.kind === 'list' || place.kind === 'task') {
			lists.length = Math.min(lists.length, place.depth + 1);
			while (lists.length <= place.depth) lists.push(0);
			lists.push(drafts.length);
		}
		for (const note of unit.notes) {
			if (note.type === 'draft') drafts.push(note.draft);
			else if (note.type === 'heading') {
				while (sections.length > 0 && sections.at(-1)!.level >= note.level) sections.pop();
				sections.push({ level: note.level, at: drafts.length });
			} else if (note.type === 'owners') ownLast(drafts, sections.at(-1)?.at ?? 0, note.owners, reader);
			else if (note.type === 'done') finishLast(drafts, sections.at(-1)?.at ?? 0);
			else setDeadline(drafts, sections, lists, note);
		}
	}
	const items = drafts.filter((draft) => !draft.latent).map((draft) => draft.item);
	const likely: ExtractedItem[] = [];
	for (const unit of units) if (unit.likely.length > 0) likely.push(...unit.likely);
	return unique(withLikely(items, likely, units));
}

const OUTRIGHT = 0.8;

/** `责任人：…` alone on a line gives the last statement of its section to somebody [EX3b]. */
function ownLast(drafts: Draft[], from: number, owners: readonly Quoted[], reader: Reader): void {
	const last = drafts.at(-1);
	if (!last || drafts.length <= from || (!last.latent && last.item.owners.length > 0)) return;
	const index = reader.names({ names: [], key: '' });
	const { owners: found } = makeItem({ ...EMPTY, owners }, index);
	const spans: ExtractedItem['spans'] = [...last.item.spans, ...owners.map((owner) => owner.span)];
	drafts[drafts.length - 1] = {
		...last,
		latent: false,
		item: {
			...last.item,
			spans,
			owners: found,
			// Whoever is called responsible outright is, however softly the work was said.
			confidence: Math.max(last.item.confidence, OUTRIGHT),
			band: 'sure',
			rules: last.latent ? ['EX3b'] : [...last.item.rules, 'EX3b']
		}
	};
}

/** `Status: done` alone on a line closes the last item of its section [EX7]. */
function finishLast(drafts: Draft[], from: number): void {
	const last = drafts.at(-1);
	if (!last || drafts.length <= from || last.latent) return;
	drafts[drafts.length - 1] = {
		...last,
		item: { ...last.item, state: 'done', rules: [...last.item.rules, 'EX7'] }
	};
}

const EMPTY = {
	block: '',
	text: '',
	range: { start: 0, end: 0 },
	cuts: [],
	due: null,
	state: 'open' as const,
	confidence: 0,
	rules: []
};

/** A deadline on a line of its own holds for the entries beside it, else for its section [EX3c]. */
function setDeadline(
	drafts: Draft[],
	sections: readonly { level: number; at: number }[],
	lists: readonly number[],
	note: { due: ExtractedDue; depth: number; reach: Reach }
): void {
	// 「时间：6月5日」 is when the meeting is, but for below 「责任人：…」.
	const last = drafts.at(-1);
	if (note.reach === 'owned' && (!last || last.latent || !last.item.rules.includes('EX3b'))) return;
	const heading = note.reach === 'section' && sections.length > 1 ? sections.at(-2) : sections.at(-1);
	const from = heading?.at ?? 0;
	const ofEntry = lists[note.depth] ?? 0;
	const beside = note.depth >= 0 ? besides(drafts, Math.max(from, ofEntry), note.depth) : [];
	let targets =
		note.reach === 'last' || note.reach === 'owned'
			? range(Math.max(from, drafts.length - 1), drafts.length)
			: beside;
	if (targets.length === 0) {
		targets = range(from, drafts.length).filter((at) => !drafts[at]!.latent);
		if (targets.length === 0 && note.depth >= 0)
			targets = range(from, drafts.length).filter((at) => drafts[at]!.depth === note.depth);
		// What is due below one entry of a list says nothing of what stands below another.
		else if (note.depth > 0)
			targets = targets.filter((at) => at >= ofEntry || drafts[at]!.depth < note.depth);
	}
	for (const at of targets) {
		const draft = drafts[at]!;
		if (draft.item.due) continue;
		drafts[at] = {
			...draft,
			latent: false,
			item: {
				...draft.item,
				due: note.due,
				spans: [...draft.item.spans, note.due.span],
				rules: [...(draft.latent ? [] : draft.item.rules), 'EX3c']
			}
		};
	}
}

/** The reported entries of the same list depth right before the line. */
function besides(drafts: readonly Draft[], from: number, depth: number): number[] {
	const found: number[] = [];
	for (let at = drafts.length - 1; at >= from; at--) {
		const draft = drafts[at]!;
		if (draft.depth !== depth || draft.latent) break;
		found.push(at);
	}
	return found;
}

function range(from: number, to: number): number[] {
	return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}

/** Keys are unique even if a caller gives two blocks one id. */
function unique(items: readonly ExtractedItem[]): readonly ExtractedItem[] {
	if (new Set(items.map(({ key }) => key)).size === items.length) return items;
	const seen = new Map<string, number>();
	return items.map((item) => {
		const times = seen.get(item.key) ?? 0;
		seen.set(item.key, times + 1);
		return times === 0 ? item : { ...item, key: `${item.key}#${times + 1}` };
	});
}
