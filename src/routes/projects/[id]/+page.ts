import { viewOf } from '#lib/board/board-views.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, url }) => ({
	...data,
	view: await viewOf(url, data.past !== null)
});
