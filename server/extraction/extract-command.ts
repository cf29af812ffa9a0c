/** `npm run -s extract -- FILE…`: the action items of minutes in files, as JSON Lines or as a table for people. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import { dayInZone, isDay } from '#domain/day.ts';
import type { Day } from '#domain/day.ts';
import { emptyDirectory } from '#domain/directory.ts';
import type { Directory } from '#domain/directory.ts';
import { readMinutes } from '#domain/extraction/extract-action-items.ts';
import type { ExtractedItem } from '#domain/extraction/extracted-item.ts';
import { readMarkdown } from '#domain/extraction/markdown-blocks.ts';
import type { MarkdownDocument } from '#domain/extraction/markdown-blocks.ts';
import { readMeetingDays } from '#domain/extraction/meeting-days.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import type { OwnWords } from '#domain/extraction/own-words.ts';
import type { ReadingContext } from '#domain/extraction/reading-context.ts';
import { ownWordsInput } from './own-words-input.ts';

const USAGE = `Usage: npm run -s extract -- [options] FILE…

Prints one JSON object for each file: {"doc", "date", "items": [{lines, start, end, task, owner, due, …}]}

Options:
  --date YYYY-MM-DD        the day of the meeting (else it is read from the document)
  --directory people.json  who there is: {"people": [{"name", "aliases", "departments"}], "departments": [{"name", "code", "aliases"}]}
  --words words.json       the workspace's own words, as "npm run -s admin -- words" prints them
  --batch LIST.jsonl       many files: one {"doc", "file", "date"} a line, paths from where LIST lies
  --table                  a table for people instead of JSON
  --help                   this text
`;

/** What the command needs of the world around it. */
export type CommandWorld = {
	readonly folder: string;
	readonly today: Day;
	readFile(path: string): Promise<string>;
	out(line: string): void;
	err(line: string): void;
};

type Task = { readonly doc: string; readonly file: string; readonly date: Day | null };

class UsageError extends Error {}

/** Runs the command; the exit code is 0 when everything was read, 1 when a file could not be, 2 for wrong options. */
export async function runExtract(args: readonly string[], world: CommandWorld): Promise<number> {
	try {
		const options = readOptions(args);
		if (options.help) {
			world.out(USAGE);
			return 0;
		}
		const directory = options.directory ? await readDirectory(options.directory, world) : emptyDirectory;
		const ownWords = options.words ? await readOwnWords(options.words, world) : noOwnWords;
		const listed = options.batch ? await readBatch(options.batch, world) : { tasks: [], failed: 0 };
		const tasks = [
			...options.files.map((file) => ({
				doc: nameOf(file),
				file: resolve(world.folder, file),
				date: options.date
			})),
			...listed.tasks
		];
		let failed = listed.failed;
		for (const task of tasks) {
			const read = await readTask(
				{ ...task, date: options.date ?? task.date },
				{ directory, ownWords },
				world
			);
			if (!read) failed += 1;
			else if (options.table) world.out(asTable(read));
			else world.out(JSON.stringify(asJson(read)));
		}
		return failed > 0 ? 1 : 0;
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		world.err(`extract: ${error.message}`);
		return 2;
	}
}

function readOptions(args: readonly string[]) {
	let parsed;
	try {
		parsed = parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				date: { type: 'string' },
				directory: { type: 'string' },
				words: { type: 'string' },
				batch: { type: 'string' },
				table: { type: 'boolean', default: false },
				help: { type: 'boolean', short: 'h', default: false }
			}
		});
	} catch (error) {
		throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	}
	const { date, directory, words, batch, table, help } = parsed.values;
	if (date !== undefined && !isDay(date))
		throw new UsageError(`--date wants a day as YYYY-MM-DD, not "${date}"`);
	if (!help && parsed.positionals.length === 0 && batch === undefined)
		throw new UsageError(`no file given\n\n${USAGE}`);
	return {
		date: date === undefined ? null : date,
		directory,
		words,
		batch,
		table,
		help,
		files: parsed.positionals
	};
}

const names = z.array(z.string()).default([]);
const directoryFile = z.object({
	people: z
		.array(
			z.union([
				z.string(),
				z.object({
					id: z.string().optional(),
					name: z.string(),
					aliases: names,
					departments: names,
					departmentIds: names
				})
			])
		)
		.default([]),
	departments: z
		.array(
			z.union([
				z.string(),
				z.object({
					id: z.string().optional(),
					name: z.string(),
					code: z.string().default(''),
					aliases: names,
					headId: z.string().nullable().default(null)
				})
			])
		)
		.default([])
});

async function readDirectory(file: string, world: CommandWorld): Promise<Directory> {
	const parsed = directoryFile.safeParse(await readJson(resolve(world.folder, file), world));
	if (!parsed.success) throw new UsageError(`${file} is no directory: ${z.prettifyError(parsed.error)}`);
	return {
		people: parsed.data.people.map((person) =>
			typeof person === 'string'
				? { id: person, name: person, aliases: [], departmentIds: [] }
				: {
						id: person.id ?? person.name,
						name: person.name,
						aliases: person.aliases,
						departmentIds: [...person.departmentIds, ...person.departments]
					}
		),
		departments: parsed.data.departments.map((department) =>
			typeof department === 'string'
				? { id: department, name: department, code: '', aliases: [], headId: null }
				: { ...department, id: department.id ?? department.name }
		)
	};
}

async function readOwnWords(file: string, world: CommandWorld): Promise<OwnWords> {
	const parsed = ownWordsInput.safeParse(await readJson(resolve(world.folder, file), world));
	if (!parsed.success) throw new UsageError(`${file} holds no words: ${z.prettifyError(parsed.error)}`);
	return parsed.data;
}

async function readJson(path: string, world: CommandWorld): Promise<unknown> {
	try {
		return JSON.parse(await world.readFile(path));
	} catch (error) {
		throw new UsageError(`cannot read ${path}: ${reason(error)}`);
	}
}

const batchLine = z.object({
	doc: z.string().optional(),
	file: z.string(),
	date: z.string().refine(isDay).nullish()
});

/** The tasks of a list; lines that make no sense are told and counted, the others go on. */
async function readBatch(list: string, world: CommandWorld): Promise<{ tasks: Task[]; failed: number }> {
	const path = resolve(world.folder, list);
	let text: string;
	try {
		text = await world.readFile(path);
	} catch (error) {
		throw new UsageError(`cannot read ${list}: ${reason(error)}`);
	}
	const tasks: Task[] = [];
	let failed = 0;
	for (const [index, line] of text.split('\n').entries()) {
		if (line.trim() === '') continue;
		const parsed = batchLine.safeParse(jsonOrNull(line));
		if (parsed.success) {
			const { doc, file, date } = parsed.data;
			tasks.push({
				doc: doc ?? nameOf(file),
				file: resolve(dirname(path), file),
				date: (date as Day | null | undefined) ?? null
			});
		} else {
			failed += 1;
			world.err(`extract: ${list}:${index + 1}: wants {"doc", "file", "date"}`);
		}
	}
	return { tasks, failed };
}

function jsonOrNull(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

type Read = {
	readonly task: Task;
	readonly date: Day;
	readonly document: MarkdownDocument;
	readonly items: readonly ExtractedItem[];
};

async function readTask(
	task: Task,
	known: Pick<ReadingContext, 'directory' | 'ownWords'>,
	world: CommandWorld
): Promise<Read | null> {
	let text: string;
	try {
		text = await world.readFile(task.file);
	} catch (error) {
		world.err(`extract: cannot read ${task.file}: ${reason(error)}`);
		return null;
	}
	const document = readMarkdown(text);
	const found = readMeetingDays(document.blocks, task.date);
	if (!found.meetingDay)
		world.err(`extract: ${task.doc} names no meeting day; relative days count from today, ${world.today}`);
	const date = found.meetingDay ?? world.today;
	const context = {
		meetingDay: date,
		nextMeetingDay: found.nextMeetingDay,
		...known,
		calendar: chineseCalendar
	};
	return { task, date, document, items: readMinutes(document.blocks, context).items };
}

function asJson({ task, date, document, items }: Read) {
	return { doc: task.doc, date, items: items.map((item) => itemJson(item, document)) };
}

function itemJson(item: ExtractedItem, document: MarkdownDocument) {
	const { start, end, lines } = document.locate(item.spans[0]);
	const place = (quoted: { text: string; span: ExtractedItem['spans'][0] }) => {
		const at = document.locate(quoted.span);
		return { text: quoted.text, start: at.start, end: at.end };
	};
	return {
		lines,
		start,
		end,
		task: item.content,
		owner: item.owners.map((owner) => owner.text),
		due: item.due?.day ?? null,
		dueText: item.due?.text ?? null,
		deliverable: item.deliverable?.text ?? null,
		priority: item.priority?.value ?? null,
		state: item.state,
		confidence: item.confidence,
		evidence: {
			band: item.band,
			rules: item.rules,
			owner: item.owners.map((owner) => ({
				...place(owner),
				match: owner.match,
				candidates: owner.candidates
			})),
			due: item.due && {
				...place(item.due),
				kind: item.due.kind,
				time: item.due.time,
				recurrence: item.due.recurrence
			},
			deliverable: item.deliverable && place(item.deliverable),
			priority: item.priority && place(item.priority),
			support: item.support.map(place)
		}
	};
}

function asTable({ task, date, document, items }: Read): string {
	const rows = items.map((item) => [
		String(document.locate(item.spans[0]).lines[0]),
		item.state === 'done' ? 'done' : item.band === 'sure' ? 'open' : 'open?',
		item.owners.map((owner) => owner.text).join(', ') || '–',
		item.due?.day ?? item.due?.text ?? '–',
		item.content.replace(/\s+/g, ' ')
	]);
	const table = [['line', 'state', 'owner', 'due', 'task'], ...rows];
	const widths = table[0]!.map((_, column) =>
		Math.min(30, Math.max(...table.map((row) => columnsOf(row[column]!))))
	);
	const lines = table.map((row) =>
		row.map((cell, column) => (column === row.length - 1 ? cell : pad(cell, widths[column]!))).join('  ')
	);
	return [`${task.doc}  ${date}  ${items.length} items`, ...lines, ''].join('\n');
}

/** Columns a text takes in a terminal: Chinese characters take two. */
function columnsOf(text: string): number {
	let columns = 0;
	for (const sign of text) columns += sign >= '\u1100' ? 2 : 1;
	return columns;
}

function pad(text: string, width: number): string {
	return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

function nameOf(file: string): string {
	return basename(file, extname(file));
}

function reason(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : null;
	if (code === 'ENOENT') return 'no such file';
	if (code === 'EISDIR') return 'it is a folder';
	if (code === 'EACCES') return 'not allowed';
	return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) {
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	process.exitCode = await runExtract(process.argv.slice(2), {
		folder: process.env.INIT_CWD ?? process.cwd(),
		today: dayInZone(Date.now(), zone),
		readFile: (path) => readFile(path, 'utf8'),
		out: (line) => process.stdout.write(`${line}\n`),
		err: (line) => process.stderr.write(`${line}\n`)
	});
}
