import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Member } from '#domain/member.ts';
import { hashSecret } from '#server/auth/secrets.ts';
import { serverFlags } from '#server/launch/server-flags.mjs';
import type { SessionRecord } from '#server/storage/storage.ts';
import { makeMember, makeSession } from '#support/cast.ts';
import { openCompany } from '#support/company.ts';
import { savedParameter } from '#sync/protocol.ts';
import { createPinnedProcess } from './pinned-process.ts';
import { addressOf, type SyncServer, type Wanted } from './server.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The product as `npm start` runs it: built pages, sessions, rights, extraction, `synchronous=FULL`. The data folder is
 * filled through the app's own parts before it starts: a meeting per document, and for each client a member with a session,
 * as a sign-in leaves it.
 */
export async function createOurs(
	wanted: Wanted,
	options: { readonly core: number; readonly nodeOptions?: readonly string[] }
): Promise<SyncServer> {
	const server = await createPinnedProcess({
		...options,
		command: ({ port, folder }) => ({
			args: [...serverFlags, join(root, 'server/main.ts')],
			cwd: root,
			env: {
				PORT: String(port),
				HOST: '127.0.0.1',
				DATA_DIR: folder,
				LOG_LEVEL: 'error',
				NODE_ENV: 'production'
			}
		})
	});
	const { documents, cookies } = await moveIn(server.folder, wanted);
	const origin = `http://127.0.0.1:${server.port}`;
	return {
		...server,
		name: 'ours',
		keepsDocuments: true,
		// An empty room is kept for half a minute.
		restsAfter: 32_000,
		door: ({ document, client, wantsSaved }) => ({
			port: server.port,
			from: addressOf(client),
			path: `/sync/${documents[document]!}${wantsSaved ? `?${savedParameter}=1` : ''}`,
			headers: { Origin: origin, Cookie: cookies[client]! },
			prefix: new Uint8Array(),
			greeting: [],
			answers: true
		})
	};
}

async function moveIn(folder: string, { documents, clients }: Wanted) {
	const company = await openCompany(folder);
	try {
		const members = Array.from({ length: clients }, (_, index) =>
			makeMember({
				id: randomBytes(8).toString('hex'),
				workspaceId: company.workspace.id,
				name: `Member ${index}`,
				createdAt: Date.now()
			})
		);
		const secrets = members.map(() => randomBytes(20).toString('hex'));
		await company.app.storage.transaction(async (stores) => {
			for (const [index, member] of members.entries()) {
				await stores.people.insertMember(member, null);
				await stores.sessions.insert(sessionOf(member, secrets[index]!));
			}
		});
		const { name } = await company.signIn(company.people.ana);
		const cookies = secrets.map((secret) => `${name}=${secret}`);
		const ids: string[] = [];
		for (let index = 0; index < documents; index++)
			ids.push((await company.meeting({ title: `Meeting ${index}` })).documentId);
		return { documents: ids, cookies };
	} finally {
		await company.close();
	}
}

function sessionOf({ id }: Member, secret: string): SessionRecord {
	const now = Date.now();
	return makeSession({
		idHash: hashSecret(secret),
		memberId: id,
		createdAt: now,
		expiresAt: now + 30 * 86_400_000,
		address: '127.0.0.1'
	});
}
