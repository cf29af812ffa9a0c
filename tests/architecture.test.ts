// The rules that no single file can keep by itself. Each is shown on the project as it is, and on a made-up breach, so
// that a rule which has stopped looking is noticed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findCircles, findForbiddenImports, findSqlOutsideStorage } from './architecture/import-rules.ts';
import { findAddresses, findGaps, findNotOnce, findUnwanted, type Lock } from './architecture/lock-rules.ts';
import {
	findRawHtml,
	listProjectFiles,
	readSourceFile,
	readSourceFiles,
	type Finding,
	type Import,
	type SourceFile,
	type Target
} from './architecture/source-files.ts';
import {
	findClockAndChance,
	findForeignPlaces,
	findUnfairTests,
	findUnnamed
} from './architecture/text-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const paths = listProjectFiles(root);
const files = readSourceFiles(root, paths);
const manifest = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
const lock = JSON.parse(read('package-lock.json')) as Lock;
const dependencies = new Set(Object.keys(manifest.dependencies));

function read(path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

/** Runs a rule over the text of every file that `wanted` picks, and gives its findings as lines one can click. */
function inTexts(
	wanted: (path: string) => boolean,
	rule: (path: string, text: string) => Finding[]
): string[] {
	return paths.filter(wanted).flatMap((path) => {
		const text = read(path);
		return text.includes('\0')
			? []
			: rule(path, text).map((each) => `${each.path}:${each.line} ${each.what}`);
	});
}

const file = (path: string, ...imports: Import[]): SourceFile => ({ path, imports });
const to = (target: Target, when: Import['when'] = 'load'): Import => ({ target, when, line: 1 });
const toFile = (path: string, when?: Import['when']) => to({ kind: 'file', path }, when);
const toPackage = (name: string, when?: Import['when']) => to({ kind: 'package', name }, when);
const toNode = (name: string, when?: Import['when']) => to({ kind: 'node', name }, when);

describe('who may import whom', () => {
	it('holds in every file', () => {
		expect(findForbiddenImports(files, { dependencies })).toEqual([]);
	});

	it.each([
		['src/domain/day.ts', toNode('fs'), 'src/domain may import'],
		['src/domain/day.ts', toFile('src/sync/protocol.ts', 'type'), 'src/domain may import'],
		['src/domain/day.ts', toPackage('yjs'), 'src/domain may import'],
		['src/domain/day.ts', to({ kind: 'made-up', name: '$app/state' }), 'src/domain may import'],
		['src/sync/protocol.ts', toPackage('svelte'), 'src/sync may import'],
		['src/sync/protocol.ts', toNode('buffer'), 'src/sync may import'],
		['src/sync/protocol.ts', toFile('src/lib/format.ts'), 'src/sync may import'],
		['src/lib/board/Board.svelte', toFile('server/app.ts'), 'src/lib and src/routes may import'],
		['src/lib/board/Board.svelte', toFile('server/app.ts', 'lazy'), 'src/lib and src/routes may import'],
		[
			'src/lib/board/Board.svelte',
			toFile('src/routes/board/Row.svelte'),
			'src/lib and src/routes may import'
		],
		['src/routes/board/+page.ts', toNode('fs'), 'src/lib and src/routes may import'],
		['src/routes/board/+page.server.ts', toPackage('ws'), 'src/lib and src/routes may import'],
		['server/board/boards.ts', toFile('src/lib/format.ts'), 'server may import'],
		['server/board/boards.ts', toFile('src/hooks.server.ts', 'type'), 'server may import'],
		['server/board/boards.ts', toPackage('svelte'), 'server may import'],
		['server/start.mjs', toPackage('ws'), 'the launcher runs before'],
		['server/launch/build.mjs', toFile('server/app.ts'), 'the launcher runs before'],
		['server/app.ts', toFile('tests/support/cast.ts', 'type'), 'nothing imports tests'],
		['src/domain/day.ts', toFile('src/domain/day.test.ts'), 'nothing imports tests']
	])('%s importing %o breaks a row, which is named', (path, found, row) => {
		const breaches = findForbiddenImports([file(path, found)], { dependencies: new Set(['ws']) });
		expect(breaches).toEqual([expect.stringContaining(`${path}:1 imports`)]);
		expect(breaches[0]).toContain(row);
	});

	it.each([
		['src/domain/day.ts', toFile('src/domain/calendar/working-days.ts')],
		['src/domain/day.ts', toPackage('chinese-days')],
		['src/domain/day.test.ts', toPackage('vitest')],
		['src/sync/minutes-doc.ts', toPackage('yjs')],
		['src/lib/board/Board.svelte', toFile('server/app.ts', 'type')],
		['src/routes/board/+page.server.ts', toNode('crypto')],
		['src/routes/board/+page.svelte', toFile('src/lib/board/Board.svelte')],
		['server/sync/upgrade.ts', toPackage('ws')],
		['server/sync/upgrade.ts', toFile('src/sync/protocol.ts')],
		['server/launch/build.mjs', toNode('fs')],
		['tests/sync/chaos.test.ts', toFile('server/sync/room.ts')]
	])('%s importing %o is in order', (path, found) => {
		expect(findForbiddenImports([file(path, found)], { dependencies: new Set(['ws']) })).toEqual([]);
	});

	it('only server/main.ts loads the built handler', () => {
		const loading = paths.filter((path) => /^(server|src)\//.test(path) && /build\/handler/.test(read(path)));
		expect(loading).toEqual(['server/main.ts']);
	});
});

describe('imports run in no circle', () => {
	it('in any file', () => {
		expect(findCircles(files)).toEqual([]);
	});

	it('a circle of three is found once, as a path', () => {
		const circle = [
			file('a.ts', toFile('b.ts')),
			file('b.ts', toFile('c.ts')),
			file('c.ts', toFile('a.ts')),
			file('d.ts', toFile('a.ts'))
		];
		expect(findCircles(circle)).toEqual(['a.ts → b.ts → c.ts → a.ts']);
	});

	it('neither types nor lazy imports close one, nor a component that contains itself', () => {
		const open = [
			file('a.ts', toFile('b.ts')),
			file('b.ts', toFile('a.ts', 'type'), toFile('a.ts', 'lazy')),
			file('Tree.svelte', toFile('Tree.svelte'))
		];
		expect(findCircles(open)).toEqual([]);
	});
});

describe('SQL stays in server/storage', () => {
	it('in every file', () => {
		expect(findSqlOutsideStorage(files)).toEqual([]);
	});

	it('an import elsewhere is caught, also of types', () => {
		const elsewhere = [
			file('server/board/boards.ts', toPackage('drizzle-orm', 'type')),
			file('server/storage/card-store.ts', toPackage('drizzle-orm')),
			file('tests/storage/anomalies.test.ts', toPackage('better-sqlite3'))
		];
		expect(findSqlOutsideStorage(elsewhere)).toEqual([
			'server/board/boards.ts:1 imports drizzle-orm – SQL only in server/storage'
		]);
	});
});

describe('every file has a name of its own', () => {
	it('none is called utils, helpers, manager or service', () => {
		expect(findUnnamed(paths)).toEqual([]);
	});

	it('such names are caught as a file, a folder and a last word', () => {
		const unnamed = [
			'src/lib/utils.ts',
			'server/helpers/a.ts',
			'server/board-manager.ts',
			'src/lib/DateUtils.svelte'
		];
		expect(findUnnamed([...unnamed, 'src/service-worker.ts', 'src/domain/day.ts'])).toEqual(unnamed);
	});
});

describe('nothing is true on one machine only', () => {
	it('no file names a folder of one machine or a package registry', () => {
		expect(inTexts(() => true, findForeignPlaces)).toEqual([]);
	});

	it('such places are caught', () => {
		const folder = `cd ${['', 'work', 'main'].join('/')}`;
		const host = ['https://registry', 'npmjs', 'org/yjs'].join('.');
		expect(findForeignPlaces('a.md', `fine\n${folder}\n${host}`)).toEqual([
			{ path: 'a.md', line: 2, what: expect.any(String) },
			{ path: 'a.md', line: 3, what: expect.any(String) }
		]);
		const own = [['src', 'work', 'main'].join('/'), ['https://example.org', 'work', ''].join('/')];
		expect(findForeignPlaces('a.md', own.join(', '))).toEqual([]);
	});
});

describe('the domain has neither clock nor dice', () => {
	it('in any of its files', () => {
		const isRule = (path: string) => /^src\/domain\/.*\.ts$/.test(path) && !path.endsWith('.test.ts');
		expect(inTexts(isRule, findClockAndChance)).toEqual([]);
	});

	it.each([
		'new Date()',
		'new Date',
		'Date()',
		'Date.now()',
		'Math.random()',
		'crypto.randomUUID()',
		'performance.now()'
	])('%s is caught', (expression) => {
		expect(findClockAndChance('a.ts', `\nconst now = ${expression};`)).toEqual([
			{ path: 'a.ts', line: 2, what: expect.any(String) }
		]);
	});

	it('a date from its parts is none, nor a word in a comment', () => {
		expect(
			findClockAndChance('a.ts', 'new Date(2026, 0, 1); Date.UTC(2026, 0); // never Date.now()')
		).toEqual([]);
	});
});

describe('no text becomes HTML unseen', () => {
	it('no component uses {@html}', () => {
		expect(inTexts((path) => path.endsWith('.svelte'), findRawHtml)).toEqual([]);
	});

	it('{@html} is caught inside a block, and not in a comment', () => {
		const component = '<!-- {@html a} -->\n{#if a}\n<p>{@html a}</p>\n{/if}';
		expect(findRawHtml('A.svelte', component)).toEqual([{ path: 'A.svelte', line: 3, what: '{@html}' }]);
	});
});

describe('every test counts', () => {
	it('none is left out, none leaves the others out', () => {
		expect(inTexts((path) => /\.(test|spec)\.ts$/.test(path), findUnfairTests)).toEqual([]);
	});

	it.each([
		['it', 'only'],
		['describe', 'skip'],
		['test', 'todo'],
		['test', 'fixme'],
		['test.describe', 'only'],
		['it', 'skipIf']
	])('%s.%s is caught', (tester, exception) => {
		expect(findUnfairTests('a.test.ts', `${tester}.${exception}('a', () => {})`)).toHaveLength(1);
	});

	it('a method of the same name on something else is not', () => {
		expect(
			findUnfairTests('a.test.ts', "reader.skip(2); it('a', () => {}); it.each([1])('b', () => {})")
		).toEqual([]);
	});
});

describe('the lock', () => {
	it('has one Yjs and one of each of its kin', () => {
		expect(findNotOnce(lock)).toEqual([]);
		expect(findUnwanted(lock)).toEqual([]);
	});

	it('names no registry, and npm is told not to write one', () => {
		expect(findAddresses(lock)).toEqual([]);
		expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m);
	});

	it('has every package that another names, so that npm ci takes it', () => {
		expect(findGaps(lock)).toEqual([]);
	});

	it('a second copy, an unwanted package, an address and a gap are caught', () => {
		const broken: Lock = {
			packages: {
				'': { dependencies: { yjs: '13.6.33' } },
				'node_modules/yjs': { version: '13.6.33', dependencies: { lib0: '0.2.120' } },
				'node_modules/old': {
					optionalDependencies: { 'old-linux': '1.0.0' },
					dependencies: { yjs: '13.5.0' }
				},
				'node_modules/old/node_modules/yjs': { version: '13.5.0', resolved: 'https://example.org/yjs.tgz' },
				'node_modules/y-prosemirror': {}
			}
		};
		expect(findNotOnce(broken, ['yjs', 'lib0'])).toEqual([
			'yjs: node_modules/yjs, node_modules/old/node_modules/yjs',
			'lib0: absent'
		]);
		expect(findUnwanted(broken)).toEqual(['node_modules/y-prosemirror']);
		expect(findAddresses(broken)).toEqual(['node_modules/old/node_modules/yjs: https://example.org/yjs.tgz']);
		expect(findGaps(broken)).toEqual(['node_modules/yjs needs lib0', 'node_modules/old needs old-linux']);
	});
});

describe('imports are read', () => {
	const resolver = {
		exists: (path: string) => ['src/lib/a.ts', 'server/app.ts', 'src/lib/B.svelte'].includes(path),
		aliases: { '#server/*': './server/*' }
	};
	const read = (path: string, text: string) => readSourceFile(path, text, resolver).imports;

	it('from a script, with what runs told from what is only a type', () => {
		const script = [
			"import type { App } from '#server/app.ts';",
			"import { type App } from '#server/app.ts';",
			"export * from './a';",
			"const later = import('node:fs');",
			"type Y = import('yjs').Doc;",
			"// import '#server/app.ts'",
			'const words = "import \'./a\'";'
		].join('\n');
		expect(read('src/lib/x.ts', script)).toEqual([
			{ target: { kind: 'file', path: 'server/app.ts' }, when: 'type', line: 1 },
			{ target: { kind: 'file', path: 'server/app.ts' }, when: 'load', line: 2 },
			{ target: { kind: 'file', path: 'src/lib/a.ts' }, when: 'load', line: 3 },
			{ target: { kind: 'node', name: 'fs' }, when: 'lazy', line: 4 },
			{ target: { kind: 'package', name: 'yjs' }, when: 'type', line: 5 }
		]);
	});

	it('from both scripts of a component and from its markup, with the right lines', () => {
		const component = [
			'<script module lang="ts">',
			"	import { page } from '$app/state';",
			'</script>',
			'<script lang="ts">',
			"	import type { PageData } from './$types';",
			"	import B from '$lib/B.svelte';",
			'	let { data }: { data: PageData } = $props();',
			'</script>',
			'<p>import nothing from "here"</p>',
			"{#await import('@scope/heavy/part') then part}{part}{/await}"
		].join('\n');
		expect(read('src/routes/+page.svelte', component)).toEqual([
			{ target: { kind: 'made-up', name: '$app/state' }, when: 'load', line: 2 },
			{ target: { kind: 'made-up', name: './$types' }, when: 'type', line: 5 },
			{ target: { kind: 'file', path: 'src/lib/B.svelte' }, when: 'load', line: 6 },
			{ target: { kind: 'package', name: '@scope/heavy' }, when: 'lazy', line: 10 }
		]);
	});
});
