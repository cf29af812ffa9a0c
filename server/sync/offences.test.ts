import { beforeEach, expect, it } from 'vitest';
import { createOffences, type Offence } from './offences.ts';

const chen: Offence = { memberId: 'chen', documentId: 'weekly', code: 4400 };
let clock: number;
let told: object[];
let offences: ReturnType<typeof createOffences>;
beforeEach(() => {
	clock = 0;
	told = [];
	offences = createOffences(
		(offence) => told.push(offence),
		() => clock
	);
});

it('[SY15] the first of a kind is told at once, a thousand more in a minute as a number', () => {
	for (let times = 0; times < 1_001; times++) offences.note(chen);
	expect(told).toEqual([{ ...chen, passedOver: 0 }]);
	clock = 60_000;
	offences.note(chen);
	expect(told.slice(1)).toEqual([{ ...chen, passedOver: 1_000 }]);
});

it('[SY15] another kind and another member are told beside it', () => {
	const others = [
		{ ...chen, code: 4409 },
		{ ...chen, memberId: 'ben' }
	];
	for (const offence of [chen, ...others, ...others]) offences.note(offence);
	expect(told).toHaveLength(3);
});
