import { expect, test, vi } from 'vitest';
import { OwnActs } from './own-acts.svelte.ts';

test('who takes back at once takes back what is still on its way, not what was before it', async () => {
	const send = vi.fn(() => Promise.reject(new Error('not asked in this test')));
	const acts = new OwnActs({ commands: { undo: send, undoAct: send }, take: () => {} });
	acts.did({ cardId: 'first', seq: 1, content: 'First' });
	let arrive = () => {};
	const arrived = new Promise<void>((resolve) => (arrive = resolve));
	void acts.during(arrived.then(() => acts.did({ cardId: 'second', seq: 2, content: 'Second' })));
	const undone = acts.undo().catch(() => 'sent');
	await Promise.resolve();
	expect(send).not.toHaveBeenCalled();
	arrive();
	expect(await undone).toBe('sent');
	expect(send).toHaveBeenCalledWith('second', { seq: 2, evenSo: false });
});
