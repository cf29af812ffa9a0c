import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Block } from '#domain/extraction/block.ts';
import { mostMarks, type MarkedBlock } from '#domain/extraction/marked-text.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import { importedForm, type Meeting } from '#domain/meeting.ts';
import { countItems, type ItemCounts } from '#domain/minutes-file/card-offer.ts';
import { may, type Actor } from '#domain/rights.ts';
import { Refusal } from '#server/errors.ts';
import type { MinutesReader } from '#server/extraction/minutes-reader.ts';
import type { Ledger } from '#server/ledger.ts';
import { fields, parse } from '#server/parse.ts';
import type { People } from '#server/people/people.ts';
import type { Storage } from '#server/storage/storage.ts';
import { writeBlocks } from '#sync/written-blocks.ts';
import { makeMeeting } from './meetings.ts';

const count = z.number().int().min(0).max(10_000);
const span = z.number().int().min(1).max(1_000);
/** Deeper lists are flattened by nobody who writes minutes. */
const depth = z.number().int().min(0).max(60);
const place = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('heading'), level: z.number().int().min(1).max(6) }),
	z.object({ kind: z.literal('paragraph') }),
	z.object({
		kind: z.literal('list'),
		depth,
		ordered: z.boolean(),
		index: z.number().int().min(1).max(999_999_999)
	}),
	z.object({ kind: z.literal('task'), depth, checked: z.boolean() }),
	z.object({
		kind: z.literal('cell'),
		table: z.string().max(20),
		row: count,
		column: z.number().int().min(0).max(1_000),
		rowSpan: span,
		columnSpan: span,
		head: z.boolean()
	})
]);
const offset = z.number().int().min(0).max(200_000);
const mark = z.discriminatedUnion('kind', [
	z.object({ kind: z.enum(['bold', 'italic']), start: offset, end: offset }),
	z.object({ kind: z.literal('link'), start: offset, end: offset, href: z.string().max(2_000) })
]);
const importInput = z.object({
	title: fields.title,
	day: fields.day,
	times: z.object({ from: fields.time, to: fields.time }).nullable().default(null),
	/** As `readMinutesFile` reads them. */
	blocks: z
		.array(
			z.object({
				text: z.string().max(200_000),
				place,
				marks: z.array(mark).max(mostMarks).readonly().optional(),
				quoted: z.boolean().optional()
			})
		)
		.min(1)
		.max(20_000)
});

export type ImportInput = z.input<typeof importInput>;

/** What came of a file: a meeting, new or there already, and what its minutes promise. */
export type Imported = { readonly meeting: Meeting; readonly isNew: boolean; readonly found: ItemCounts };

/** When the file does not say from when to when people met: the whole day, rather than an hour made up. */
const wholeDay = { from: '00:00', to: '23:59' };

/** Old minutes, a file each, as minutes of past meetings. */
export type Imports = ReturnType<typeof createImports>;

export function createImports(parts: {
	readonly storage: Storage;
	readonly ledger: Ledger;
	readonly people: People;
	readonly reader: MinutesReader;
}) {
	const { storage, ledger, people, reader } = parts;

	return {
		/**
		 * Makes a meeting of a file's minutes, in draft, on its day. A text that was imported before makes no second one, under
		 * whatever name, day or title it comes: then `isNew` is false and the meeting is the first one. No card is made.
		 */
		async add(actor: Actor, input: ImportInput): Promise<Imported> {
			if (!may.openMeetings(actor)) throw new Refusal('forbidden');
			const { title, day, times, blocks: written } = parse(importInput, input);
			const blocks = written.map((block, index): MarkedBlock => ({ id: `b${index + 1}`, ...block }));
			if (blocks.every(({ text }) => text.trim() === ''))
				throw new Refusal('invalid-input', { blocks: 'invalid-input' });
			const [directory, workspace] = await Promise.all([
				people.directory(actor.workspaceId),
				storage.read.workspaces.get()
			]);
			const ownWords = workspace?.ownWords ?? noOwnWords;
			const told = { meetingDay: day, nextMeetingDay: null, directory, ownWords };
			const found = countItems((await reader.read(blocks, told)).items);
			const id = idOf(actor.workspaceId, blocks);
			const known = await storage.read.meetings.find(id);
			if (known) return { meeting: known, isNew: false, found };
			const imported = await ledger.write(actor, async (entry) => {
				const meanwhile = await entry.stores.meetings.find(id);
				if (meanwhile) return { meeting: meanwhile, isNew: false, found };
				const meeting = await makeMeeting(entry, actor, {
					id,
					formId: importedForm,
					state: 'draft',
					facts: { title, day, ...(times ?? wholeDay), ...nothingElse },
					write: (doc) => writeBlocks(doc, blocks)
				});
				return { meeting, isNew: true, found };
			});
			// No card comes of reading it, so the next start need not open it for that.
			const { documentId } = imported.meeting;
			const stored = imported.isNew ? await storage.documents.load(documentId) : null;
			if (stored) await storage.documents.markRead(documentId, stored.lastSeq);
			return imported;
		}
	};
}

const nothingElse = {
	ways: [],
	place: '',
	platform: '',
	meetingNumber: '',
	chairId: null,
	recorderId: null,
	departmentIds: [],
	attendeeIds: [],
	projectId: null
};

/** The same text has the same id, so that it can only be there once. 100 bits, as every other id has. */
function idOf(workspaceId: string, blocks: readonly Block[]): string {
	const words = blocks
		.map(({ text }) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
		.filter((text) => text !== '');
	const hash = createHash('sha256').update(JSON.stringify(['import', workspaceId, words]));
	return BigInt(`0x${hash.digest('hex').slice(0, 25)}`)
		.toString(36)
		.padStart(20, '0');
}
