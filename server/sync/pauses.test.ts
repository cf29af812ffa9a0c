import { expect, it, vi } from 'vitest';
import { pausesEvery } from './pauses.ts';

it('lets others work once the slice is over, and no sooner', async () => {
	const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
	try {
		let turnsOfOthers = 0;
		const pause = pausesEvery(5);
		setImmediate(() => turnsOfOthers++);
		clock.mockReturnValue(4);
		await pause();
		expect(turnsOfOthers).toBe(0);
		clock.mockReturnValue(5);
		await pause();
		expect(turnsOfOthers).toBe(1);
		// The next slice begins when others had their turn.
		setImmediate(() => turnsOfOthers++);
		clock.mockReturnValue(9);
		await pause();
		expect(turnsOfOthers).toBe(1);
	} finally {
		clock.mockRestore();
	}
});
