// What `npm start` does, in order: prepare the folder, start the server, stay until it ends.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandOf, toolEnvironment } from './node-runtime.mjs';
import { prepare } from './prepare.mjs';
import { serverFlags } from './server-flags.mjs';
import { LaunchError } from './step.mjs';
import { endAs, onStopRequest, supervise } from './supervise.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * @param {string[]} args nothing: the server on the built pages; `--dev`: Vite; `--build`: only what has to be
 *   there before the server; `--run FILE …`: that script, on the project's Node, without building. `--verbose` (not with
 *   `--run`) shows what npm and Vite say. The rest goes through.
 * @returns {Promise<never>} ends the process with the child's exit code
 */
export async function launch(args) {
	const script = args[0] === '--run' ? args[1] : undefined;
	const dev = !script && args.includes('--dev');
	const verbose = !script && args.includes('--verbose');
	const own = ['--dev', '--build', '--verbose'];
	const rest = script ? args.slice(2) : args.filter((each) => !own.includes(each));
	try {
		const node = await prepareUntilStopped({ pages: !script && !dev, verbose });
		if (!script && args.includes('--build')) process.exit(0);
		const env = toolEnvironment(root, node);
		if (!script && !dev) env.NODE_ENV ??= 'production';
		endAs(
			await supervise(node, ['--import', tether, ...whatToRun({ script, dev, rest })], {
				cwd: script ? process.cwd() : root,
				env
			})
		);
	} catch (error) {
		if (!(error instanceof LaunchError)) throw error;
		process.stderr.write(`${error.output ? `${error.output}\n\n` : ''}${error.message}\n`);
		process.exit(1);
	}
}

const tether = new URL('./tether.mjs', import.meta.url).href;

/**
 * Vite refuses options it does not know; what is for our part of it goes behind `--`, where process.argv still has it.
 * @param {{ script: string | undefined, dev: boolean, rest: string[] }} wanted
 */
function whatToRun({ script, dev, rest }) {
	if (script) return [resolve(script), ...rest];
	if (!dev) return [...serverFlags, join(root, 'server', 'main.ts'), ...rest];
	const forVite = rest.filter((each) => each !== '--demo');
	return [
		commandOf(root, 'vite'),
		'dev',
		...forVite,
		...(rest.length > forVite.length ? ['--', '--demo'] : [])
	];
}

/** @param {{ pages: boolean, verbose: boolean }} options */
async function prepareUntilStopped(options) {
	const stopping = new AbortController();
	/** @type {NodeJS.Signals | undefined} */
	let by;
	const stopListening = onStopRequest((signal) => {
		by = signal;
		stopping.abort();
	});
	try {
		return await prepare(root, { ...options, signal: stopping.signal });
	} catch (error) {
		if (by) endAs({ signal: by });
		throw error;
	} finally {
		stopListening();
	}
}
