import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { npmEnvironment } from '../../../server/launch/node-runtime.mjs';
import { createPinnedProcess } from './pinned-process.ts';
import { addressOf, type ServerName, type SyncServer } from './server.ts';

const folder = fileURLToPath(new URL('../peers/', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Installs the other servers as their own lock names them; does nothing when that has been done. */
export function installPeers(): void {
	const lock = readFileSync(`${folder}package-lock.json`, 'utf8');
	const stamp = `${folder}node_modules/.installed-lock.json`;
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
	// No script is needed: both native packages carry what they were compiled to.
	const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: folder,
		env: npmEnvironment(root),
		stdio: 'inherit'
	});
	if (status !== 0) throw new Error('The servers to compare with could not be installed.');
	writeFileSync(stamp, lock);
}

/** What is compared with, as the lock pins it. */
export function peerVersions(): string {
	const { dependencies } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as {
		dependencies: Record<string, string>;
	};
	return ['@hocuspocus/server', '@y/websocket-server', 'ws']
		.map((name) => `${name} ${dependencies[name]}`)
		.join(', ');
}

type Options = { readonly core: number; readonly nodeOptions?: readonly string[] };

/** Hocuspocus with its SQLite extension, everything else as it comes. */
export async function createHocuspocus(options: Options): Promise<SyncServer> {
	const server = await createPinnedProcess({
		...options,
		command: ({ port, folder: data }) => ({
			args: [`${folder}hocuspocus.mjs`, String(port), `${data}/hocuspocus.sqlite`]
		})
	});
	return {
		...server,
		name: 'hocuspocus',
		keepsDocuments: true,
		restsAfter: 3_000,
		door({ document, client }) {
			const name = Buffer.from(nameOf(document));
			const prefix = Buffer.concat([Uint8Array.of(name.length), name]);
			// "Authentication": a token nobody looks at.
			const greeting = Buffer.concat([prefix, Uint8Array.of(2, 0, 1), Buffer.from('t')]);
			return { ...doorOf(server.port, client, '/'), prefix, greeting: [greeting] };
		}
	};
}

/** The y-websocket server with LevelDB, as its own command starts it. */
export async function createLeveldb(options: Options): Promise<SyncServer> {
	return plain('leveldb', options, (data) => ({
		args: [`${folder}node_modules/@y/websocket-server/src/server.js`],
		env: { YPERSISTENCE: `${data}/leveldb` }
	}));
}

/** Passes frames on to the others of the document, and knows nothing of what is in them. */
export async function createRelay(options: Options): Promise<SyncServer> {
	return plain('relay', options, () => ({ args: [`${folder}relay.mjs`] }));
}

async function plain(
	name: ServerName,
	options: Options,
	command: (data: string) => { readonly args: readonly string[]; readonly env?: Record<string, string> }
): Promise<SyncServer> {
	const keepsDocuments = name !== 'relay';
	const server = await createPinnedProcess({
		...options,
		command: ({ port, folder: data }) => {
			const { args, env } = command(data);
			return { args, env: { ...env, HOST: '127.0.0.1', PORT: String(port) } };
		}
	});
	return {
		...server,
		name,
		keepsDocuments,
		restsAfter: 3_000,
		door: ({ document, client }) => ({
			...doorOf(server.port, client, `/${nameOf(document)}`),
			answers: keepsDocuments
		})
	};
}

function doorOf(port: number, client: number, path: string) {
	return {
		port,
		from: addressOf(client),
		path,
		headers: {},
		prefix: new Uint8Array(),
		greeting: [],
		answers: true
	};
}

function nameOf(document: number): string {
	return `minutes-${document}`;
}
