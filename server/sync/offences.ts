/** Somebody sent what no honest page sends, and was sent away with `code` (or only not listened to). */
export type Offence = { readonly memberId: string; readonly documentId: string; readonly code: number };

/** The same again is told only after so long, in milliseconds: nobody fills the disk with lines about themselves. */
const again = 60_000;
/** A company has fewer members who do such things in a minute. */
const mostKnown = 1_000;

/**
 * Tells of offences: a member's first of a kind at once, the next a minute later at the earliest, with how many were passed
 * over in between. `now`: a clock in milliseconds that never goes back.
 */
export function createOffences(
	tell: (offence: Offence & { readonly passedOver: number }) => void,
	now: () => number = () => performance.now()
): { note(offence: Offence): void } {
	const known = new Map<string, { readonly until: number; passedOver: number }>();
	return {
		note(offence) {
			const key = `${offence.memberId} ${offence.code}`;
			const before = known.get(key);
			if (before && before.until > now()) return void before.passedOver++;
			if (known.size >= mostKnown) known.clear();
			known.set(key, { until: now() + again, passedOver: 0 });
			tell({ ...offence, passedOver: before?.passedOver ?? 0 });
		}
	};
}
