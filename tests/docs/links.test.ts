// What the documents name is there.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listProjectFiles } from '../architecture/source-files.ts';
import { codeSpans, linesIn, linkTargets } from './markdown.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const paths = listProjectFiles(root);
const documents = paths.filter((path) => path.endsWith('.md'));
/** These speak of the project as it is; a decision speaks of the day it was made. */
const ofToday = ['ARCHITECTURE.md', 'README.md', 'docs/README.zh-CN.md'];
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

function read(path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

describe('links', () => {
	it.each(documents)('in %s lead to files of the project', (document) => {
		expect(linkTargets(read(document)).filter((target) => !leadsSomewhere(document, target))).toEqual([]);
	});

	it('that lead nowhere, or out of the project, are found', () => {
		expect(leadsSomewhere('docs/README.zh-CN.md', '../README.md')).toBe(true);
		expect(leadsSomewhere('docs/README.zh-CN.md', 'README.md')).toBe(false);
		expect(leadsSomewhere('README.md', '../README.md')).toBe(false);
		expect(linkTargets('[a](b.md) ![p](c.png) `[x](y)`\n```\n[z](w)\n```')).toEqual(['b.md', 'c.png']);
	});
});

describe('files named', () => {
	it.each(ofToday)('in %s are there', (document) => {
		expect(codeSpans(read(document)).filter((span) => isPath(span) && !isThere(span))).toEqual([]);
	});

	it('and gone are found', () => {
		const named = ['server/app.ts', 'server/', 'app.ts', 'server/gone.ts', 'gone.svelte', 'a + b', 'yjs'];
		expect(named.filter(isPath)).toEqual(named.slice(0, 5));
		expect(named.filter((span) => isPath(span) && !isThere(span))).toEqual(['server/gone.ts', 'gone.svelte']);
	});
});

describe('npm scripts', () => {
	it.each(documents)('named in %s exist', (document) => {
		const named = [...codeSpans(read(document)), ...linesIn(read(document), 'sh')].flatMap(scriptOf);
		expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
	});

	it('are read from commands', () => {
		expect(['npm run -s admin -- check', 'npm test', 'npm run gone', 'npm ci'].flatMap(scriptOf)).toEqual([
			'admin',
			'test',
			'gone'
		]);
	});
});

function leadsSomewhere(document: string, target: string): boolean {
	if (/^(https?:|mailto:|#)/.test(target)) return true;
	const path = posix.join(posix.dirname(document), target.replace(/#.*$/, ''));
	return !path.startsWith('..') && existsSync(join(root, path));
}

/** A code span that names a file or folder of the project. */
function isPath(span: string): boolean {
	return (
		/^(src|server|tests|docs|static|bench|\.ci)\/\S*$/.test(span) || /^[\w.+-]+\.(ts|svelte|mjs)$/.test(span)
	);
}

/** A path from the root, or the name alone of a file that is somewhere. */
function isThere(span: string): boolean {
	return span.includes('/') ? existsSync(join(root, span)) : paths.some((path) => basename(path) === span);
}

/** The package.json script that a command runs, if it runs one. */
function scriptOf(command: string): string[] {
	const named = /(?:^|\s)npm (?:run (?:-s )?([\w:-]+)|(test|start)\b)/.exec(command);
	return named ? [(named[1] ?? named[2])!] : [];
}
