import { loadMessages } from '#lib/messages/load.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data }) => ({
	...data,
	wallWords: await loadMessages(data.wallLocale)
});
