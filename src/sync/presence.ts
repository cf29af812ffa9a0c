import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { encode } from './encode.ts';

/**
 * Presence travels in y-protocols' awareness format: [count, (clientID, clock, JSON)…]. What a page says of itself is
 * its caret and whether it is composing; who it is, the server writes into it from the session.
 */
export type PresenceEntry = {
	readonly clientId: number;
	readonly clock: number;
	/** Null: gone. */
	readonly state: PresenceState | null;
};

export type PresenceState = {
	readonly user?: PresentUser;
	/** Relative position (Yjs) of the block in which an input method is composing; nobody reads that block meanwhile. */
	readonly composing?: unknown;
	readonly [key: string]: unknown;
};

export type PresentUser = {
	readonly id: string;
	readonly name: string;
	/** 0–7, see hueOf. */
	readonly hue: number;
	readonly color: string;
	readonly guest: boolean;
};

/** The caret colours of `hueOf`'s eight hues: dark enough for white text (≥ 4.5:1). */
export const caretColors = [
	'#b42318',
	'#b54708',
	'#4d7c0f',
	'#047857',
	'#0e7490',
	'#1d4ed8',
	'#6d28d9',
	'#be185d'
] as const;

/** Throws when the bytes are not an awareness update or a state is not an object. */
export function decodePresence(update: Uint8Array): PresenceEntry[] {
	const decoder = decoding.createDecoder(update);
	const count = decoding.readVarUint(decoder);
	const entries: PresenceEntry[] = [];
	for (let index = 0; index < count; index++) {
		const clientId = decoding.readVarUint(decoder);
		const clock = decoding.readVarUint(decoder);
		const state: unknown = JSON.parse(decoding.readVarString(decoder));
		if (state !== null && (typeof state !== 'object' || Array.isArray(state)))
			throw new Error('presence is no object');
		entries.push({ clientId, clock, state: state as PresenceState | null });
	}
	return entries;
}

export function encodePresence(entries: readonly PresenceEntry[]): Uint8Array {
	return encode((encoder) => {
		encoding.writeVarUint(encoder, entries.length);
		for (const { clientId, clock, state } of entries) {
			encoding.writeVarUint(encoder, clientId);
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarString(encoder, JSON.stringify(state));
		}
	});
}
