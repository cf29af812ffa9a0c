import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { decodePresence, encodePresence } from './presence.ts';

describe('presence', () => {
	it('is read from what y-protocols writes, and read by it', () => {
		const awareness = new Awareness(new Y.Doc());
		awareness.setLocalState({ cursor: null, user: { name: 'somebody else' } });
		const [entry] = decodePresence(encodeAwarenessUpdate(awareness, [awareness.clientID]));
		expect(entry).toMatchObject({ clientId: awareness.clientID, state: { user: { name: 'somebody else' } } });

		const other = new Awareness(new Y.Doc());
		applyAwarenessUpdate(
			other,
			encodePresence([{ clientId: 77, clock: 1, state: { composing: null } }]),
			null
		);
		expect(other.getStates().get(77)).toEqual({ composing: null });
		awareness.destroy();
		other.destroy();
	});

	it.each(['"text"', '[1]', '7'])('refuses a state that is no object: %s', (json) => {
		const frame = encodePresence([{ clientId: 1, clock: 1, state: JSON.parse(json) as never }]);
		expect(() => decodePresence(frame)).toThrow();
	});
});
