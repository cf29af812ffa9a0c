// `npm test`: everything that must be true of the project, from a fresh clone on any Node from 20 on.
// `npm test -- unit e2e` runs only these; `npm test -- e2e board.spec.ts` hands the rest to the one step named.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandOf, toolEnvironment } from '../server/launch/node-runtime.mjs';
import { prepare } from '../server/launch/prepare.mjs';
import { LaunchError, run, tail } from '../server/launch/step.mjs';
import { endAs, onStopRequest } from '../server/launch/supervise.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @typedef {{ node: string, signal: AbortSignal, rest: string[] }} Context
 * @typedef {{ name: string, heading: string, work: (context: Context) => Promise<void> }} Step
 */

/** In the order of how soon they say something; steps in one row run side by side. @type {Step[][]} */
const rows = [
	[
		{
			name: 'dependencies',
			heading: 'Licences and versions of the packages',
			work: (context) => tool(context, join(root, 'tests', 'dependencies', 'check.ts'))
		},
		{
			name: 'format',
			heading: 'Format',
			work: (context) => tool(context, commandOf(root, 'prettier'), ['--check', '--log-level=warn', '.'])
		}
	],
	[
		{ name: 'lint', heading: 'Lint', work: (context) => tool(context, commandOf(root, 'eslint'), ['.']) },
		{
			name: 'check',
			heading: 'Types',
			work: (context) =>
				tool(context, commandOf(root, 'svelte-check'), [
					'--tsconfig',
					'./tsconfig.json',
					'--fail-on-warnings'
				])
		}
	],
	[
		{
			name: 'unit',
			heading: 'Rules, contracts and parts together',
			work: (context) => tool(context, commandOf(root, 'vitest'), ['run'], { live: true })
		}
	],
	[
		{
			name: 'build',
			heading: 'Build',
			work: ({ signal }) => prepare(root, { pages: true, signal }).then(() => {})
		}
	],
	[{ name: 'e2e', heading: 'In the browser', work: browserTests }]
];

/** Only when named: they take as long as one lets them. @type {Step[]} */
const onDemand = [
	{
		name: 'fuzz',
		heading: 'Malformed frames, a million of them',
		work: (context) =>
			tool(context, commandOf(root, 'vitest'), ['run', 'fuzz'], {
				live: true,
				env: { FUZZ_FRAMES: process.env.FUZZ_FRAMES ?? '1000000' }
			})
	},
	{
		name: 'faults',
		heading: 'Killed, stopped, starved and lied to',
		work: async (context) => {
			await prepare(root, { pages: true, signal: context.signal });
			await tool(context, join(root, 'tests', 'faults', 'index.ts'), [], { live: true });
		}
	}
];

/**
 * Runs a tool on the project's Node from the root.
 * @param {Context} context
 * @param {string} script
 * @param {string[]} [args]
 * @param {{ live?: boolean, env?: Record<string, string> }} [options] `live`: its output as it comes, not only on failure
 * @throws {LaunchError} when it ends with anything but 0
 */
async function tool({ node, signal, rest }, script, args = [], { live = false, env = {} } = {}) {
	const { code, output } = await run(node, [script, ...args, ...rest], {
		cwd: root,
		env: { ...toolEnvironment(root, node), ...env },
		verbose: live,
		signal
	});
	if (code !== 0) throw new LaunchError('', tail(output, 300));
}

/** @param {Context} context */
async function browserTests(context) {
	await prepare(root, { pages: true, signal: context.signal });
	const { provideChromium } = await import('./browser.mjs');
	const CHROMIUM_PATH = await provideChromium(root, context);
	await tool(
		context,
		commandOf(root, '@playwright/test', 'playwright'),
		['test', '--config', 'tests/e2e/playwright.config.ts'],
		{ live: true, env: { CHROMIUM_PATH } }
	);
}

/** @param {string[]} args @returns {{ chosen: Step[][], rest: string[] }} */
function choose(args) {
	const all = [...rows.flat(), ...onDemand];
	const named = all.filter((step) => args.includes(step.name));
	const rest = args.filter((each) => !all.some((step) => step.name === each));
	if (rest.length > 0 && named.length !== 1)
		throw new LaunchError(
			`Not a step: ${rest.join(' ')}. The steps are ${all.map((step) => step.name).join(', ')}; further words go to a single one.`
		);
	if (named.length === 0) return { chosen: rows, rest };
	return { chosen: [...rows, onDemand].map((row) => row.filter((step) => named.includes(step))), rest };
}

/** @type {{ step: Step, seconds: number, passed: boolean }[]} */
const results = [];

/** @param {Step} step @param {Context} context */
async function perform(step, context) {
	const started = performance.now();
	process.stdout.write(`\n── ${step.heading} (${step.name})\n`);
	let passed = false;
	try {
		await step.work(context);
		passed = true;
	} catch (error) {
		if (!(error instanceof LaunchError)) throw error;
		process.stdout.write(`${[error.output, error.message].filter(Boolean).join('\n')}\n`);
	}
	const seconds = (performance.now() - started) / 1000;
	results.push({ step, seconds, passed });
	process.stdout.write(`${passed ? '✓' : '✗'} ${step.name}, ${seconds.toFixed(1)} s\n`);
}

function summarise() {
	process.stdout.write('\n');
	for (const { step, seconds, passed } of results)
		process.stdout.write(
			`${passed ? '✓' : '✗'} ${step.name.padEnd(14)}${seconds.toFixed(1).padStart(7)} s\n`
		);
	process.stdout.write(`  ${'in all'.padEnd(14)}${(performance.now() / 1000).toFixed(1).padStart(7)} s\n`);
}

const stopping = new AbortController();
onStopRequest((signal) => {
	stopping.abort();
	// What runs gets a moment to end by itself; then this process goes as it was asked to.
	setTimeout(() => endAs({ signal }), 3000);
});

try {
	const { chosen, rest } = choose(process.argv.slice(2));
	const { signal } = stopping;
	const node = await prepare(root, { pages: false, signal });
	// Types, linting and Vitest all read what this writes.
	await tool({ node, signal, rest: [] }, commandOf(root, '@sveltejs/kit', 'svelte-kit'), ['sync']);
	for (const row of chosen) {
		await Promise.all(row.map((step) => perform(step, { node, signal, rest })));
		if (results.some((each) => !each.passed)) break;
	}
	summarise();
	process.exit(results.every((each) => each.passed) ? 0 : 1);
} catch (error) {
	if (stopping.signal.aborted) process.exit(130);
	if (!(error instanceof LaunchError)) throw error;
	process.stderr.write(`${[error.output, error.message].filter(Boolean).join('\n\n')}\n`);
	process.exit(1);
}
