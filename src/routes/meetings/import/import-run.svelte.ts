import type { Day } from '#domain/day.ts';
import { isDay } from '#domain/day.ts';
import type { Directory } from '#domain/directory.ts';
import type { OwnWords } from '#domain/extraction/own-words.ts';
import type { MarkedBlock } from '#domain/extraction/marked-text.ts';
import { takesIn, type CardChoice, type ItemCounts } from '#domain/minutes-file/card-offer.ts';
import type { Unreadable } from '#domain/minutes-file/minutes-file.ts';
import { ApiFailure, callApi } from '#lib/api.ts';
import type { Imported } from '#server/meetings/imports.ts';
import type { ChosenFile } from './chosen-files.ts';
import type * as FileReading from './file-reading.ts';

/** More at once are more than anybody looks through. */
export const mostFiles = 1_000;

/** How far a readable file has come. */
export type FileState =
	| { readonly kind: 'ready' }
	| { readonly kind: 'sending' }
	/** The meeting it became, or was before. */
	| { readonly kind: 'made' | 'there'; readonly meetingId: string; readonly day: Day; readonly open: number }
	| { readonly kind: 'refused'; readonly code: string };

/** A file that was read, before and after it is imported. */
export class ReadFile {
	readonly path: string;
	title = $state('');
	/** Empty: the file names none, and nobody chose one. */
	day = $state<string>('');
	state = $state.raw<FileState>({ kind: 'ready' });
	readonly found: ItemCounts;
	readonly times: { readonly from: string; readonly to: string } | null;
	readonly blocks: readonly MarkedBlock[];

	constructor(
		path: string,
		facts: Pick<ReadFile, 'title' | 'found' | 'times' | 'blocks'> & { day: Day | null }
	) {
		this.path = path;
		this.title = facts.title;
		this.day = facts.day ?? '';
		this.found = facts.found;
		this.times = facts.times;
		this.blocks = facts.blocks;
	}

	/** Whether it could be imported now. */
	get isComplete(): boolean {
		return isDay(this.day) && this.title.trim() !== '';
	}
}

/** A file that could not be read, and why: `unavailable` when the browser does not hand it out. */
export type UnreadFile = { readonly path: string; readonly why: Unreadable | 'unavailable' };

type Progress = { readonly done: number; readonly all: number; readonly name: string };

/** From chosen files to a report. Everything is read here; the server is sent text, one file at a time. */
export class ImportRun {
	readonly #today: Day;
	readonly #directory: Directory;
	readonly #ownWords: OwnWords;
	#engine: typeof FileReading | null = null;
	#isStopped = false;
	files = $state.raw<readonly ReadFile[]>([]);
	unread = $state.raw<readonly UnreadFile[]>([]);
	/** More were chosen than are taken at once. */
	tooMany = $state(false);
	reading = $state.raw<Progress | null>(null);
	sending = $state.raw<Progress | null>(null);
	makingCards = $state.raw<Progress | null>(null);
	wasStopped = $state(false);
	/** How many cards were made, once somebody has decided. */
	cardsMade = $state<number | null>(null);

	readonly waiting = $derived(this.files.filter(({ state }) => state.kind === 'ready'));
	readonly complete = $derived(this.waiting.filter((file) => file.isComplete));
	readonly made = $derived(this.#inState('made'));
	readonly there = $derived(this.#inState('there'));
	readonly refused = $derived(this.#inState('refused'));
	/** Something was sent, and nothing is on its way. */
	readonly hasReport = $derived(
		this.sending === null && this.made.length + this.there.length + this.refused.length > 0
	);

	constructor({
		today,
		directory,
		ownWords
	}: {
		readonly today: Day;
		readonly directory: Directory;
		readonly ownWords: OwnWords;
	}) {
		this.#ownWords = ownWords;
		this.#today = today;
		this.#directory = directory;
	}

	/** Reads what was chosen, beside what was chosen before. */
	async add(chosen: readonly ChosenFile[]): Promise<void> {
		if (this.reading || this.sending) return;
		this.reading = { done: 0, all: chosen.length, name: '' };
		try {
			this.#engine ??= await import('./file-reading.ts');
			const { isLeftover } = this.#engine;
			const known = [...this.files, ...this.unread].map(({ path }) => path);
			const meant = chosen
				.filter(({ path }) => !isLeftover(path) && !known.includes(path))
				.sort((a, b) => (a.path < b.path ? -1 : 1));
			const room = Math.max(0, mostFiles - this.files.length);
			this.tooMany = meant.length > room;
			const taken = meant.slice(0, room);
			for (const [index, one] of taken.entries()) {
				this.reading = { done: index + 1, all: taken.length, name: one.path };
				await this.#read(this.#engine, one);
				// The page shows how far it is, and stays usable.
				await new Promise((resolve) => setTimeout(resolve));
			}
		} finally {
			this.reading = null;
		}
	}

	async #read(engine: typeof FileReading, { path, file }: ChosenFile): Promise<void> {
		const { readMinutesFile, refusalOf, readMinutes, countItems, chineseCalendar: calendar } = engine;
		const refused = refusalOf({ path, size: file.size });
		const bytes = refused ? null : await file.arrayBuffer().catch(() => null);
		const reading = bytes && readMinutesFile({ path, bytes: new Uint8Array(bytes) });
		if (!reading?.ok) {
			this.unread = [...this.unread, { path, why: refused ?? reading?.why ?? 'unavailable' }];
			return;
		}
		const context = {
			meetingDay: reading.day ?? this.#today,
			nextMeetingDay: null,
			directory: this.#directory,
			ownWords: this.#ownWords,
			calendar
		};
		const found = countItems(readMinutes(reading.blocks, context).items);
		this.files = [...this.files, new ReadFile(path, { ...reading, found })];
	}

	remove(file: ReadFile): void {
		this.files = this.files.filter((one) => one !== file);
	}

	startOver(): void {
		this.files = [];
		this.unread = [];
		this.tooMany = this.wasStopped = false;
		this.cardsMade = null;
	}

	/** Imports what is complete, one after the other; stops when asked, or when the server cannot be reached. */
	async start(): Promise<void> {
		this.#isStopped = this.wasStopped = false;
		this.cardsMade = null;
		const sent = this.complete;
		for (const [index, file] of sent.entries()) {
			if (this.#isStopped) break;
			this.sending = { done: index + 1, all: sent.length, name: file.path };
			file.state = { kind: 'sending' };
			file.state = await this.#send(file);
		}
		this.wasStopped = this.#isStopped;
		this.sending = null;
	}

	/** After the file that is on its way. */
	stop(): void {
		this.#isStopped = true;
	}

	async #send(file: ReadFile): Promise<FileState> {
		const { title, day, times } = file;
		try {
			const blocks = file.blocks.map(({ id: _, ...block }) => block);
			const { meeting, isNew, found } = await callApi<Imported>('POST', '/imports', {
				title: title.trim(),
				day,
				times,
				blocks
			});
			return { kind: isNew ? 'made' : 'there', meetingId: meeting.id, day: meeting.day, open: found.open };
		} catch (failure) {
			if (!(failure instanceof ApiFailure)) throw failure;
			if (failure.code !== 'offline') return { kind: 'refused', code: failure.code };
			this.#isStopped = true;
			return { kind: 'ready' };
		}
	}

	/** How many open promises the choice would make cards of. */
	openOf(choice: CardChoice): number {
		return this.#takenIn(choice).reduce((sum, { state }) => sum + state.open, 0);
	}

	/** Makes cards of what is open in the minutes that were imported now. Throws ApiFailure; then it can be tried again. */
	async makeCards(choice: CardChoice): Promise<void> {
		const meetings = this.#takenIn(choice).filter(({ state }) => state.open > 0);
		let cards = 0;
		try {
			for (const [index, { file, state }] of meetings.entries()) {
				this.makingCards = { done: index + 1, all: meetings.length, name: '' };
				const path = `/meetings/${state.meetingId}/offers/accept-open`;
				cards += (await callApi<{ made: number }>('POST', path)).made;
				// Asked for once: if the next one fails, they are not counted again.
				file.state = { ...state, open: 0 };
			}
			this.cardsMade = cards;
		} finally {
			this.makingCards = null;
		}
	}

	#takenIn(choice: CardChoice) {
		const today = this.#today;
		return this.made.filter(({ state }) => takesIn(choice, { day: state.day, today }));
	}

	#inState<Kind extends FileState['kind']>(kind: Kind) {
		return this.files.flatMap((file) => {
			const { state } = file;
			return state.kind === kind ? [{ file, state: state as FileState & { readonly kind: Kind } }] : [];
		});
	}
}
