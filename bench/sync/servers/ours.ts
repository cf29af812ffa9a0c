import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { savedParameter } from '#sync/protocol.ts';
import { openCompany } from '#support/company.ts';
import { makeMember } from '#support/cast.ts';
import { createPinnedProcess } from './pinned-process.ts';
import type { SyncServer, Wanted } from './server.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The product as `npm start` runs it: built pages, sessions, rights, extraction, `synchronous=FULL`. The data folder is
 * filled through the app's own parts before it starts: a meeting per document, a member with a session per client.
 */
export async function createOurs(
	wanted: Wanted,
	options: { readonly core: number; readonly nodeOptions?: readonly string[] }
): Promise<SyncServer> {
	const server = await createPinnedProcess({
		...options,
		command: ({ port, folder }) => ({
			args: [join(root, 'server/main.ts')],
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
		await company.app.storage.transaction(async (stores) => {
			for (const member of members) await stores.people.insertMember(member, null);
		});
		const cookies: string[] = [];
		for (const member of members) {
			const { name, value } = await company.signIn(member);
			cookies.push(`${name}=${value}`);
		}
		const ids: string[] = [];
		for (let index = 0; index < documents; index++)
			ids.push((await company.meeting({ title: `Meeting ${index}` })).documentId);
		return { documents: ids, cookies };
	} finally {
		await company.close();
	}
}
