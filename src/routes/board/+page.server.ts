import { may } from '#domain/rights.ts';
import { loadBoard } from '#lib/board/board-data.server.ts';
import type { PageServerLoad } from './$types';
import { namesFor } from './names-for-guests.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const board = await loadBoard(locals, { url });
	return may.seeWorkspace(locals.actor!) ? board : { ...board, roster: namesFor(board.roster, board.cards) };
};
