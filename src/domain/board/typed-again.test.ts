import { describe, expect, it } from 'vitest';
import type { EventAuthor, Happening } from '../event.ts';
import type { Source } from './card.ts';
import { cameAfter, lostSince } from './typed-again.ts';

const minutes: EventAuthor = { kind: 'extraction' };
const ben: EventAuthor = { kind: 'member', id: 'ben', name: 'Ben' };
const event = (at: number, what: Happening, by: EventAuthor = minutes) => ({ at, by, what });
const source = (from: Source, to: Source, more = {}): Happening => ({
	type: 'card-source-changed',
	from,
	to,
	quote: '',
	...more
});
const made = { type: 'card-said' } as Happening;

describe('the sentence of a card is lost', () => {
	it('since it could not be found, which was before the card left it', () => {
		const events = [event(10, made), event(2_500, source('said', 'detached', { missingSince: 1_000 }))];
		expect(lostSince(events)).toBe(1_000);
	});

	it('since it left it, where more is not known', () => {
		expect(lostSince([event(10, made), event(2_500, source('said', 'withdrawn'))])).toBe(2_500);
	});

	it('since the last time, of several', () => {
		const events = [
			event(10, source('said', 'withdrawn')),
			event(20, source('withdrawn', 'said')),
			event(30, source('said', 'withdrawn')),
			event(40, source('withdrawn', 'detached'), ben)
		];
		expect(lostSince(events)).toBe(30);
	});

	it('never, as long as it stands', () => {
		expect(lostSince([event(10, made)])).toBeNull();
	});
});

describe('a card came after a sentence was lost', () => {
	it('when it was made then, or came back', () => {
		expect(cameAfter(100, [event(100, made)])).toBe(true);
		expect(cameAfter(100, [event(10, made), event(150, source('withdrawn', 'said'))])).toBe(true);
	});

	it('not when it stood before', () => {
		expect(cameAfter(100, [event(99, made)])).toBe(false);
	});

	it('not when somebody has laid a hand on it, even if that was taken back', () => {
		const filed: Happening = { type: 'card-filed', from: null, to: 'brochure' };
		expect(cameAfter(100, [event(100, made), event(110, filed, ben)])).toBe(false);
		expect(cameAfter(100, [event(100, made, ben)])).toBe(false);
	});
});
