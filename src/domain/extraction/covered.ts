/** Which part of a text is taken already. */
import type { Range } from './promise.ts';

/** True for a range that shares a sign with one of `ranges`, in whatever order they are; each answer costs the logarithm of their number. */
export function coveredBy(ranges: readonly Range[]): (range: Range) => boolean {
	if (ranges.length === 0) return () => false;
	const apart: { start: number; end: number }[] = [];
	for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
		const last = apart.at(-1);
		if (last && start <= last.end) last.end = Math.max(last.end, end);
		else apart.push({ start, end });
	}
	return ({ start, end }) => {
		let low = 0;
		let high = apart.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (apart[middle]!.end <= start) low = middle + 1;
			else high = middle;
		}
		return low < apart.length && apart[low]!.start < end;
	};
}
