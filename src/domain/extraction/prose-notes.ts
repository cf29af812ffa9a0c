/** What a line of prose says, in the section it stands in. */
import { DOUBTFUL, quote } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Quoted } from './extracted-item.ts';
import { draftNote, hasChildren, isEntry, isHan, namesFor } from './line.ts';
import type { Line, Note } from './line.ts';
import type { Range } from './promise.ts';
import { proseDrafts } from './prose.ts';
import { isIdeaAt, ownersAt, scope, withLabel } from './section.ts';
import type { SectionKind, SectionState } from './section.ts';

/** The style of a label that the first numbered line below it ends. */
export const RESOLVED = 'resolved';

/** 「决议：…」: the lines below it belong to the resolution too, up to the next title. */
export function goesOn(
	line: Line,
	before: SectionState,
	after: SectionState,
	kind: SectionKind
): SectionState {
	if (kind !== 'decision' || line.depth >= 0) return after;
	const isHeading = before.label?.isHeading === true;
	return withLabel(after, scope(0, 'decision', { isHeading, style: RESOLVED }));
}

/** 「电梯合约将届满。决议：续约一年，由…」: what came of a matter, in the line of the agenda itself. */
const RESOLVED_INSIDE = /(?:^|[。;,\s])(?:决议|结论|决定|裁示)\s?:\s?/;

/** `15:05 <peter> I'll do that`: who wrote the line of a chat. */
export function chatterIn({
	block,
	folded,
	statement
}: Pick<Line, 'block' | 'folded' | 'statement'>): Quoted | null {
	const found = CHATTER.exec(folded.slice(statement.start, statement.body));
	if (!found) return null;
	const start = statement.start + found.index + found[0].indexOf(found[1]!);
	return quote(block.id, block.text, { start, end: start + found[1]!.length });
}

const CHATTER = /<[@+ ]?([a-z][a-z0-9_|-]{1,24})>\s{1,2}$/;

/** `... will send it tonight`, `… and I'll tell Ben`: the line before goes on. */
export const GOES_ON = /^\s?(?:\.{2,4}|…)\s?(?:(?:and|so|then|but) )?/;

/** How often somebody "explains" before minutes are known to tell the meeting in the present. */
const TOLD_OFTEN = 2;

/** 「张伟负责主持」: who does what in the meeting itself, or once did. */
const IN_MEETING = /主持|开场|汇报|报告|分享|介绍|致辞|发言|上学期|去年|上[个一]?[周月]/;
const TAKES_ON = /负责|认领|会(?!议)|[来去]/;

/** How sure a promise below an entry of an agenda must be. */
const SAID_OUTRIGHT = 0.66;

/** Running text as a note; what it says counts only where `counts` says so. */
export function prose(
	line: Line,
	state: SectionState,
	range: Range,
	kind: SectionKind | 'detail',
	counts: (draft: Draft) => boolean = () => true
): Note {
	return {
		type: 'prose',
		read: () => proseDraftsIn(line, state, range, kind).filter(counts).map(draftNote)
	};
}

/** Nothing for a few characters. */
function proseDraftsIn(line: Line, state: SectionState, range: Range, kind: SectionKind | 'detail'): Draft[] {
	if (range.end - range.start < 4) return [];
	const resolved = kind === 'agenda' ? RESOLVED_INSIDE.exec(line.folded.slice(range.start, range.end)) : null;
	if (resolved)
		return proseDraftsIn(
			line,
			state,
			{ start: range.start + resolved.index + resolved[0].length, end: range.end },
			'decision'
		);
	if (kind === 'agenda' && (line.depth > 0 || !isEntry(line))) {
		// Below an entry of the agenda stands what was said about it; only what gives work outright counts there.
		const drafts = proseDraftsIn(line, state, range, 'plain');
		return drafts.filter(({ item }) => item.confidence >= SAID_OUTRIGHT);
	}
	// 「讨论事项」 is as often what was talked about: there somebody known has work in hand, or will do it.
	const said = line.folded.slice(range.start, range.end);
	if (kind === 'agenda' && isHan(line) && TAKES_ON.test(said) && !IN_MEETING.test(said)) {
		const names = namesFor(line, state);
		return proseDraftsIn(line, state, range, 'plain').filter(
			({ latent, item: { rules, owners } }) =>
				!latent &&
				/^EX5[dg]$/.test(rules[0]!) &&
				owners.every(({ span }) => names.at(line.folded, span.start)?.end === span.end)
		);
	}
	const goesOn = state.speaker && GOES_ON.exec(line.folded.slice(range.start, range.start + 8));
	const speaks = goesOn ? state.speaker : chatterIn(line);
	const drafts = proseDrafts({
		block: line.block,
		folded: line.folded,
		masked: line.masked(),
		range: goesOn ? { start: range.start + goesOn[0].length, end: range.end } : range,
		kind,
		speaker: speaks ? [speaks] : kind === 'department' ? ownersAt(state, line.depth) : [],
		days: line.days(),
		names: namesFor(line, state),
		ownWords: line.reader.ownWords,
		depth: line.depth,
		isNumbered: line.statement.number !== null,
		isTold: state.told >= TOLD_OFTEN,
		isHead: hasChildren(line),
		isIdea: isIdeaAt(state, line.depth)
	});
	return drafts.filter((draft) => draft.latent || draft.item.confidence >= DOUBTFUL);
}
