import type { CardOwner } from '#domain/board/card.ts';
import type { Day } from '#domain/day.ts';
import type { CardLine, LineField } from '#domain/extraction/card-line.ts';
import type { ExtractedOwner } from '#domain/extraction/extracted-item.ts';
import type { OwnWords } from '#domain/extraction/own-words.ts';
import type { MakeRequest } from './card-commands.ts';
import type * as CardReading from './card-reading.ts';

/** A line that is being written, what it is read as, and what its writer said of that reading. */
export class WrittenLine {
	text = $state('');
	/** What the line is not to be read for. */
	off = $state.raw<readonly LineField[]>([]);
	/** Who is meant by a name that several bear. */
	picked = $state.raw<Readonly<Record<string, CardOwner>>>({});
	/** An input method composes: what stands there is no words yet. */
	composing = $state(false);
	#engine = $state.raw<typeof CardReading | null>(null);
	#names = $state.raw<CardReading.KnownNames | null>(null);
	#asking: Promise<void> | null = null;
	readonly #given: () => {
		readonly ownWords: OwnWords;
		readonly today: Day;
		readonly projectId: string | null;
	};
	/** As the words stood before the composition. */
	#before: readonly CardLine[] = [];

	/** What it is read as; nothing before the names are there. */
	readonly cards: readonly CardLine[] = $derived.by(() => {
		const [engine, names] = [this.#engine, this.#names];
		if (!engine || !names) return [];
		if (this.composing) return this.#before;
		const { ownWords, today } = this.#given();
		this.#before = engine.readCardLine(this.text, engine.contextOf(names, ownWords, today), {
			projects: names.projects,
			off: this.off
		});
		return this.#before;
	});
	/** Names that several bear, and of which it is not said yet who is meant. */
	readonly asked: readonly ExtractedOwner[] = $derived(
		this.cards.flatMap(({ owners }) =>
			owners.filter(({ match, candidates, text }) => !match && candidates.length > 0 && !this.picked[text])
		)
	);

	/** `projectId` of the board that it is written on, which counts where the line names none. */
	constructor(
		given: () => { readonly ownWords: OwnWords; readonly today: Day; readonly projectId: string | null }
	) {
		this.#given = given;
	}

	get names(): CardReading.KnownNames | null {
		return this.#names;
	}

	/** Fetches the reading and the names, once; throws ApiFailure when that fails, and may be asked again. */
	prepare(): Promise<void> {
		this.#asking ??= (async () => {
			const engine = await import('./card-reading.ts');
			this.#names = await engine.fetchNames();
			this.#engine = engine;
		})().catch((failure: unknown) => {
			this.#asking = null;
			throw failure;
		});
		return this.#asking;
	}

	toggle(field: LineField): void {
		const isOff = this.off.includes(field);
		this.off = isOff ? this.off.filter((one) => one !== field) : [...this.off, field];
	}

	pick(owner: ExtractedOwner, picked: CardOwner): void {
		this.picked = { ...this.picked, [owner.text]: picked };
	}

	ownerOf({ match, text }: ExtractedOwner): CardOwner {
		return match ?? this.picked[text] ?? { kind: 'name', name: text };
	}

	projectOf({ projectId }: CardLine): string | null {
		return projectId ?? (this.off.includes('project') ? null : this.#given().projectId);
	}

	/** The cards as they are asked for. */
	requests(): MakeRequest[] {
		return this.cards.map((card) => {
			const [owner, ...collaborators] = card.owners.map((one) => this.ownerOf(one));
			return {
				content: card.content,
				owner: owner ?? null,
				collaborators,
				due: card.due?.day ?? null,
				deliverable: card.deliverable,
				priority: card.priority,
				projectId: this.projectOf(card),
				status: card.state === 'done' ? 'done' : 'not_started',
				words: this.text.trim()
			};
		});
	}

	clear(): void {
		this.text = '';
		this.off = [];
		this.picked = {};
	}
}
