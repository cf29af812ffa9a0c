/** Who has how many lines open. `onNear` hears when it is four fifths of what may be. */
export function createCounts(limit: number, onNear: (count: number) => void) {
	const counts = new Map<string, number>();
	return {
		/** False when there are as many as may be; else counted until the line closes. */
		enter(key: string, line: { once(event: 'close', listener: () => void): unknown }): boolean {
			const count = counts.get(key) ?? 0;
			if (count >= limit) return false;
			counts.set(key, count + 1);
			if (count + 1 === Math.ceil(limit * 0.8)) onNear(count + 1);
			line.once('close', () => {
				const left = counts.get(key)! - 1;
				if (left === 0) counts.delete(key);
				else counts.set(key, left);
			});
			return true;
		}
	};
}
