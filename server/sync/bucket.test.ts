import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createThrottle } from './bucket.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('[SY42] who has used up its pace is read on when all of it is paid, and not when the first part is', () => {
	const heard: string[] = [];
	const socket = { pause: () => heard.push('pause'), resume: () => heard.push('resume') };
	const throttle = createThrottle(socket, { perSecond: 10, burst: 10 });
	throttle.take(10);
	expect(heard).toEqual([]);
	// What was taken from the wire already comes all the same.
	throttle.take(10);
	throttle.take(10);
	vi.advanceTimersByTime(1_900);
	expect(heard).toEqual(['pause']);
	vi.advanceTimersByTime(200);
	expect(heard).toEqual(['pause', 'resume']);
});
