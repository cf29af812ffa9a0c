/**
 * The copies of minutes that this device keeps for working offline, one database per person and document. y-indexeddb
 * writes them; here they are looked over and taken off the device.
 */
const prefix = 'minutes-';

/** The name of the database for one person's copy of one document. */
export function keptName({ memberId, documentId }: { memberId: string; documentId: string }): string {
	return `${prefix}${memberId}-${documentId}`;
}

/** Where the connection notes, in y-indexeddb's own store for such notes, how many changes the server lacks. */
export const unsentKey = 'unsent';

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
			const done = (count: unknown) => {
				database.close();
				resolve(Number(count) || 0);
			};
			if (!database.objectStoreNames.contains('custom')) return done(0);
			const reading = database.transaction('custom').objectStore('custom').get(unsentKey);
			reading.onsuccess = () => done(reading.result);
			reading.onerror = () => done(0);
		};
	});
}
