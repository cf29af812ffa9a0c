// Packages as package-lock.json names them, or nothing at all when they are there already.
import {
	accessSync,
	constants,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
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

/** Where npm writes down what it has installed. @param {string} root */
const recordPath = (root) => join(root, 'node_modules', '.package-lock.json');

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
	if (findMissing(root).length > 0) {
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
		const missing = findMissing(root);
		// On a full disk npm writes what fits, warns, and ends as if all were well; a package for this machine that could not
		// be fetched it leaves out without a word.
		const broken = code !== 0 || /TAR_ENTRY_ERROR/.test(output);
		// Without its record nobody takes this for a whole install.
		if (broken || missing.length > 0) rmSync(recordPath(root), { force: true });
		if (broken) throw explain(output, root);
		if (missing.length > 0)
			throw new LaunchError(text('incomplete', { names: missing.slice(0, 5).join(', ') }), tail(output));
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
	// npm at times ends with nothing but an excuse; then its log knows more.
	const known = output + readNpmLog(output);
	const cause = causes.find(([pattern]) => pattern.test(known))?.[1];
	const failed = text('failed', { what: 'npm ci' });
	return new LaunchError(cause ?? failed, `${failed}\n${tail(withoutUsage(output))}`);
}

/** The errors in the log that npm's output names, or nothing. @param {string} output */
function readNpmLog(output) {
	const path = /A complete log of this run can be found in: (.+)$/m.exec(output)?.[1];
	if (!path || !existsSync(path)) return '';
	const lines = readFileSync(path, 'utf8').split('\n');
	return lines.filter((line) => /error|failed/i.test(line)).join('\n');
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
 * The packages of the lock that belong on this machine and that node_modules, by npm's own record, does not hold. npm
 * writes that record at the very end, so after a broken-off install all of them are missing.
 * @param {string} root
 * @returns {string[]}
 */
function findMissing(root) {
	const wanted = readPackages(join(root, 'package-lock.json'));
	const present = readPackages(recordPath(root));
	if (Object.keys(wanted).length === 0) return ['package-lock.json'];
	return Object.entries(wanted)
		.filter(([path, entry]) => {
			const found = present[path];
			if (path === '') return false;
			if (found) return found.version !== entry.version || found.integrity !== entry.integrity;
			return !entry.optional || isForThisMachine(entry);
		})
		.map(([path]) => path.replace(/^.*node_modules\//, ''));
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string | string[], cpu?: string | string[], libc?: string | string[] }} LockEntry
 * @param {string} path
 * @returns {Record<string, LockEntry>} none when there is no such file, or half of one
 */
function readPackages(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
	} catch {
		return {};
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
