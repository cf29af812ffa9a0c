/** Databases in which the editor keeps minutes for working offline. */
const keptMinutes = /^minutes-/;

/**
 * Takes off this device what a session left on it. The browser is told the same when it signs out
 * (Clear-Site-Data), but a session also ends elsewhere: removed, timed out, password changed.
 */
export async function wipeDevice(): Promise<void> {
	sessionStorage.clear();
	// Older browsers cannot list databases; they have cleared them at sign-out.
	const databases = (await indexedDB.databases?.()) ?? [];
	for (const { name } of databases) if (name && keptMinutes.test(name)) indexedDB.deleteDatabase(name);
}
