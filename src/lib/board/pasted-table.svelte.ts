import type { CardOwner } from '#domain/board/card.ts';
import type { Day } from '#domain/day.ts';
import type { ExtractedOwner } from '#domain/extraction/extracted-item.ts';
import type { OwnWords } from '#domain/extraction/own-words.ts';
import type { ColumnMeaning, Grid, RowCard, RowReading } from '#domain/extraction/table-cards.ts';
import type { MakeRequest } from './card-commands.ts';
import type * as CardReading from './card-reading.ts';

/** So many cards one command makes. */
export const mostCards = 500;
/** Rows that are read before the page may draw. */
const atOnce = 25;

/** A row as it is read, with its number in the table, from 1. */
export type NumberedRow = RowReading & { readonly number: number };

/** A table that was pasted: what its columns are taken for, and what its rows are read as. */
export class PastedTable {
	grid = $state.raw<Grid>([]);
	meanings = $state.raw<readonly ColumnMeaning[]>([]);
	hasHeads = $state(false);
	rows = $state.raw<readonly NumberedRow[]>([]);
	/** From 0 to 1 while rows are being read; null before and after. */
	progress = $state<number | null>(null);
	picked = $state.raw<Readonly<Record<string, CardOwner>>>({});
	names = $state.raw<CardReading.KnownNames | null>(null);
	readonly #given: () => {
		readonly ownWords: OwnWords;
		readonly today: Day;
		readonly projectId: string | null;
	};
	#reading = 0;
	#engine: typeof CardReading | null = null;

	readonly heads: readonly string[] = $derived(this.hasHeads ? (this.grid[0] ?? []) : []);
	readonly cards: readonly { readonly card: RowCard; readonly row: NumberedRow }[] = $derived(
		this.rows.flatMap((row) => row.cards.map((card) => ({ card, row })))
	);
	/** Rows that no card is made of. */
	readonly refused: readonly NumberedRow[] = $derived(this.rows.filter(({ problem }) => problem !== null));
	/** Names that several bear, each once, and of which it is not said yet who is meant. */
	readonly asked: readonly ExtractedOwner[] = $derived(
		this.cards
			.flatMap(({ card }) => card.item.owners)
			.filter(({ match, candidates, text }) => !match && candidates.length > 0 && !this.picked[text])
			.filter(({ text }, at, all) => all.findIndex((one) => one.text === text) === at)
	);

	constructor(
		given: () => { readonly ownWords: OwnWords; readonly today: Day; readonly projectId: string | null }
	) {
		this.#given = given;
	}

	/** Reads a table, or nothing where there is none. False: there is none. Throws ApiFailure when the names cannot be fetched. */
	async take(copied: { readonly html: string; readonly text: string }): Promise<boolean> {
		this.#engine ??= await import('./card-reading.ts');
		const grid = this.#engine.copiedTable(copied);
		if (!grid) return false;
		this.names ??= await this.#engine.fetchNames();
		this.grid = grid;
		const { meanings, hasHeads } = this.#engine.readHeads(grid);
		this.hasHeads = hasHeads;
		this.meanings = meanings;
		await this.#read();
		return true;
	}

	/** The column means something else. */
	mean(column: number, meaning: ColumnMeaning): Promise<void> {
		this.meanings = this.meanings.map((one, at) => (at === column ? meaning : one));
		return this.#read();
	}

	/** The first row are heads, or a row like any other. */
	setHeads(hasHeads: boolean): Promise<void> {
		this.hasHeads = hasHeads;
		return this.#read();
	}

	pick(owner: ExtractedOwner, picked: CardOwner): void {
		this.picked = { ...this.picked, [owner.text]: picked };
	}

	ownerOf({ match, text }: ExtractedOwner): CardOwner {
		return match ?? this.picked[text] ?? { kind: 'name', name: inOneLine(text, 80) };
	}

	requests(): MakeRequest[] {
		const { projectId } = this.#given();
		return this.cards.map(({ card: { item, status, progress }, row }) => {
			const [owner, ...collaborators] = item.owners.map((one) => this.ownerOf(one));
			return {
				content: inOneLine(item.content, 500),
				owner: owner ?? null,
				collaborators,
				due: item.due?.day ?? null,
				deliverable: item.deliverable && inOneLine(item.deliverable.text, 500),
				priority: item.priority?.value ?? null,
				support: item.support.map(({ text }) => inOneLine(text, 500)),
				projectId,
				status,
				...(progress === null ? {} : { progress }),
				words: inOneLine(row.cells.join(' | '), 2_000)
			};
		});
	}

	/** Only the rows that could not be read stay. */
	keepRefused(): void {
		const kept = this.refused.map(({ cells }) => cells);
		this.grid = this.hasHeads ? [this.heads, ...kept] : kept;
		this.rows = this.refused;
	}

	/** Row by row, so that the page can draw and be closed; a later reading ends an earlier one. */
	async #read(): Promise<void> {
		const reading = ++this.#reading;
		const { ownWords, today } = this.#given();
		const engine = this.#engine!;
		const context = engine.contextOf(this.names!, ownWords, today);
		const first = this.hasHeads ? 1 : 0;
		const rows: NumberedRow[] = [];
		this.progress = 0;
		for (let at = first; at < this.grid.length; at++) {
			rows.push({ number: at + 1, ...engine.readRow(this.grid[at]!, this.meanings, context) });
			if (rows.length % atOnce > 0) continue;
			this.progress = at / this.grid.length;
			await new Promise((resolve) => setTimeout(resolve));
			if (reading !== this.#reading) return;
		}
		this.rows = rows;
		this.progress = null;
	}
}

/** What a cell says over several lines, as a card holds it. */
function inOneLine(text: string, most: number): string {
	return text.replace(/\s+/g, ' ').trim().slice(0, most).trim();
}
