/**
 * The copies of minutes that this device keeps for working offline, one database per person and document. y-indexeddb
 * writes them; here they are looked over and taken off the device.
 */
const prefix = 'minutes-';

/** One person's copy of one life of a document: after a restore from backup the document has another `epoch`. */
export type KeptCopy = { readonly memberId: string; readonly documentId: string; readonly epoch: string };

/** The name of the database of a copy. */
export function keptName({ memberId, documentId, epoch }: KeptCopy): string {
	return `${prefix}${memberId}-${documentId}-${epoch}`;
}

/** What a copy of an earlier life of the document says; it is never mixed with the present one [SY51]. */
export type Draft = { readonly name: string; readonly markdown: string };

/** The copies of earlier lives of a document that this device has. */
export async function readDrafts(copy: KeptCopy): Promise<Draft[]> {
	const present = keptName(copy);
	const ofDocument = `${prefix}${copy.memberId}-${copy.documentId}`;
	const names = (await keptDatabases()).filter((name) => name.startsWith(ofDocument) && name !== present);
	if (names.length === 0) return [];
	const [{ IndexeddbPersistence }, { minutesMarkdown }, { Doc }] = await Promise.all([
		import('y-indexeddb'),
		import('#sync/minutes-markdown.ts'),
		import('yjs')
	]);
	const drafts = names.map(async (name) => {
		const doc = new Doc();
		const store = new IndexeddbPersistence(name, doc);
		await store.whenSynced;
		const markdown = minutesMarkdown(doc);
		await store.destroy();
		doc.destroy();
		return { name, markdown };
	});
	return (await Promise.all(drafts)).filter(({ markdown }) => markdown !== '');
}

/** Takes a draft off this device. */
export function removeDraft({ name }: Draft): void {
	indexedDB.deleteDatabase(name);
}

/**
 * Where a window notes, in y-indexeddb's own store for such notes, how many of its changes the server lacks. Each has a
 * note of its own (`window`: its Yjs client id): two that have the same minutes open know nothing of each other.
 */
export function createUnsentNotes(store: { readonly db: IDBDatabase | null }, window: number) {
	const key = `${unsentPrefix}${window}`;
	let inherited = new Map<string, number>();
	const sum = () => [...inherited.values()].reduce((total, count) => total + count, 0);

	/**
	 * Writes a note in one transaction with the store of the text: such transactions are done in the order they were
	 * begun, so when this one is, so is the change that y-indexeddb wrote just before it.
	 */
	const write = (notes: readonly (readonly [string, number])[], kept?: () => void) => {
		if (!store.db) return;
		const transaction = store.db.transaction(['updates', 'custom'], 'readwrite');
		const custom = transaction.objectStore('custom');
		for (const [name, count] of notes) {
			if (count > 0) custom.put(count, name);
			else custom.delete(name);
		}
		if (kept) transaction.oncomplete = kept;
	};

	return {
		/** How many changes windows before this one left unsent; this one sends them along with its own. */
		async inherit(): Promise<number> {
			if (store.db) inherited = new Map(await readUnsent(store.db));
			return sum();
		},
		/** `count`: all that is unsent, the inherited included. `kept` is called when they are on this device for sure. */
		note(count: number, kept?: () => void): void {
			write([[key, count - sum()]], kept);
		},
		/** The server has everything that stood in the text when this window began. */
		inheritedArrived(): void {
			write([...inherited.keys()].map((name) => [name, 0]));
			inherited.clear();
		}
	};
}

const unsentPrefix = 'unsent-';

/** The notes that windows, open or long closed, have left in a database. */
function readUnsent(database: IDBDatabase): Promise<ReadonlyMap<string, number>> {
	return new Promise((resolve, reject) => {
		const notes = new Map<string, number>();
		if (!database.objectStoreNames.contains('custom')) return resolve(notes);
		const range = IDBKeyRange.bound(unsentPrefix, `${unsentPrefix}\uffff`);
		const reading = database.transaction('custom').objectStore('custom').openCursor(range);
		reading.onerror = () => reject(reading.error ?? new Error('the notes could not be read'));
		reading.onsuccess = () => {
			const cursor = reading.result;
			if (!cursor) return resolve(notes);
			notes.set(String(cursor.key), Number(cursor.value) || 0);
			cursor.continue();
		};
	});
}

/** How many changes on this device have not reached the server, over all documents. */
export async function countUnsent(): Promise<number> {
	const counts = await Promise.all((await keptDatabases()).map(unsentIn));
	return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Takes the copies off this device. `keepUnsent`: those that hold changes the server lacks stay, so that a session
 * that merely ran out loses nobody's words. A copy that another tab still holds goes when that tab lets go of it.
 */
export async function wipeKept({ keepUnsent }: { readonly keepUnsent: boolean }): Promise<void> {
	for (const name of await keptDatabases()) {
		if (keepUnsent && (await unsentIn(name)) > 0) continue;
		indexedDB.deleteDatabase(name);
	}
}

async function keptDatabases(): Promise<string[]> {
	// Firefox before 126 cannot list them, and private windows may have none.
	const databases = (await globalThis.indexedDB?.databases?.().catch(() => [])) ?? [];
	return databases.flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []));
}

function unsentIn(name: string): Promise<number> {
	return new Promise((resolve) => {
		const opening = indexedDB.open(name);
		opening.onerror = () => resolve(0);
		opening.onsuccess = () => {
			const database = opening.result;
			readUnsent(database)
				.then((notes) => resolve([...notes.values()].reduce((sum, count) => sum + count, 0)))
				.catch(() => resolve(0))
				.finally(() => database.close());
		};
	});
}
