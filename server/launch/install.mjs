// Packages as package-lock.json names them, or nothing at all when they are there already.
import {
	accessSync,
	constants,
	existsSync,
	mkdirSync,
	readFileSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint, readStamp, removeStamp, writeStamp } from './fingerprint.mjs';
import { text } from './messages.mjs';
import { findPackagedNode, npmEnvironment, platform } from './node-runtime.mjs';
import { LaunchError, run, showProgress, tail } from './step.mjs';

/** @param {string} root */
const stampPath = (root) => join(root, 'node_modules', '.minuteboard-install.json');

/** @param {string} root */
const lockHash = (root) => fingerprint(root, ['package-lock.json']);

/**
 * The stamp of an install that fits the lock and this machine, or null.
 * @param {string} root
 * @returns {{ node: string | null } | null} `node`: the project's own Node below root, if it has one here
 */
export function findInstall(root) {
	const stamp = readStamp(stampPath(root));
	if (stamp?.lock !== lockHash(root) || stamp.platform !== platform) return null;
	return { node: typeof stamp.node === 'string' ? stamp.node : null };
}

/**
 * Installs by `npm ci`. An install somebody else made (`npm ci` or `npm install` by hand) is taken over if it holds
 * exactly what the lock names.
 * @param {string} root
 * @param {{ verbose: boolean, signal: AbortSignal, onPid: (pid: number) => void }} options
 * @returns {Promise<{ node: string | null }>}
 * @throws {LaunchError} with a sentence for the causes a person can remove
 */
export async function install(root, { verbose, signal, onPid }) {
	const hash = lockHash(root);
	if (!holdsWhatLockNames(root)) {
		requireWritable(root);
		removeStamp(stampPath(root));
		await npmCi(root, { verbose, signal, onPid });
	}
	const node = findPackagedNode(root);
	if (node) linkNodeCommand(root, node);
	writeStamp(stampPath(root), { lock: hash, platform, node });
	return { node };
}

/** @param {string} root @param {{ verbose: boolean, signal: AbortSignal, onPid: (pid: number) => void }} options */
async function npmCi(root, { verbose, signal, onPid }) {
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	const env = { ...npmEnvironment(root), NODE_OPTIONS: npmOptions() };
	const progress = showProgress(text('installing'));
	try {
		await requireNpm(npm, { cwd: root, env, signal });
		const args = [
			'ci',
			// No package needs its install script, and better-sqlite3 would compile what it already carries.
			'--ignore-scripts',
			// A machine set to production must still be able to build.
			'--include=dev',
			'--include=optional',
			'--prefer-offline',
			// Patient with a slow registry, but not for minutes with one that is not there.
			'--fetch-retries=4',
			'--fetch-retry-mintimeout=2000',
			'--fetch-retry-maxtimeout=20000',
			'--no-audit',
			'--no-fund'
		];
		const { code, output } = await run(npm, args, { cwd: root, env, verbose, signal, onPid });
		if (code !== 0) throw explain(output, root);
		progress.done(text('installed'));
	} finally {
		progress.end();
	}
}

function npmOptions() {
	const preload = new URL('./npm-preload.mjs', import.meta.url).href;
	return `${process.env.NODE_OPTIONS ?? ''} --import ${preload}`.trim();
}

/** @param {string} npm @param {{ cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} options */
async function requireNpm(npm, options) {
	const answer = await run(npm, ['--version'], options).catch((error) => {
		if (error?.code === 'ENOENT') return null;
		throw error;
	});
	const version = answer?.output.match(/^\d+\.\d+\.\d+\S*$/m)?.[0];
	if (!answer || answer.code !== 0 || !version) throw new LaunchError(text('npmMissing'), answer?.output);
	if (Number(version.split('.')[0]) < 10) throw new LaunchError(text('npmTooOld', { version }));
}

/**
 * npm's output, turned into one sentence where the cause is a known one.
 * @param {string} output @param {string} root
 */
function explain(output, root) {
	/** @type {[RegExp, string][]} */
	const causes = [
		[/\bENOSPC\b/, text('diskFull')],
		[/\b(EACCES|EPERM|EROFS)\b/, text('notWritable', { path: root })],
		[
			/\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ERR_SOCKET_TIMEOUT|E(HOST|NET)UNREACH|ENOTCACHED)\b/,
			text('registryUnreachable')
		],
		[/\b(E40\d|ETARGET|EINTEGRITY)\b/, text('registryRefused')],
		[/can only install packages when your package\.json and/, text('lockOutOfStep')]
	];
	const cause = causes.find(([pattern]) => pattern.test(output))?.[1];
	const failed = text('failed', { what: 'npm ci' });
	return new LaunchError(cause ?? failed, `${failed}\n${tail(withoutUsage(output))}`);
}

/** npm explains all its options after an error of use, and the error itself scrolls away. @param {string} output */
function withoutUsage(output) {
	return output.replace(
		/^npm error (Clean install a project|Usage:)[\s\S]*?(?=^npm error A complete log|(?![\s\S]))/m,
		''
	);
}

/** @param {string} root */
function requireWritable(root) {
	try {
		accessSync(root, constants.W_OK);
	} catch {
		throw new LaunchError(text('notWritable', { path: root }));
	}
}

/**
 * Puts the project's Node among its commands, so that `npm run …` and `npx …` find it. npm 11 does so itself; npm 10
 * takes it away again together with the packages for other platforms, which have a command of the same name.
 * @param {string} root @param {string} node below root
 */
function linkNodeCommand(root, node) {
	const windows = process.platform === 'win32';
	const command = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node');
	if (existsSync(command)) return;
	mkdirSync(dirname(command), { recursive: true });
	if (windows) writeFileSync(command, `@"%~dp0\\..\\..\\${node.replaceAll('/', '\\')}" %*\r\n`);
	else symlinkSync(join('..', '..', node), command);
}

/**
 * Whether node_modules holds, by npm's own record, every package of the lock that belongs on this machine. npm writes
 * that record at the very end, so a broken-off install has none.
 * @param {string} root
 */
function holdsWhatLockNames(root) {
	const wanted = readPackages(join(root, 'package-lock.json'));
	const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(([path, entry]) => {
		const found = present[path];
		if (path === '') return true;
		if (found) return found.version === entry.version && found.integrity === entry.integrity;
		return entry.optional === true && !isForThisMachine(entry);
	});
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string | string[], cpu?: string | string[], libc?: string | string[] }} LockEntry
 * @param {string} path
 * @returns {Record<string, LockEntry> | null}
 */
function readPackages(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
	} catch {
		return null;
	}
}

/** An optional package without conditions belongs to one that has them, and comes or stays away with it. @param {LockEntry} entry */
function isForThisMachine({ os, cpu, libc }) {
	if (!os && !cpu && !libc) return false;
	return allows(os, process.platform) && allows(cpu, process.arch) && (!libc || allows(libc, cLibrary()));
}

/** @param {string | string[] | undefined} condition @param {string} mine */
function allows(condition, mine) {
	const list = condition === undefined ? [] : [condition].flat();
	if (list.includes(`!${mine}`)) return false;
	return list.length === 0 || list.includes(mine) || list.every((each) => each.startsWith('!'));
}

function cLibrary() {
	const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
	return report.header?.glibcVersionRuntime ? 'glibc' : 'musl';
}
