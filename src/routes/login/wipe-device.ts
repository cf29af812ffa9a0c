/** Databases in which the editor keeps minutes for working offline. */
const keptMinutes = /^minutes-/;

/**
 * Takes off this device what a session left on it, however the session ended: signed out, removed, timed out, password
 * changed elsewhere. A database that another tab still holds goes when that tab lets go of it.
 */
export async function wipeDevice(): Promise<void> {
	sessionStorage.clear();
	// Firefox before 126 cannot list them.
	const databases = (await indexedDB.databases?.()) ?? [];
	for (const { name } of databases) if (name && keptMinutes.test(name)) indexedDB.deleteDatabase(name);
}
