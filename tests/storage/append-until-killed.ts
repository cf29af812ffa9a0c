import { writeSync } from 'node:fs';
import { makeCard, moveIn, workspace } from '#support/cast.ts';
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts';
import { bytesOf, isChosen } from './written-numbers.ts';

/**
 * Writes to a database until somebody kills it, and says what was acknowledged:
 * `node append-until-killed.ts FILE SEED FROM` appends the numbers FROM, FROM + 1 … as updates of two documents and,
 * now and then, as a card with its event; every line `update N` or `card N` stands for one acknowledged write.
 */
const [file, seed, from] = process.argv.slice(2) as [string, string, string];
const storage = openSqliteStorage(file);

if ((await storage.read.workspaces.get()) === null) {
	await moveIn(storage);
	await storage.transaction(async ({ documents }) => {
		for (const documentId of ['even', 'odd'])
			await documents.create({ documentId, epoch: 'first', update: new Uint8Array(), authorId: null, at: 0 });
	});
}
acknowledge('ready', 0);

for (let next = Number(from); ;) {
	const atOnce = 1 + (isChosen(seed, next, 2) ? 4 : 0);
	const writing = Array.from({ length: atOnce }, () => write(next++));
	await Promise.all(writing);
}

async function write(number: number): Promise<void> {
	const documentId = number % 2 ? 'odd' : 'even';
	if (isChosen(seed, number, 5)) await writeCard(number);
	const seq = await storage.documents.append([
		{
			documentId,
			update: bytesOf(number),
			authorId: 'ana',
			at: number
		}
	]);
	acknowledge('update', number);
	if (isChosen(seed, number, 23))
		await storage.documents.saveSnapshot(
			documentId,
			{ state: bytesOf(number), vector: Uint8Array.of(0) },
			seq
		);
}

async function writeCard(number: number): Promise<void> {
	const card = makeCard({ id: `card-${number}`, progress: number % 100 });
	await storage.transaction(async ({ cards, events }) => {
		await cards.insert(card);
		await events.append({
			workspaceId: workspace.id,
			at: number,
			by: { kind: 'extraction' },
			meetingId: null,
			cardId: card.id,
			what: { type: 'card-progressed', from: 0, to: card.progress }
		});
	});
	acknowledge('card', number);
}

/** Written at once, so that the line is out before the next instruction; a reader that is slow is waited for. */
function acknowledge(what: string, number: number): void {
	for (;;) {
		try {
			return void writeSync(1, `${what} ${number}\n`);
		} catch (failure) {
			if ((failure as NodeJS.ErrnoException).code !== 'EAGAIN') throw failure;
		}
	}
}
