import { Parser } from 'htmlparser2';
import type { Place } from '../extraction/block.ts';
import type { MarkedBlock } from '../extraction/marked-text.ts';
import { createBlockList, NoMinutes, type CellPlace, type OpenTable } from './block-list.ts';
import { lookWithin } from './html-look.ts';
import type { Look, Run } from './styled-words.ts';

const blockTags = new Set(
	'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
		' '
	)
);
/** Their text is not shown, or is not a text. */
const silentTags = new Set(
	'title script style template noscript svg object iframe select textarea'.split(' ')
);

/** Deeper nesting is no page that people wrote. */
const deepest = 500;

const plain: Look = {};

type Entry = { readonly kind: 'list'; readonly ordered: boolean; index: number };
type Surroundings =
	| Entry
	| { readonly kind: 'item'; checked: boolean | null }
	| { readonly kind: 'heading'; readonly level: number }
	| { readonly kind: 'table'; readonly table: OpenTable; rows: number; inHead: boolean }
	| { readonly kind: 'cell'; readonly place: CellPlace };

/** The blocks of a web page, as its reader sees them. Throws NoMinutes for what is no page of people's. */
export function readHtml(html: string): readonly MarkedBlock[] {
	const list = createBlockList();
	const around: Surroundings[] = [];
	/** Of the open tags, outermost first. */
	const looks: Look[] = [];
	let runs: Run[] = [];
	let silent = 0;
	let quotations = 0;
	let preformatted = 0;

	const flush = () => {
		const said = runs;
		runs = [];
		if (said.some(({ text }) => text.trim() !== ''))
			list.add(said, placeWithin(around), { isQuoted: quotations > 0 });
	};
	const look = () => looks.at(-1) ?? plain;
	const nearest = <Kind extends Surroundings['kind']>(kind: Kind) =>
		around.findLast((one): one is Extract<Surroundings, { kind: Kind }> => one.kind === kind);
	const leave = (kind: Surroundings['kind']) => {
		const at = around.findLastIndex((one) => one.kind === kind);
		if (at >= 0) around.length = at;
	};

	const parser = new Parser({
		onopentag(name, attributes) {
			if (looks.length === deepest) throw new NoMinutes('the page nests too deeply');
			looks.push(lookWithin(look(), name, attributes));
			if (silentTags.has(name)) silent++;
			if (silent > 0) return;
			if (name === 'br') runs.push({ text: '\n', look: look() });
			if (name === 'input' && attributes.type === 'checkbox') {
				const item = nearest('item');
				if (item) item.checked = 'checked' in attributes;
			}
			if (!blockTags.has(name)) return;
			flush();
			const level = /^h([1-6])$/.exec(name)?.[1];
			if (level) around.push({ kind: 'heading', level: Number(level) });
			if (name === 'pre') preformatted++;
			if (name === 'blockquote') quotations++;
			if (name === 'ul' || name === 'ol') {
				const start = Number.parseInt(attributes.start ?? '1', 10);
				around.push({ kind: 'list', ordered: name === 'ol', index: Number.isNaN(start) ? 0 : start - 1 });
			}
			if (name === 'li') {
				const owner = nearest('list');
				if (owner) owner.index++;
				around.push({ kind: 'item', checked: null });
			}
			if (name === 'table') around.push({ kind: 'table', table: list.openTable(), rows: 0, inHead: false });
			const table = nearest('table');
			if (name === 'thead' && table) table.inHead = true;
			if (name === 'tr' && table) {
				table.table.row();
				table.rows++;
			}
			if ((name === 'td' || name === 'th') && table && table.rows > 0) {
				const head = name === 'th' || table.inHead || table.rows === 1;
				const place = table.table.cell({
					rows: Number(attributes.rowspan ?? 1),
					columns: Number(attributes.colspan ?? 1),
					head
				});
				around.push({ kind: 'cell', place });
			}
		},
		ontext(words) {
			if (silent > 0) return;
			const text = preformatted > 0 ? words : words.replace(/[^\S\u3000]+/g, ' ');
			runs.push({ text, look: look() });
		},
		onclosetag(name) {
			looks.pop();
			if (silentTags.has(name)) silent--;
			if (silent > 0 || !blockTags.has(name)) return;
			flush();
			if (/^h[1-6]$/.test(name)) leave('heading');
			if (name === 'pre') preformatted--;
			if (name === 'blockquote') quotations--;
			if (name === 'li') leave('item');
			if (name === 'ul' || name === 'ol') leave('list');
			if (name === 'td' || name === 'th') leave('cell');
			if (name === 'table') leave('table');
			const table = nearest('table');
			if (name === 'thead' && table) table.inHead = false;
		}
	});
	parser.write(html);
	parser.end();
	flush();
	return list.blocks;
}

/** Within a cell only the cell counts, as in the editor; within a list the list. */
function placeWithin(around: readonly Surroundings[]): Place {
	const cell = around.findLast((one) => one.kind === 'cell');
	if (cell) return cell.place;
	const item = around.findLast((one) => one.kind === 'item');
	const lists = around.filter((one) => one.kind === 'list');
	const list = lists.at(-1);
	if (item && list) {
		const depth = lists.length - 1;
		if (item.checked !== null) return { kind: 'task', depth, checked: item.checked };
		return { kind: 'list', depth, ordered: list.ordered, index: Math.max(1, list.index) };
	}
	const heading = around.findLast((one) => one.kind === 'heading');
	return heading ? { kind: 'heading', level: heading.level } : { kind: 'paragraph' };
}
