import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

import { cardChoices, takesIn, type CardChoice } from '#domain/minutes-file/card-offer.ts';
import {
	isLeftover,
	readMinutesFile,
	refusalOf,
	type MinutesFileReading,
	type Unreadable
} from '#domain/minutes-file/minutes-file.ts';
import type { App } from '#server/app.ts';
import { Refusal, StartFailure } from '#server/errors.ts';
import type { Imported } from '#server/meetings/imports.ts';
import { terminalOf, textOption, UsageError, withWorkspace, type Command } from './command.ts';

/** Makes past meetings of a folder of old minutes: a line for each file on standard output, progress on standard error. */
export const importFolder: Command = {
	options: { cards: { type: 'string', default: 'none' } },
	words: 1,
	async run(call) {
		const { terminal } = call;
		const choice = textOption(call, 'cards') as CardChoice;
		if (!cardChoices.includes(choice)) throw new UsageError(`--cards is ${cardChoices.join(', ')}.`);
		const folder = resolve(terminal.folder, call.words[0]!);
		const paths = filesIn(folder);
		let failed = 0;
		await withWorkspace(call, async (app, workspace) => {
			const actor = terminalOf(workspace);
			const today = await app.meetings.today(workspace.id);
			const sum = { made: 0, there: 0, failed: 0, cards: 0 };
			for (const [index, path] of paths.entries()) {
				terminal.note(`${index + 1}/${paths.length} ${path}`);
				const result = await importFile(app, actor, { path, file: join(folder, path) });
				if (typeof result === 'string') {
					sum.failed++;
					terminal.say(`not read  ${path}: ${result}`);
					continue;
				}
				const { meeting, isNew, found } = result;
				sum[isNew ? 'made' : 'there']++;
				// Somebody may have decided about those that were there already.
				const cards =
					isNew && takesIn(choice, { day: meeting.day, today })
						? await app.offers.acceptOpen(actor, { meetingId: meeting.id })
						: 0;
				sum.cards += cards;
				const items = `${found.sure} items, ${found.doubtful} doubtful, ${cards} cards`;
				terminal.say(
					isNew
						? `made      ${path}: ${meeting.day} ${meeting.title}, ${items}`
						: `there     ${path}: ${meeting.day} ${meeting.title}`
				);
			}
			terminal.say(
				`${sum.made} made, ${sum.there} there already, ${sum.failed} not read (they are left as they were), ${sum.cards} cards.`
			);
			failed = sum.failed;
		});
		return failed > 0 ? 1 : 0;
	}
};

/** Files below a folder that somebody may mean, by their paths in it, in the order of their names. Links are not followed. */
function filesIn(folder: string): string[] {
	if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
		throw new StartFailure(`There is no folder ${folder}.`);
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(folder.length + 1)
				.replaceAll(sep, '/')
		)
		.filter((path) => !isLeftover(path))
		.sort();
}

/** What came of it, or why nothing did. */
async function importFile(
	app: App,
	actor: ReturnType<typeof terminalOf>,
	{ path, file }: { readonly path: string; readonly file: string }
): Promise<Imported | string> {
	const reading = read(path, file);
	if (typeof reading === 'string') return reading;
	if (!reading.ok) return reasons[reading.why];
	const { title, day, times, blocks } = reading;
	if (day === null) return noDay;
	try {
		return await app.imports.add(actor, { title, day, times, blocks: [...blocks] });
	} catch (failure) {
		if (!(failure instanceof Refusal)) throw failure;
		return `it was refused (${[failure.code, ...Object.keys(failure.fields)].join(', ')})`;
	}
}

function read(path: string, file: string): MinutesFileReading | string {
	try {
		const refused = refusalOf({ path, size: statSync(file).size });
		return refused ? { ok: false, why: refused } : readMinutesFile({ path, bytes: readFileSync(file) });
	} catch (failure) {
		if (failure instanceof Error && 'code' in failure) return failure.message;
		throw failure;
	}
}

const noDay = 'neither its name nor its text says which day; put the day into its name, 2024-06-05';
const reasons: Record<Unreadable, string> = {
	kind: 'only .md, .txt, .html and .docx can be read',
	empty: 'there is nothing in it',
	'too-large': 'it has more than 20 MB',
	'too-long': 'its text is longer than minutes can be (about 80,000 characters)',
	encoding: 'it is no text in UTF-8, UTF-16, GB18030 or Big5',
	damaged: 'it cannot be opened; it may be damaged'
};
