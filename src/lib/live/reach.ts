let isBroken = false;

/** Said by the live feed: its line broke, or the server spoke. */
export function noteLine(state: 'broken' | 'heard'): void {
	isBroken = state === 'broken';
}

/** Whether the server may be out of reach: the live feed's line is broken and has not come back. */
export function mayBeOutOfReach(): boolean {
	return isBroken;
}

/** Asks the server itself; false too when it takes longer than people wait for a page. */
export async function isServerThere(): Promise<boolean> {
	const isThere = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(5_000) }).then(
		({ ok }) => ok,
		() => false
	);
	if (isThere) isBroken = false;
	return isThere;
}
