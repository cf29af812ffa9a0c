import { loadMessages } from '#lib/messages/load.ts';
import { unknownReader, type ShellData } from '#lib/shell/shell-data.ts';
import type { LayoutLoad } from './$types';

/** Fetches the messages before anything is drawn, so that no page is ever seen without words or in another language. */
export const load: LayoutLoad = async ({ data }) => {
	const shell: ShellData = { ...unknownReader, ...(data as Partial<ShellData> | null) };
	return { ...shell, t: await loadMessages(shell.locale) };
};
