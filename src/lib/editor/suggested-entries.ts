import type { Directory } from '#domain/directory.ts';
import type { Translate } from '#lib/messages/translate.ts';
import { editorCommands } from './commands.ts';
import type { SuggestedEntry } from './suggest.svelte.ts';

/** Everybody and every department that can be named behind @. */
export function nameEntries({ people, departments }: Directory): SuggestedEntry[] {
	const namesOf = (ids: readonly string[]) =>
		departments
			.filter((department) => ids.includes(department.id))
			.map(({ name }) => name)
			.join('、');
	return [
		...people.map(({ id, name, aliases, departmentIds }) =>
			mentioning({ id, label: name, detail: namesOf(departmentIds), keywords: aliases })
		),
		...departments.map(({ id, name, aliases, code }) =>
			mentioning({ id, label: name, detail: code, keywords: [...aliases, code] })
		)
	];
}

function mentioning(entry: Omit<SuggestedEntry, 'run'>): SuggestedEntry {
	const { id, label } = entry;
	return {
		...entry,
		run: (editor, range) =>
			editor
				.chain()
				.focus()
				.insertContentAt(range, [
					{ type: 'mention', attrs: { id, label } },
					{ type: 'text', text: ' ' }
				])
				.run()
	};
}

/** What the / menu can do to the text. */
export function commandEntries(t: Translate): SuggestedEntry[] {
	return editorCommands
		.filter(({ inMenu }) => inMenu)
		.map(({ id, label, keywords, run }) => ({ id, label: t(label), detail: '', keywords, run }));
}
