// `npm run check:dependencies`: reads the lock and what is installed; asks nobody outside.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import {
	findLicenceProblems,
	findOldVersions,
	isOlder,
	leastSqlite,
	nameOf,
	readLock,
	type LockedPackage
} from './rules.ts';

const root = new URL('../../', import.meta.url);
const locked = readLock(JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')));
const installed = locked.flatMap(readInstalled);
const sqlite = readSqliteVersion();

const problems = [
	...new Set([
		...findLicenceProblems(locked),
		...findLicenceProblems(installed),
		...findOldVersions(locked),
		...(isOlder(sqlite, leastSqlite) ? [`SQLite ${sqlite} is older than ${leastSqlite}`] : [])
	])
];

if (problems.length > 0) {
	process.stderr.write(`${problems.join('\n')}\n`);
	process.exitCode = 1;
} else
	process.stdout.write(
		`${locked.length} packages in the lock, ${installed.length} installed, SQLite ${sqlite}: nothing to object to.\n`
	);

/** What the package in node_modules says of itself; nothing for those that belong on other platforms. */
function readInstalled(expected: LockedPackage): LockedPackage[] {
	const manifest = new URL(`${expected.path}/package.json`, root);
	if (!existsSync(fileURLToPath(manifest))) return [];
	const { version, license, licenses } = JSON.parse(readFileSync(manifest, 'utf8')) as {
		version: string;
		license?: string | { type: string };
		licenses?: { type: string }[];
	};
	if (version !== expected.version)
		throw new Error(
			`${nameOf(expected)} ${version} is installed, the lock says ${expected.version}: run npm ci`
		);
	const stated = typeof license === 'object' ? license.type : license;
	return [
		{ ...expected, version, licence: stated ?? licenses?.map(({ type }) => type).join(' OR ') ?? null }
	];
}

function readSqliteVersion(): string {
	const database = new Database(':memory:');
	try {
		return String(database.prepare('select sqlite_version()').pluck().get());
	} finally {
		database.close();
	}
}
