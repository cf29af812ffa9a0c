import type { CardView } from '#domain/board/card-view.ts';
import type { CardFields } from '#domain/board/card.ts';
import type { Status } from '#domain/board/status.ts';
import type { Day } from '#domain/day.ts';
import { callApi } from '#lib/api.ts';

/** Why a card is late and when it will be done instead. */
export type DelayForm = { readonly reason: string; readonly newDay: Day };

export type MoveRequest = {
	readonly to: Status;
	readonly above?: string | null;
	readonly below?: string | null;
} & Partial<DelayForm>;

export type EditRequest = { readonly [Field in keyof CardFields]?: CardFields[Field] } & {
	readonly progress?: number;
};

/** What a page asks of the server about a card. Each answers the card as it is afterwards or throws ApiFailure. */
export type CardCommands = {
	move(id: string, request: MoveRequest): Promise<CardView>;
	edit(id: string, request: EditRequest): Promise<CardView>;
	/** It is no action item: off the board. */
	dismiss(id: string): Promise<CardView>;
	restore(id: string): Promise<CardView>;
};

export const cardCommands: CardCommands = {
	move: (id, request) => ask('POST', `/cards/${id}/move`, request),
	edit: (id, request) => ask('PATCH', `/cards/${id}`, request),
	dismiss: (id) => ask('POST', `/cards/${id}/dismiss`),
	restore: (id) => ask('POST', `/cards/${id}/restore`)
};

async function ask(method: 'POST' | 'PATCH', path: string, body?: object): Promise<CardView> {
	const { card } = await callApi<{ card: CardView }>(method, path, body);
	return card;
}
