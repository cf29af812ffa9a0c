// What may not be written in a file, whatever it imports. Plain functions over path and text.
import { posix } from 'node:path';
import ts from 'typescript';
import { isScript, visitScripts, type Finding } from './source-files.ts';

/** Names that say nothing of what is inside. A last word counts too: `board-manager`, `DateUtils`. */
const unnamed = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'service']);

/** Files and folders that have not been given a name yet. */
export function findUnnamed(paths: readonly string[]): string[] {
	return paths.filter((path) =>
		path.split('/').some((part) => {
			const stem = part.replace(/(?<=.)\..*$/, '');
			const words = stem
				.replace(/([a-z0-9])([A-Z])/g, '$1-$2')
				.toLowerCase()
				.split(/[-_+]/);
			return unnamed.has(words.at(-1) ?? '');
		})
	);
}

// Put together from parts, or this file would be the first to be found.
const machineFolders = ['work', 'root', posix.join('tmp', 'bash')];
const machinePath = new RegExp(`(?<![\\w.~*-])/(?:${machineFolders.join('|')})(?:/|_)`);
const registryHost = new RegExp(
	['npmjs\\.org', 'npmmirror\\.com', 'yarnpkg\\.com', 'npm\\.taobao\\.org']
		.map((host) => `registry\\.${host}`)
		.join('|')
);

/** Paths of one machine and addresses of package registries: true on one desk only. */
export function findForeignPlaces(path: string, text: string): Finding[] {
	return text.split('\n').flatMap((line, index) => {
		const what = machinePath.exec(line)?.[0] ?? registryHost.exec(line)?.[0];
		return what ? [{ path, line: index + 1, what }] : [];
	});
}

/** Clock and chance, which come into the domain as arguments: `new Date()`, `Date.now()`, `Math.random()` and their like. */
export function findClockAndChance(path: string, text: string): Finding[] {
	const found: Finding[] = [];
	visitScripts(path, text, (node, line) => {
		const what = clockOrChance(node);
		if (what) found.push({ path, line, what });
	});
	return found;
}

function clockOrChance(node: ts.Node): string | null {
	if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && !node.arguments?.length)
		return 'new Date()';
	if (!ts.isCallExpression(node)) return null;
	if (isNamed(node.expression, 'Date')) return 'Date()';
	if (!ts.isPropertyAccessExpression(node.expression)) return null;
	const called = node.expression.getText();
	return /^(globalThis\.)?(Date\.now|Math\.random|performance\.now|crypto\.(randomUUID|getRandomValues)|Temporal\.Now\.\w+)$/.test(
		called
	)
		? `${called}()`
		: null;
}

function isNamed(node: ts.Node, name: string): boolean {
	return ts.isIdentifier(node) && node.text === name;
}

const testers = new Set(['it', 'test', 'describe', 'suite']);
const exceptions = new Set(['only', 'skip', 'todo', 'fixme', 'fails', 'skipIf', 'runIf']);

/** Tests that are left out, or that leave the others out: `it.only`, `describe.skip`, `test.todo`, `xit` and their like. */
export function findUnfairTests(path: string, text: string): Finding[] {
	if (!isScript(path)) return [];
	const found: Finding[] = [];
	visitScripts(path, text, (node, line) => {
		if (ts.isPropertyAccessExpression(node) && exceptions.has(node.name.text) && isTester(node.expression))
			found.push({ path, line, what: node.getText() });
		if (
			ts.isCallExpression(node) &&
			ts.isIdentifier(node.expression) &&
			/^[xf](it|test|describe)$/.test(node.expression.text)
		)
			found.push({ path, line, what: node.expression.text });
	});
	return found;
}

/** `it`, and chains on it such as `test.describe` or `it.each(…)`. */
function isTester(node: ts.Expression): boolean {
	if (ts.isIdentifier(node)) return testers.has(node.text);
	if (ts.isPropertyAccessExpression(node)) return isTester(node.expression);
	return ts.isCallExpression(node) && isTester(node.expression);
}
