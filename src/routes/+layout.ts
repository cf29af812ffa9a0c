import { loadMessages } from '#lib/messages/load.ts';
import type { LayoutLoad } from './$types';

/** Fetches the messages before anything is drawn, so that no page is ever seen without words or in another language. */
export const load: LayoutLoad = async ({ data }) => ({ ...data, t: await loadMessages(data.locale) });
