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

it('has works that share it go on no longer together than one alone', async () => {
	const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
	try {
		const pause = pausesEvery(5);
		let now = 0;
		const turns: string[] = [];
		const work = async (name: string, steps: number) => {
			for (let step = 0; step < steps; step++) {
				clock.mockReturnValue((now += 3));
				turns.push(name);
				await pause();
			}
		};
		let isDone = false;
		const others = () => {
			turns.push('others');
			if (!isDone) setImmediate(others);
		};
		setImmediate(others);
		await Promise.all([work('a', 6), work('b', 2), work('c', 2)]);
		isDone = true;
		const stretches = turns.join(' ').split('others');
		// Two steps are more than 5 ms; what began at the same moment has taken its first step before it could know.
		expect(stretches.slice(1).every((stretch) => stretch.trim().split(' ').length <= 2)).toBe(true);
		expect(turns.filter((name) => name !== 'others').sort()).toEqual([...'aaaaaabbcc']);
		// The short ones do not wait for the long one.
		expect(turns.lastIndexOf('c')).toBeLessThan(turns.lastIndexOf('a'));
	} finally {
		clock.mockRestore();
	}
});
