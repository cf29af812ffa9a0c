// Who may import whom: the table of ARCHITECTURE.md as code. Plain functions over what files import.
import type { Import, SourceFile } from './source-files.ts';

/** A rule that is broken, as a sentence that names the row of the table. */
export type Breach = string;

type Room = 'domain' | 'sync' | 'pages' | 'server' | 'launcher' | 'tests' | 'tools';

/** Small packages without I/O, clock or chance; a new one is a decision. */
const purePackages = new Set(['chinese-days', 'fflate', 'fractional-indexing', 'htmlparser2']);

const wirePackages = new Set(['yjs', 'lib0', 'y-protocols']);

/** Packages that hold the server's secrets, sockets and data: never in what a browser loads, nor in a page's server part. */
const serverPackages = new Set([
	'better-sqlite3',
	'drizzle-orm',
	'lucia',
	'@node-rs/argon2',
	'pino',
	'ws',
	'nodemailer'
]);

const sqlPackages = new Set(['better-sqlite3', 'drizzle-orm', 'drizzle-kit']);

/** The table's rows as a breach quotes them. */
const rows: Record<Exclude<Room, 'tests' | 'tools'>, string> = {
	domain:
		'src/domain may import src/domain and small pure packages; never Node, Svelte, $app or anything with I/O',
	sync: 'src/sync may import domain, yjs, lib0 and y-protocols; never Svelte or Node',
	pages: 'src/lib and src/routes may import lib, domain and sync, and from server/ types only',
	server:
		'server may import domain, sync, Node and the packages in "dependencies"; never src/lib or src/routes',
	launcher: 'the launcher runs before anything is installed: only Node and its own files'
};

/** Which row of the table a file falls under. A test belongs to the tests wherever it lies. */
export function roomOf(path: string): Room {
	if (/\.(test|spec)\.ts$/.test(path) || /^(tests|bench)\//.test(path)) return 'tests';
	if (path.startsWith('src/domain/')) return 'domain';
	if (path.startsWith('src/sync/')) return 'sync';
	if (path.startsWith('src/')) return 'pages';
	if (path.startsWith('server/launch/') || path === 'server/start.mjs') return 'launcher';
	if (path.startsWith('server/')) return 'server';
	return 'tools';
}

/**
 * Imports that the table forbids.
 * @param dependencies the names in package.json's `dependencies`: what a server may count on at run time
 */
export function findForbiddenImports(
	files: readonly SourceFile[],
	{ dependencies }: { dependencies: ReadonlySet<string> }
): Breach[] {
	return files.flatMap((file) => {
		const room = roomOf(file.path);
		if (room === 'tests') return [];
		return file.imports
			.filter((each) => isForbidden(file.path, room, each, dependencies))
			.map((each) => {
				const row = leadsToTests(each) ? 'nothing imports tests' : rows[room as keyof typeof rows];
				return `${file.path}:${each.line} imports ${nameOf(each)} – ${row}`;
			});
	});
}

function isForbidden(path: string, room: Room, found: Import, dependencies: ReadonlySet<string>): boolean {
	if (leadsToTests(found)) return true;
	const { target, when } = found;
	const there = target.kind === 'file' ? roomOf(target.path) : null;
	switch (room) {
		case 'domain':
			if (target.kind === 'file') return there !== 'domain';
			return target.kind !== 'package' || !purePackages.has(target.name);
		case 'sync':
			if (target.kind === 'file') return there !== 'domain' && there !== 'sync';
			return target.kind !== 'package' || !wirePackages.has(target.name);
		case 'pages':
			if (target.kind === 'file') return leavesPages(path, target.path, there) && when !== 'type';
			if (target.kind === 'node') return !runsOnServerOnly(path) && when !== 'type';
			return target.kind === 'package' && serverPackages.has(target.name);
		case 'server':
			if (target.kind === 'file') return there === 'pages';
			if (target.kind === 'package')
				return when !== 'type' && !dependencies.has(target.name) && !isToolConfig(path);
			return target.kind === 'made-up';
		case 'launcher':
			return target.kind === 'package' || (target.kind === 'file' && there !== 'launcher');
		default:
			return false;
	}
}

function leadsToTests({ target }: Import): boolean {
	return target.kind === 'file' && roomOf(target.path) === 'tests';
}

/** lib holds what several pages share, so it cannot know a page. */
function leavesPages(from: string, to: string, there: Room | null): boolean {
	if (from.startsWith('src/lib/') && to.startsWith('src/routes/')) return true;
	return there === 'server' || there === 'launcher' || there === 'tools';
}

/** Files that SvelteKit keeps out of the browser. */
function runsOnServerOnly(path: string): boolean {
	return /\.server\.ts$/.test(path) || /\/\+server\.ts$/.test(path) || path.includes('/server/');
}

/** A tool reads these; the running server does not. */
function isToolConfig(path: string): boolean {
	return /\.config\.ts$/.test(path) || /\bvite[\w-]*\.ts$/.test(path);
}

/** SQL stays in server/storage: packages that speak it are imported nowhere else. */
export function findSqlOutsideStorage(files: readonly SourceFile[]): Breach[] {
	return files
		.filter(({ path }) => roomOf(path) !== 'tests' && !path.startsWith('server/storage/'))
		.flatMap(({ path, imports }) =>
			imports
				.filter(({ target }) => target.kind === 'package' && sqlPackages.has(target.name))
				.map((each) => `${path}:${each.line} imports ${nameOf(each)} – SQL only in server/storage`)
		);
}

/**
 * Circles of imports, each as one path `a → b → a`. Types vanish and lazy imports come later, so neither closes a circle;
 * a component that contains itself is recursion, not a circle.
 */
export function findCircles(files: readonly SourceFile[]): Breach[] {
	const graph = new Map(
		files.map(({ path, imports }) => [
			path,
			imports.flatMap(({ target, when }) => (target.kind === 'file' && when === 'load' ? [target.path] : []))
		])
	);
	const done = new Set<string>();
	const trail: string[] = [];
	const found = new Map<string, Breach>();

	function follow(path: string): void {
		const at = trail.indexOf(path);
		if (at >= 0) {
			const circle = trail.slice(at);
			if (circle.length > 1 || !path.endsWith('.svelte'))
				found.set([...circle].sort().join(' '), [...circle, path].join(' → '));
			return;
		}
		if (done.has(path)) return;
		trail.push(path);
		for (const next of graph.get(path) ?? []) follow(next);
		trail.pop();
		done.add(path);
	}
	for (const path of graph.keys()) follow(path);
	return [...found.values()];
}

function nameOf({ target }: Import): string {
	return target.kind === 'file' ? target.path : target.name;
}
