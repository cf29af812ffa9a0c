import type { CardView } from '#domain/board/card-view.ts';
import type { CardFields } from '#domain/board/card.ts';
import type { NewCard } from '#domain/board/make.ts';
import type { Status, StatusChange } from '#domain/board/status.ts';
import type { Day } from '#domain/day.ts';
import { callApi } from '#lib/api.ts';

/** Why a card is late and when it will be done instead. */
export type DelayForm = { readonly reason: string; readonly newDay: Day };

/** What a move says besides the column, by the form that came with it. */
export type StatusForm = Omit<StatusChange, 'to'>;

export type MoveRequest = {
	readonly to: Status;
	readonly above?: string | null;
	readonly below?: string | null;
} & StatusForm;

export type EditRequest = { readonly [Field in keyof CardFields]?: CardFields[Field] } & {
	readonly progress?: number;
	readonly projectId?: string | null;
};

/** A card without a meeting, as it is asked for. */
export type MakeRequest = NewCard;

/** A change of many cards: the one or the other. */
export type BulkRequest = { readonly cardIds: readonly string[] } & (
	| { readonly edit: Pick<EditRequest, 'owner' | 'due' | 'priority' | 'projectId'> }
	| { readonly move: MoveRequest }
);

/** What became of it: the cards that changed, and those that stay as they are, with the code why. */
export type BulkAnswer = {
	readonly cards: readonly CardView[];
	readonly refused: readonly { readonly id: string; readonly code: string }[];
};

/** What a page asks of the server about a card. Each answers the card as it is afterwards or throws ApiFailure. */
export type CardCommands = {
	move(id: string, request: MoveRequest): Promise<CardView>;
	edit(id: string, request: EditRequest): Promise<CardView>;
	/** It is no action item: off the board. */
	dismiss(id: string): Promise<CardView>;
	restore(id: string): Promise<CardView>;
	/** Puts a card that left the board back on it. */
	takeBack(id: string): Promise<CardView>;
	/** Takes back an act of one's own: `seq` is the card's version after it. */
	undo(id: string, request: { readonly seq: number; readonly evenSo?: boolean }): Promise<CardView>;
	/** The same for all cards that an act changed, all or none. */
	undoAct(seq: number, request: { readonly evenSo?: boolean }): Promise<CardView[]>;
	/** Makes cards without a meeting, all or none. */
	make(cards: readonly MakeRequest[]): Promise<CardView[]>;
	/** One change of many cards, each by its own rules. */
	changeMany(request: BulkRequest): Promise<BulkAnswer>;
	/** Takes a card that was made by hand off the board. */
	remove(id: string): Promise<CardView>;
	report(id: string, text: string): Promise<CardView>;
	answer(id: string, request: AnswerRequest): Promise<CardView>;
	acknowledge(id: string, departmentId: string): Promise<CardView>;
};

/** What the owner says to the promise. */
export type AnswerRequest =
	{ readonly answer: 'accepted' } | { readonly answer: 'objected'; readonly reason: string };

export const cardCommands: CardCommands = {
	move: (id, request) => ask('POST', `/cards/${id}/move`, request),
	edit: (id, request) => ask('PATCH', `/cards/${id}`, request),
	dismiss: (id) => ask('POST', `/cards/${id}/dismiss`),
	restore: (id) => ask('POST', `/cards/${id}/restore`),
	takeBack: (id) => ask('POST', `/cards/${id}/take-back`),
	undo: (id, request) => ask('POST', `/cards/${id}/undo`, request),
	undoAct: (seq, request) => askMany(`/acts/${seq}/undo`, request),
	make: (cards) => askMany('/cards', { cards }),
	changeMany: (request) => callApi('POST', '/changes', request),
	remove: (id) => ask('POST', `/cards/${id}/remove`),
	report: (id, text) => ask('POST', `/cards/${id}/feedback`, { text }),
	answer: (id, request) => ask('POST', `/cards/${id}/answer`, request),
	acknowledge: (id, departmentId) => ask('POST', `/cards/${id}/acknowledge`, { departmentId })
};

async function ask(method: 'POST' | 'PATCH', path: string, body?: object): Promise<CardView> {
	const { card } = await callApi<{ card: CardView }>(method, path, body);
	return card;
}

async function askMany(path: string, body: object): Promise<CardView[]> {
	const { cards } = await callApi<{ cards: CardView[] }>('POST', path, body);
	return cards;
}
