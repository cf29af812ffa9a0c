import { loadBoard } from '#lib/board/board-data.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => loadBoard(locals);
