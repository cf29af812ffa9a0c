import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCompany } from '#support/company.ts';
import { makeMember } from '#support/cast.ts';

/** A data folder with meetings, and people who are signed in already, as a server will find it. */
export type SeededFolder = {
	readonly folder: string;
	readonly database: string;
	/** The documents of the meetings. */
	readonly documents: readonly string[];
	/** A Cookie header for each person; every one may write in every meeting. */
	readonly cookies: readonly string[];
	/** A Cookie header of a guest of the first meeting. */
	readonly guestCookie: string;
	remove(): void;
};

export async function fillFolder(wanted: {
	readonly people: number;
	readonly meetings: number;
	/** So many of the meetings, the last ones, are signed: nobody may write there. */
	readonly signed?: number;
}): Promise<SeededFolder> {
	const folder = mkdtempSync(join(tmpdir(), 'minuteboard-faults-'));
	const company = await openCompany(folder);
	try {
		const members = Array.from({ length: wanted.people }, (_, index) =>
			makeMember({
				id: randomBytes(8).toString('hex'),
				workspaceId: company.workspace.id,
				name: `Person ${index}`,
				createdAt: Date.now()
			})
		);
		await company.app.storage.transaction(async (stores) => {
			for (const member of members) await stores.people.insertMember(member, null);
		});
		const cookies: string[] = [];
		for (const member of members) {
			const { name, value } = await company.signIn(member);
			cookies.push(`${name}=${value}`);
		}
		const meetings = [];
		for (let index = 0; index < wanted.meetings; index++)
			meetings.push(await company.meeting({ title: `Meeting ${index}` }));
		const { app } = company;
		for (const { id } of meetings.slice(wanted.meetings - (wanted.signed ?? 0)))
			for (const to of ['draft', 'circulated', 'signed'] as const)
				await app.meetings.becomes(company.as(company.people.ana), id, to);
		const link = await app.meetings.joinLink(company.as(company.people.ana), meetings[0]!.id);
		const guest = await app.entrance.joinAsGuest(
			link,
			{ name: 'Gil' },
			{ address: '127.0.0.1', userAgent: 'a test', secure: false, device: null }
		);
		return {
			folder,
			database: join(folder, 'minuteboard.db'),
			documents: meetings.map(({ documentId }) => documentId),
			cookies,
			guestCookie: `${guest.cookie.name}=${guest.cookie.value}`,
			remove: () => rmSync(folder, { recursive: true, force: true })
		};
	} finally {
		await company.close();
	}
}
