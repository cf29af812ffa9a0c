import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage, Stores } from '#server/storage/storage.ts';
import { makeSession, makeToken, makeWall, members, moveIn, workspace } from '#support/cast.ts';

/** What opens doors: sessions, tokens and wall links. */
export function describeSecrets(current: () => Storage): void {
	const write = <Result>(work: (stores: Stores) => Promise<Result>) => current().transaction(work);
	const read = () => current().read;

	describe('sessions', () => {
		beforeEach(() => moveIn(current()));

		it('are kept with every field, and found by their hash', async () => {
			const session = makeSession();
			await write(({ sessions }) => sessions.insert(session));
			expect(await read().sessions.find(session.idHash)).toEqual(session);
			expect(await read().sessions.find('unknown')).toBeNull();
		});

		it('of a member stand newest first', async () => {
			const [first, third, second] = [10, 30, 20].map((createdAt) => makeSession({ createdAt }));
			await write(async ({ sessions }) => {
				for (const session of [first!, third!, second!]) await sessions.insert(session);
				await sessions.insert(makeSession({ memberId: members.ben.id }));
			});
			expect(await read().sessions.ofMember(members.ana.id)).toEqual([third, second, first]);
		});

		it('are extended and ended one by one', async () => {
			const [kept, ended] = [makeSession({ expiresAt: 100 }), makeSession()];
			await write(async ({ sessions }) => {
				await sessions.insert(kept);
				await sessions.insert(ended);
			});
			await write(async ({ sessions }) => {
				await sessions.extend(kept.idHash, 200);
				await sessions.delete(ended.idHash);
			});
			expect(await read().sessions.ofMember(members.ana.id)).toEqual([{ ...kept, expiresAt: 200 }]);
		});

		it('of one member end together and leave the others', async () => {
			const bens = makeSession({ memberId: members.ben.id });
			await write(async ({ sessions }) => {
				for (const session of [makeSession(), makeSession(), bens]) await sessions.insert(session);
			});
			await write(({ sessions }) => sessions.deleteOfMember(members.ana.id));
			expect(await read().sessions.ofMember(members.ana.id)).toEqual([]);
			expect(await read().sessions.find(bens.idHash)).toEqual(bens);
		});

		it('end at the instant they expire', async () => {
			const [past, now, later] = [99, 100, 101].map((expiresAt) => makeSession({ expiresAt }));
			await write(async ({ sessions }) => {
				for (const session of [past!, now!, later!]) await sessions.insert(session);
			});
			await write(({ sessions }) => sessions.deleteExpired(100));
			expect(await read().sessions.ofMember(members.ana.id)).toEqual([later]);
		});

		it('belong to a member who exists', async () => {
			const attempt = write(({ sessions }) => sessions.insert(makeSession({ memberId: 'nobody' })));
			await expect(attempt).rejects.toThrow();
		});
	});

	describe('tokens', () => {
		it('are kept with every field', async () => {
			const invitation = makeToken({
				grants: { role: 'administrator', departmentIds: ['dep-mkt', 'dep-fin'] }
			});
			const setup = makeToken({
				kind: 'setup',
				workspaceId: null,
				grants: null,
				createdBy: null,
				expiresAt: null
			});
			const api = makeToken({ kind: 'api', memberId: 'ana', grants: null, usedAt: 3, revokedAt: 4 });
			await write(async ({ tokens }) => {
				for (const token of [invitation, setup, api]) await tokens.insert(token);
			});
			for (const token of [invitation, setup, api])
				expect(await read().tokens.find(token.hash)).toEqual(token);
			expect(await read().tokens.find('unknown')).toBeNull();
		});

		it('of one kind stand newest first, used and revoked ones included', async () => {
			const used = makeToken({ createdAt: 10, usedAt: 11 });
			const revoked = makeToken({ createdAt: 30, revokedAt: 31 });
			const fresh = makeToken({ createdAt: 20 });
			await write(async ({ tokens }) => {
				for (const token of [used, revoked, fresh, makeToken({ kind: 'api' })]) await tokens.insert(token);
			});
			expect(await read().tokens.list('invitation')).toEqual([revoked, fresh, used]);
			expect(await read().tokens.list('sign-in')).toEqual([]);
		});

		it('are used once: of two at the same time one wins', async () => {
			const token = makeToken();
			await write(({ tokens }) => tokens.insert(token));
			const answers = await Promise.all(
				[5, 6].map((at) => write(({ tokens }) => tokens.use(token.hash, at)))
			);
			expect(answers).toEqual([true, false]);
			expect(await read().tokens.find(token.hash)).toEqual({ ...token, usedAt: 5 });
		});

		it('are fresh again when the transaction that used them fails', async () => {
			const token = makeToken();
			await write(({ tokens }) => tokens.insert(token));
			const attempt = write(async ({ tokens }) => {
				await tokens.use(token.hash, 5);
				throw new Error('mishap');
			});
			await expect(attempt).rejects.toThrow('mishap');
			expect(await write(({ tokens }) => tokens.use(token.hash, 6))).toBe(true);
		});

		it('that are revoked or unknown cannot be used', async () => {
			const token = makeToken();
			await write(({ tokens }) => tokens.insert(token));
			await write(({ tokens }) => tokens.revoke(token.hash, 5));
			expect(await write(({ tokens }) => tokens.use(token.hash, 6))).toBe(false);
			expect(await write(({ tokens }) => tokens.use('unknown', 6))).toBe(false);
			expect(await read().tokens.find(token.hash)).toEqual({ ...token, revokedAt: 5 });
		});

		it('have their hash once', async () => {
			const token = makeToken();
			await write(({ tokens }) => tokens.insert(token));
			await expect(write(({ tokens }) => tokens.insert(token))).rejects.toThrow();
		});
	});

	describe('saved filters', () => {
		beforeEach(() => moveIn(current()));

		it('are listed by name, until they are forgotten', async () => {
			const make = (id: string, name: string) => ({
				id,
				workspaceId: workspace.id,
				name,
				search: 'late=1',
				createdBy: null,
				createdAt: 1
			});
			const [late, high] = [make('a', 'Late'), make('b', 'High')];
			await write(async ({ savedFilters }) => {
				await savedFilters.insert(late);
				await savedFilters.insert(high);
			});
			expect(await read().savedFilters.list(workspace.id)).toEqual([high, late]);
			expect(await read().savedFilters.list('elsewhere')).toEqual([]);
			await write(({ savedFilters }) => savedFilters.delete('b'));
			expect(await read().savedFilters.list(workspace.id)).toEqual([late]);
		});
	});

	describe('walls', () => {
		it('are kept with every field, newest first, and revoked but not forgotten', async () => {
			await moveIn(current());
			const [first, third, second] = [10, 30, 20].map((createdAt) => makeWall({ createdAt }));
			await write(async ({ walls }) => {
				for (const wall of [first!, third!, second!]) await walls.insert(wall);
			});
			await write(({ walls }) => walls.revoke(second!.id, 40));
			expect(await read().walls.list(workspace.id)).toEqual([third, { ...second, revokedAt: 40 }, first]);
			expect(await read().walls.find(first!.id)).toEqual(first);
			expect(await read().walls.find('unknown')).toBeNull();
			expect(await read().walls.list('elsewhere')).toEqual([]);
		});
	});
}
