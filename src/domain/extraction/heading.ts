/** Headings: what the section below them is, and whom it speaks for. */
import type { Block } from './block.ts';
import type { Quoted } from './extracted-item.ts';
import { dayOfTitle, deadlineIn } from './labels.ts';
import { prose } from './prose-notes.ts';
import { titleOwners } from './title-owners.ts';
import { namesFor, titleKind } from './line.ts';
import type { Line, Note, Step } from './line.ts';
import type { NameIndex } from './names.ts';
import { readNamesOnly } from './owner-list.ts';
import { IDEAS, isActionKind, kindAt, scope, withHeading } from './section.ts';
import type { SectionState } from './section.ts';
import { bareTitle, speaksOfIdeas } from './titles.ts';

/** How sure a promise inside a heading must be: most headings only name a matter. */
const SURE_HEADING = 0.75;

/** Below old business each heading may be a promise. */
const REVIEWED = 0.55;

/** An empty heading (`line` null) ends the section of its level. */
export function readHeading(_block: Block, level: number, line: Line | null, state: SectionState): Step {
	const notes: Note[] = [{ type: 'heading', level }];
	if (!line) return { state: withHeading(state, scope(level, 'plain')), notes };
	const { folded, statement } = line;
	const names = namesFor(line, state);
	const bare = bareTitle(folded.slice(statement.body, statement.end));
	const said = titleKind(line.reader, bare);
	// `Events (Mei)` is what she tells of them.
	const isTold = said === 'schedule' && titleOwners(line, bare, null, names).length > 0;
	const title = said === 'topic' || isTold ? null : said;
	const inAction = isActionKind(kindAt(withHeading(state, scope(level, null)), -1));
	const kind = title === 'done' ? (inAction ? 'action' : 'report') : title;
	const owners =
		inAction && kind === null ? namesAlone(line, bare, names) : titleOwners(line, bare, title, names);
	const department = kind === null && owners.length > 0 && !inAction;
	const opened = scope(level, kind ?? (department ? 'department' : 'plain'), {
		owners,
		style: kind === null && speaksOfIdeas(bare) ? IDEAS : '',
		due: dayOfTitle(line, kind),
		isDone: title === 'done' && inAction
	});
	const due = kind === 'deadline' ? deadlineIn(line, statement) : null;
	if (due) notes.push({ type: 'deadline', due, depth: -1, reach: 'section' });

	if (kind === null && !department) {
		const range = { start: statement.body, end: statement.end };
		const outer = state.headings.filter((heading) => heading.level < level).at(-1);
		const least = outer?.kind === 'review' ? REVIEWED : SURE_HEADING;
		notes.push(prose(line, state, range, 'plain', ({ item }) => item.confidence >= least));
	}
	return { state: withHeading(state, opened), notes };
}

/** A heading below "Action items" that is only a name, or closes with names: 「前端（张伟、李娜）」. */
function namesAlone({ block, folded, statement }: Line, bare: string, names: NameIndex): readonly Quoted[] {
	const at = folded.indexOf(bare, statement.start);
	if (at < 0 || bare.length > 40) return [];
	const end = at + bare.length;
	const signed = bare.endsWith(')') ? bare.lastIndexOf('(') : -1;
	return (
		(signed > 0
			? readNamesOnly(block, folded, { start: at + signed + 1, end: end - 1 }, names, true)
			: null) ??
		readNamesOnly(block, folded, { start: at, end }, names, true) ??
		[]
	);
}
