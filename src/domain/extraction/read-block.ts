/**
 * Reads one block in its place: what it says about the lines below it (headings, labels, lists of attendees), and which items are in it.
 * Pure: the same block in the same state always reads the same, which is what lets a reading be reused.
 */
import type { Block, Place } from './block.ts';
import { findDays } from './day-mention.ts';
import type { DayContext, DayMention } from './day-mention.ts';
import { DOUBTFUL, dueOf, quote } from './draft.ts';
import type { Draft } from './draft.ts';
import type { ExtractedDue, Quoted } from './extracted-item.ts';
import { isImperative } from './en-promises.ts';
import { readEnglishOwners } from './en-owner.ts';
import { fold } from './fold.ts';
import { readMarked } from './marked-item.ts';
import { markerAt, NOTHING } from './marker.ts';
import type { Marker } from './marker.ts';
import type { NameIndex, Roster } from './names.ts';
import { proseDrafts } from './prose.ts';
import { namesInAttendance, rolesLine } from './attendance.ts';
import { withNames } from './names.ts';
import {
	isDetail,
	isDoneAt,
	kindAt,
	ownersAt,
	scope,
	withHeading,
	withLabel,
	withListEntry,
	withRoster
} from './section.ts';
import type { SectionKind, SectionState } from './section.ts';
import { splitStatements } from './statement.ts';
import type { Statement } from './statement.ts';
import { bareTitle, classifyTitle } from './titles.ts';
import type { TitleKind } from './titles.ts';
import { isChineseOwner } from './zh-owner.ts';
import { findFields } from './fields.ts';
import { readNamesOnly, readOwnerList } from './owner-list.ts';

/** What a block tells the ones before it. */
export type Note =
	| { readonly type: 'draft'; readonly draft: Draft }
	| { readonly type: 'heading'; readonly level: number }
	/** `责任人：王利忠` on a line of its own: the owner of what was said last. */
	| { readonly type: 'owners'; readonly owners: readonly Quoted[] }
	/** `任务截止：6月5日` on a line of its own: the day of the entries before it. */
	| {
			readonly type: 'deadline';
			readonly due: ExtractedDue;
			readonly depth: number;
			readonly reach: 'last' | 'list' | 'section';
	  };

export type BlockReading = { readonly state: SectionState; readonly notes: readonly Note[] };

/** What one reading needs besides blocks and state. */
export type Reader = {
	readonly days: DayContext;
	names(roster: Roster): NameIndex;
};

/** The place of the block that follows: tells whether a list entry has entries of its own. */
export type Following = Place | null;

export function readBlock(
	block: Block,
	following: Following,
	state: SectionState,
	reader: Reader
): BlockReading {
	const folded = fold(block.text);
	const notes: Note[] = [];
	let now = state;
	const statements = splitStatements(folded);
	if (block.place.kind === 'heading') {
		return readHeading(block, block.place.level, folded, statements[0], now, reader);
	}
	for (let at = 0; at < statements.length; at++) {
		const reading = new LineReading(block, folded, statements[at]!, following, now, reader, at === 0);
		reading.read();
		now = reading.state;
		notes.push(...reading.notes);
	}
	return { state: now, notes };
}

function readHeading(
	block: Block,
	level: number,
	folded: string,
	statement: Statement | undefined,
	state: SectionState,
	reader: Reader
): BlockReading {
	const notes: Note[] = [{ type: 'heading', level }];
	if (!statement) return { state: withHeading(state, scope(level, 'plain')), notes };
	const names = reader.names(state.roster);
	const bare = bareTitle(folded.slice(statement.body, statement.end));
	const title = classifyTitle(bare);
	const outside = withHeading(state, scope(level, null));
	const inAction = ['action', 'issues'].includes(kindAt(outside, -1));
	const kind = title === 'done' ? (inAction ? 'action' : 'report') : title;
	const owners =
		inAction && kind === null
			? titleNames(block, folded, statement, bare, names)
			: titleOwners(block, folded, statement, bare, kind, names);
	const department = kind === null && owners.length > 0 && !inAction ? 'department' : null;
	const next = withHeading(
		state,
		scope(level, kind ?? department ?? 'plain', { owners, isDone: title === 'done' && inAction })
	);
	const day = kind === 'deadline' ? deadlineIn(block, folded, statement, reader) : null;
	if (day) notes.push({ type: 'deadline', due: day, depth: -1, reach: 'section' });
	if (kind === null && !department) {
		for (const draft of proseDrafts({
			block,
			folded,
			range: { start: statement.body, end: statement.end },
			kind: 'plain',
			speaker: [],
			reader,
			names,
			depth: -1
		})) {
			if (draft.item.confidence >= 0.75) notes.push({ type: 'draft', draft });
		}
	}
	return { state: next, notes };
}

/** A heading below "Action items" that is only a name. */
function titleNames(
	block: Block,
	folded: string,
	statement: Statement,
	bare: string,
	names: NameIndex
): readonly Quoted[] {
	const at = folded.indexOf(bare, statement.start);
	if (at < 0 || bare.length > 40) return [];
	return readNamesOnly(block, folded, { start: at, end: at + bare.length }, names, true) ?? [];
}

/** `Action items for Ana`, 「三、财务部」: who a title speaks of. */
function titleOwners(
	block: Block,
	folded: string,
	statement: Statement,
	bare: string,
	kind: TitleKind | null,
	names: NameIndex
): Quoted[] {
	const at = folded.indexOf(bare, statement.start);
	if (at < 0 || bare.length === 0) return [];
	if (kind === 'action') {
		const found = /\b(?:for|of|by)\s(?:the\s)?([a-z][a-z .'-]{1,30})$/.exec(bare);
		if (
			!found ||
			/meeting|week|month|sprint|quarter|next|call|today|day$|year|session|review|release|phase/.test(
				found[1]!
			)
		)
			return [];
		const start = at + bare.length - found[1]!.length;
		return [quote(block.id, block.text, { start, end: start + found[1]!.length })];
	}
	if (kind !== null || bare.length > 14) return [];
	const owner = isChineseOwner(bare, names);
	if (!owner || owner.form === 'handle') return [];
	if (owner.form === 'person' && names.at(bare, owner.start) === null) return [];
	return owner.parts.map((part) =>
		quote(block.id, block.text, { start: at + part.start, end: at + part.end })
	);
}

function deadlineIn(block: Block, folded: string, statement: Statement, reader: Reader): ExtractedDue | null {
	const days = findDays(folded, block.text, reader.days).filter(
		(day) => day.start >= statement.start && day.end <= statement.end && day.day !== null
	);
	return days.length === 1 ? dueOf({ ...days[0]!, kind: 'by' }, block.id, block.text) : null;
}

/** Longest text before a colon that can still be a label. */
const LABEL_REACH = 34;

/** The reading of one line: a small machine that fills `state` and `notes`. */
class LineReading {
	readonly notes: Note[] = [];
	state: SectionState;
	private readonly block: Block;
	private readonly folded: string;
	private readonly line: Statement;
	private readonly following: Following;
	private readonly reader: Reader;
	private readonly isFirst: boolean;
	private readonly depth: number;
	private daysFound: readonly DayMention[] | null = null;

	constructor(
		block: Block,
		folded: string,
		line: Statement,
		following: Following,
		state: SectionState,
		reader: Reader,
		isFirst: boolean
	) {
		this.block = block;
		this.folded = folded;
		this.line = line;
		this.following = following;
		this.state = state;
		this.reader = reader;
		this.isFirst = isFirst;
		const { place } = block;
		this.depth = place.kind === 'list' || place.kind === 'task' ? place.depth : -1;
	}

	read(): void {
		const { place } = this.block;
		if (place.kind === 'task' && this.isFirst) return this.readTask(place.checked);
		if (this.readLabel()) return;
		this.readEntry();
	}

	private get names(): NameIndex {
		return this.reader.names(this.state.roster);
	}

	private get days(): readonly DayMention[] {
		return (this.daysFound ??= findDays(this.folded, this.block.text, this.reader.days));
	}

	private get isEntry(): boolean {
		return this.depth >= 0 || this.line.number !== null;
	}

	private enterList(
		kind: SectionKind | null,
		more: { owners?: readonly Quoted[]; isItem?: boolean; isDone?: boolean } = {}
	): void {
		if (this.depth >= 0 && this.isFirst)
			this.state = withListEntry(this.state, scope(this.depth, kind, more));
	}

	/** A checkbox is an item unless the list is of people, or it says nothing [EX1]. */
	private readTask(checked: boolean): void {
		const kind = kindAt(this.state, this.depth);
		const owners = ownersAt(this.state, this.depth);
		if (kind === 'attendance' || kind === 'boilerplate' || kind === 'schedule') return this.enterList(null);
		const draft = this.marked(this.line.body, { owners, checked, base: 0.9, rule: 'EX1a', kind });
		this.enterList(null, { isItem: false });
		if (draft) this.notes.push({ type: 'draft', draft });
	}

	private marked(
		from: number,
		options: {
			owners: readonly Quoted[];
			checked?: boolean;
			base: number;
			rule: string;
			kind: SectionKind;
			marker?: Marker;
		}
	): Draft | null {
		const { block, folded, line, reader } = this;
		if (NOTHING.test(folded.slice(from, line.end))) return null;
		return readMarked({
			block,
			folded,
			range: { start: line.start, end: line.end },
			from,
			days: this.days,
			names: this.names,
			reader,
			depth: this.depth,
			...options,
			checked: options.checked === true || isDoneAt(this.state, this.depth)
		});
	}

	/** Labels: a title on a line of its own, or before a colon. True when the line is done with. */
	private readLabel(): boolean {
		const { folded, line } = this;
		const colon = this.colonAt();
		const whole = folded.slice(line.body, line.end);
		const ends =
			colon < 0 ||
			folded
				.slice(colon + 1, line.end)
				.trim()
				.replace(/[*_]+/g, '') === '';
		const bare = bareTitle(colon < 0 ? whole : folded.slice(line.body, colon));
		if (colon < 0 && whole.length > 40) return false;
		const kind = classifyTitle(bare);
		if (rolesLine(whole)) {
			this.meetNames(whole, colon);
			this.enterList(null);
			return true;
		}
		if (ends) return this.readBareLabel(kind, bare, colon >= 0);
		if (kind === null || kind === 'owners') return false;
		return this.readInlineLabel(kind, colon);
	}

	private colonAt(): number {
		const { folded, line } = this;
		const colon = folded.indexOf(':', line.body);
		return colon < 0 || colon >= line.end || colon - line.body > LABEL_REACH ? -1 : colon;
	}

	private readBareLabel(kind: TitleKind | null, bare: string, hasColon: boolean): boolean {
		const { block, folded, line } = this;
		const inAction = ['action', 'issues'].includes(kindAt(this.state, this.depth));
		if (kind === null) {
			return this.readPersonLabel(bare, hasColon, inAction);
		}
		if (!hasColon && this.isEntry && kind !== 'deadline') {
			if (kind === 'report' || kind === 'topic' || !this.hasChildren || bare.length > 20) return false;
		}
		if (!hasColon && this.depth < 0 && this.state.label?.style === 'none') return false;
		if (kind === 'deadline' && deadlineIn(block, folded, line, this.reader))
			return this.readInlineLabel(kind, line.body - 1);
		if (kind === 'deadline' || kind === 'topic') {
			if (kind === 'topic') this.openScope('plain', []);
			return true;
		}
		this.openScope(kind, titleOwners(block, folded, line, bare, kind, this.names));
		return true;
	}

	/** A line that is only a name: in lists of tasks the entries below are that person's, elsewhere a department speaks. */
	private readPersonLabel(bare: string, hasColon: boolean, inAction: boolean): boolean {
		const { block, folded, line } = this;
		const leads = hasColon || (inAction && this.depth >= 0 && this.hasChildren);
		if (!leads || bare.length > 40) return false;
		const at = folded.indexOf(bare, line.start);
		if (at < 0) return false;
		const range = { start: at, end: at + bare.length };
		const isDepartment = isChineseOwner(bare, this.names)?.form === 'department';
		if (!inAction && !isDepartment) return false;
		const owners = readNamesOnly(block, folded, range, this.names, !inAction);
		if (!owners || owners.length === 0) return false;
		this.openScope(inAction ? null : 'department', owners);
		return true;
	}

	private get hasChildren(): boolean {
		const { following } = this;
		return (
			following !== null &&
			(following.kind === 'list' || following.kind === 'task') &&
			following.depth > this.depth
		);
	}

	private get followedByList(): boolean {
		const { following } = this;
		return following?.kind === 'task' || following?.kind === 'list';
	}

	/** Chinese lists of tasks often come without bullets; English ones hardly ever do. */
	private get isHan(): boolean {
		return /[\u3400-\u9fff]/.test(this.folded.slice(this.line.start, this.line.end));
	}

	private openScope(title: SectionKind | null, owners: readonly Quoted[]): void {
		const isDone = title === 'done';
		const inAction = ['action', 'issues'].includes(kindAt(this.state, this.depth));
		const kind = isDone ? (inAction ? 'action' : 'report') : title;
		if (this.depth >= 0) this.enterList(kind, { owners, isDone });
		else this.state = withLabel(this.state, scope(0, kind, { owners, isDone }));
	}

	/** `代办事项：…`, `参会人员：…`, `DDL：周五`: a label with its first content on the same line. */
	private readInlineLabel(kind: TitleKind, colon: number): boolean {
		const { block, folded, line } = this;
		const content = { start: colon + 1, end: line.end };
		const text = folded.slice(content.start, content.end);
		if (kind === 'deadline') {
			const due = deadlineIn(block, folded, line, this.reader);
			const reach = /^[\s*_]*(?:完成|时限|期限)/.test(folded.slice(line.body, line.end))
				? 'last'
				: this.depth < 0
					? 'section'
					: 'list';
			if (due) this.notes.push({ type: 'deadline', due, depth: this.depth, reach });
			this.enterList(null);
			return true;
		}
		if (kind === 'action' || kind === 'issues') return false;
		if (kind === 'attendance') {
			this.meetNames(folded.slice(line.body, line.end), colon);
			this.openScope('attendance', []);
			return true;
		}
		if (kind === 'topic') {
			this.openScope('plain', []);
			return true;
		}
		if (kind === 'decision' || kind === 'report') {
			if (this.depth < 0) this.state = withLabel(this.state, scope(0, kind, { style: 'none' }));
			else this.enterList(kind);
			this.prose(content, kind, text.length);
			return true;
		}
		if (this.depth < 0) this.state = withLabel(this.state, scope(0, kind, { style: 'none' }));
		else this.enterList(kind);
		return true;
	}

	private meetNames(text: string, colon: number): void {
		const from = colon < 0 ? 0 : colon - this.line.body + 1;
		this.state = withRoster(this.state, withNames(this.state.roster, namesInAttendance(text.slice(from))));
	}

	private readEntry(): void {
		const { folded, line } = this;
		const kind = kindAt(this.state, this.depth);
		if (kind === 'attendance') {
			this.state = withRoster(
				this.state,
				withNames(this.state.roster, namesInAttendance(folded.slice(line.body, line.end)))
			);
			return this.enterList(null);
		}
		if (kind === 'owners') return this.addOwners();
		if (this.readTrailing()) return;
		const marker = markerAt(folded, line.body);
		if (marker && marker.strength !== 'named') return this.readMarkerLine(marker, kind);
		if (marker && this.readNamedMarker(marker)) return;
		if (kind === 'boilerplate' || kind === 'schedule') return this.enterList(null);
		if ((kind === 'action' || kind === 'issues') && this.readActionEntry(kind)) return;
		if (this.midMarker()) return;
		if (kind === 'review' && this.isEntry && this.readReviewed()) return;
		this.closeLabelAfterList();
		this.enterList(null);
		this.prose({ start: line.body, end: line.end }, kindAt(this.state, this.depth), line.end - line.body);
	}

	/** `### Leads` / `- Ana`: the names own the tasks of the section around. */
	private addOwners(): void {
		const { block, folded, line } = this;
		const owners = readOwnerList(block, folded, { start: line.body, end: line.end }, this.names);
		const { headings } = this.state;
		this.enterList(null);
		if (owners.length === 0 || headings.length === 0) return;
		const at = Math.max(0, headings.length - 2);
		const outer = headings[at]!;
		this.state = {
			...this.state,
			headings: headings.map((heading, index) =>
				index === at ? { ...outer, owners: [...outer.owners, ...owners] } : heading
			)
		};
	}

	/** `责任人：王利忠` or `截止日期：6月5日` alone on a line. */
	private readTrailing(): boolean {
		const { block, folded, line } = this;
		const fields = findFields(folded, line.body, line.end);
		if (fields.length === 0 || folded.slice(line.body, fields[0]!.start).replace(/[\s*_(\-—]/g, '') !== '')
			return false;
		if (fields.some((field) => field.name !== 'owner' && field.name !== 'due')) return false;
		for (const field of fields) {
			if (field.name === 'owner') {
				const owners = readOwnerList(block, folded, { start: field.value, end: field.end }, this.names);
				if (owners.length > 0) this.notes.push({ type: 'owners', owners });
			} else {
				const due = deadlineIn(
					block,
					folded,
					{ ...line, start: field.value, end: Math.max(field.end, field.value) },
					this.reader
				);
				if (due) this.notes.push({ type: 'deadline', due, depth: this.depth, reach: 'last' });
			}
		}
		this.enterList(null);
		return true;
	}

	private readMarkerLine(marker: Marker, kind: SectionKind): void {
		const { folded, line } = this;
		const rest = folded.slice(marker.end, line.end);
		const isLabel = this.depth < 0 && line.number === null;
		if (kind === 'attendance') return;
		if (NOTHING.test(rest)) {
			if (rest.trim() === '' && (this.isHan || this.followedByList)) this.openScope('action', []);
			else this.enterList(null);
			return;
		}
		const draft = this.marked(marker.end, {
			owners: ownersAt(this.state, this.depth),
			base: marker.strength === 'strong' ? 0.9 : 0.76,
			rule: 'EX1b',
			kind,
			marker
		});
		const title = bareTitle(folded.slice(line.body, Math.max(line.body, folded.indexOf(':', line.body))));
		if (isLabel && this.isHan && classifyTitle(title) !== null) {
			this.state = withLabel(this.state, scope(0, 'action', { style: 'none' }));
		}
		this.enterList(null, { isItem: true });
		if (draft) this.notes.push({ type: 'draft', draft });
	}

	/** `AI Ana to update the page`: without a name behind it the word is only a word. */
	private readNamedMarker(marker: Marker): boolean {
		const draft = this.marked(marker.end, { owners: [], base: 0.84, rule: 'EX1b', kind: 'plain', marker });
		if (!draft || draft.item.owners.length === 0) return false;
		this.enterList(null, { isItem: true });
		this.notes.push({ type: 'draft', draft });
		return true;
	}

	/** Every entry of an action list or of open issues is an item [EX1c]; details below an item are not [EX1d]. */
	private readActionEntry(kind: SectionKind): boolean {
		const { block, folded, line, state } = this;
		const text = folded.slice(line.body, line.end);
		const style = this.depth >= 0 ? `list${this.depth}` : (line.number ?? 'none');
		if (state.label && this.depth < 0) {
			const { style: first } = state.label;
			if (first === '') this.state = { ...state, label: { ...state.label, style } };
			else if (first !== style) {
				if (line.number !== null && first !== 'none' && !first.startsWith('list')) return true;
				if (line.number === null) {
					this.state = withLabel(state, null);
					return false;
				}
			}
		} else if (state.label && state.label.style === '') {
			this.state = { ...state, label: { ...state.label, style } };
		}
		if (NOTHING.test(text)) {
			this.enterList(null);
			return true;
		}
		if (this.depth >= 0 && isDetail(state, this.depth)) {
			this.enterList(null, { isItem: true });
			this.prose({ start: line.body, end: line.end }, 'detail', text.length);
			return true;
		}
		if (this.depth < 0 && line.number === null) {
			if (/[:]\s*$/.test(text)) return false;
			if (!this.isHan && !speaksOfWork(folded, line, block.text, this.names)) return false;
		}
		if (GOES_ON.test(text)) return false;
		if (isTopicLine(text)) {
			this.state = withLabel(this.state, null);
			return false;
		}
		const next = this.following;
		if (this.depth >= 0 && next?.kind === 'task' && next.depth > this.depth) {
			this.enterList(null);
			return true;
		}
		const draft = this.marked(line.body, {
			owners: ownersAt(this.state, this.depth),
			base: this.isEntry ? 0.84 : 0.72,
			rule: 'EX1c',
			kind
		});
		this.enterList(null, { isItem: draft !== null });
		if (draft) this.notes.push({ type: 'draft', draft });
		return true;
	}

	/** What became of earlier promises: entries that name their owner. */
	private readReviewed(): boolean {
		const draft = this.marked(this.line.body, { owners: [], base: 0.74, rule: 'EX1e', kind: 'review' });
		if (!draft || draft.item.owners.length === 0) return false;
		this.enterList(null, { isItem: true });
		this.notes.push({ type: 'draft', draft });
		return true;
	}

	/** `… new hold in the calendar #todo:ana`: the mark stands inside the line. */
	private midMarker(): boolean {
		const { folded, line } = this;
		const range = folded.slice(line.body, line.end);
		const found =
			/(?:^|\s)(?:->\s?)?(#(?:todo|action)|(?:\[|\*\*|->\s)(?:todo|action(?: item)?)(?:\]|\*\*|:))(?![a-z0-9])/.exec(
				range
			);
		if (!found) return false;
		const at = line.body + found.index + found[0].indexOf(found[1]!);
		const marker = markerAt(folded, at);
		if (!marker) return false;
		const draft = this.marked(line.body, {
			owners: ownersAt(this.state, this.depth),
			base: 0.88,
			rule: 'EX1b',
			kind: 'plain',
			marker: { ...marker, owner: marker.owner }
		});
		this.enterList(null, { isItem: true });
		if (draft) this.notes.push({ type: 'draft', draft });
		return true;
	}

	/** A plain paragraph after a labelled list is not under the label any more. */
	private closeLabelAfterList(): void {
		const { label } = this.state;
		if (!label || this.isEntry || label.kind === 'plain') return;
		if (label.style.startsWith('list') || /^[1(①一]/.test(label.style))
			this.state = withLabel(this.state, null);
	}

	private prose(range: { start: number; end: number }, kind: SectionKind | 'detail', length: number): void {
		if (length < 4) return;
		const speaker = kind === 'department' ? ownersAt(this.state, this.depth) : [];
		const drafts = proseDrafts({
			block: this.block,
			folded: this.folded,
			range,
			kind,
			speaker,
			reader: this.reader,
			names: this.names,
			days: this.days,
			depth: this.depth
		});
		for (const draft of drafts)
			if (draft.latent || draft.item.confidence >= DOUBTFUL) this.notes.push({ type: 'draft', draft });
	}
}

/** What somebody is busy with, or wonders about: a state of things, no entry of a list of tasks [EX50]. */
const GOES_ON =
	/^\S{1,20}(?:\s\S{1,20})?\s(?:is|are|was|were|has been|have been)\s(?:currently |still |now )?[a-z]{3,}ing\b/;

/** An English paragraph in a list of tasks is one of them when it begins with who or with a verb. */
function speaksOfWork(folded: string, line: Statement, original: string, names: NameIndex): boolean {
	if (isImperative(folded, line.body)) return true;
	const owner = readEnglishOwners(folded, original, line.body, names);
	return (
		owner !== null &&
		owner.form !== 'shape' &&
		/^\s?(?:[:]|-|will|to|shall)/.test(folded.slice(owner.end, line.end))
	);
}

/** 「议题2、…」 begins another matter. */
function isTopicLine(folded: string): boolean {
	return /^(?:议题|提案|案由|议案)\s?[一二三四五六七八九十\d]{1,3}/.test(folded);
}
