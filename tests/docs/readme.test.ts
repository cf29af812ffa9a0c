// The READMEs keep their word: every command they show is run somewhere, here or in the test that is named.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#server/config.ts';
import { openApi } from '../api/api-server.ts';
import { codeSpans, fencedBlocks, linesIn, tableRows } from './markdown.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readmes = ['README.md', 'docs/README.zh-CN.md'];
const english = read('README.md');
const commands = linesIn(english, 'sh').map(withoutSettings);

/** Where a command is shown to work. */
type Shown =
	| { readonly here: string }
	| { readonly file: string; readonly says: string }
	/** Not ours. */
	| { readonly tool: string };

/** Every command of the READMEs, settings before it left out. */
const known: Record<string, Shown> = {
	'npm start': test('tests/launcher/launcher.test.ts', 'a fresh clone is installed and built'),
	'npm start -- --demo': test(
		'server/demo/demo.test.ts',
		'lets two people in: one in Chinese, one in English'
	),
	'npm test': { file: '.ci/run', says: 'exec npm test' },
	'npm run -s extract -- tests/docs/example-minutes.md --table': {
		here: 'extract prints what the READMEs show'
	},
	'npm run -s admin -- --help': { here: 'admin does what the READMEs show, in their order' },
	'npm run -s admin -- check': { here: 'admin does what the READMEs show, in their order' },
	'npm run -s admin -- member --name Ana --sign-in ana': {
		here: 'admin does what the READMEs show, in their order'
	},
	'npm run -s admin -- sign-in-link ana': { here: 'admin does what the READMEs show, in their order' },
	'npm run -s admin -- import old-minutes': { here: 'admin does what the READMEs show, in their order' },
	'npm run -s admin -- token --member ana --name reports': {
		here: 'admin does what the READMEs show, in their order'
	},
	'npm run -s admin -- backup backups/monday.db': {
		here: 'admin does what the READMEs show, in their order'
	},
	'npm run -s admin -- restore backups/monday.db': {
		here: 'admin does what the READMEs show, in their order'
	},
	'curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:3000/api/v1/cards': {
		here: 'the request that the READMEs show is answered'
	},
	'git pull': { tool: 'git' },
	'npm run dev': test(
		'tests/launcher/launcher.test.ts',
		'--dev starts Vite with the rest of the arguments, without building'
	),
	'npm run check': step('check'),
	'npm run lint': step('lint'),
	'npm run format': step('format'),
	'npm run test:unit': step('unit'),
	'npm run test:e2e': step('e2e')
};

function test(file: string, title: string): Shown {
	return { file, says: `it('${title}'` };
}

function step(name: string): Shown {
	return { file: 'tests/run.mjs', says: `name: '${name}'` };
}

function read(path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

describe('the commands of the READMEs', () => {
	it('are known, and nothing else is', () => {
		expect([...new Set(commands)].sort()).toEqual(Object.keys(known).sort());
	});

	it('are run by tests and steps that exist', () => {
		const gone = Object.entries(known).filter(
			([, shown]) => 'file' in shown && !read(shown.file).includes(shown.says)
		);
		expect(gone).toEqual([]);
	});

	it('are run here where that is said', () => {
		const mine = read('tests/docs/readme.test.ts');
		const said = Object.values(known).flatMap((shown) => ('here' in shown ? [shown.here] : []));
		expect(said.filter((title) => !mine.includes(`it('${title}'`))).toEqual([]);
	});

	it('come with settings that the server takes', () => {
		const settings = linesIn(english, 'sh')
			.map(settingsOf)
			.filter((each) => Object.keys(each).length > 0);
		expect(settings).toHaveLength(3);
		for (const each of settings) expect(() => readConfig(each)).not.toThrow();
	});
});

describe('both READMEs', () => {
	it('show the same commands, files and output', () => {
		const [one, other] = readmes.map((path) => fencedBlocks(read(path)));
		expect(other).toEqual(one);
	});

	it('name the same settings and files', () => {
		const [one, other] = readmes.map((path) => tableRows(read(path)).map(([first]) => codeSpans(first!)));
		expect(other).toEqual(one);
	});
});

describe('the settings', () => {
	const rows = tableRows(english).filter(([name]) => /^`[A-Z_]+`$/.test(name!));
	const named = rows.map(([name]) => codeSpans(name!)[0]!);

	it('are those that the server reads', () => {
		const variables = [...read('server/config.ts').matchAll(/^\t([A-Z_]+): z$/gm)];
		const oneLine = [...read('server/config.ts').matchAll(/^\t([A-Z_]+): z\./gm)];
		expect([...named].sort()).toEqual([...variables, ...oneLine].map((match) => match[1]).sort());
	});

	it('have the defaults that are told', () => {
		const told = Object.fromEntries(rows.map(([name, value]) => [codeSpans(name!)[0], codeSpans(value!)[0]]));
		const { host, port, dataFolder, origin, trustProxy, logLevel } = readConfig({});
		expect(told).toEqual({
			HOST: host,
			PORT: String(port),
			DATA_DIR: dataFolder.slice(process.cwd().length + 1),
			ORIGIN: origin ?? undefined,
			TRUST_PROXY: trustProxy ? '1' : '0',
			LOG_LEVEL: logLevel
		});
	});
});

describe('the HTTP API', () => {
	let api: Awaited<ReturnType<typeof openApi>>;
	beforeAll(async () => void (api = await openApi()));
	afterAll(() => api.close());

	it('the request that the READMEs show is answered', async () => {
		const [command] = commands.filter((line) => line.startsWith('curl'));
		const path = new URL(command!.split(' ').at(-1)!).pathname;
		expect(await api.call({ path, token: await api.office.apiToken(api.office.people.ana) })).toMatchObject({
			status: 200,
			body: { cards: [] }
		});
		expect(await api.call({ path })).toMatchObject({ status: 401 });
	});
});

describe('on the terminal', () => {
	let home: string;
	beforeAll(() => void (home = mkdtempSync(join(tmpdir(), 'minuteboard-readme-'))));
	afterAll(() => rmSync(home, { recursive: true, force: true }));

	/** Runs a command of the README as somebody would who stands in `cwd`. Throws when it fails. */
	async function run(command: string, { cwd = home } = {}): Promise<string> {
		const [npm, ...words] = command.split(' ');
		const { stdout } = await promisify(execFile)(npm!, ['--prefix', root, ...words], {
			cwd,
			env: { ...process.env, DATA_DIR: join(home, 'data') }
		});
		return stdout;
	}

	it('extract prints what the READMEs show', async () => {
		const [command] = commands.filter((line) => line.includes('extract'));
		const [shown] = fencedBlocks(english).filter(({ language }) => language === 'text');
		expect((await run(command!, { cwd: root })).trimEnd().split('\n')).toEqual(shown!.lines);
	}, 60_000);

	it('admin does what the READMEs show, in their order', async () => {
		const shown = commands.filter((line) => line.includes(' admin ') && !/ (backup|restore) /.test(line));
		// A workspace to work on; the READMEs tell to set one up in the browser.
		await run('npm run -s admin -- demo');
		mkdirSync(join(home, 'old-minutes'));
		writeFileSync(join(home, 'old-minutes', '周会 2024-03-05.md'), '由市场部负责海报，3月10日前完成。');
		const said = new Map<string, string>();
		for (const command of shown) said.set(command.split(' ')[5]!, await run(command));
		expect(said.get('check')).toBe('All is well.\n');
		expect(said.get('member')).toMatch(/^\S{12,}\n$/);
		expect(said.get('sign-in-link')).toMatch(/^http:\/\/127\.0\.0\.1:3000\/enter\/\w+\n$/);
		expect(said.get('token')).toMatch(/^\w{20,}\n$/);
		expect(said.get('--help')).toContain('restore FILE');
		expect(said.get('import')).toContain('1 made, 0 there already, 0 not read');

		const [backup, restore] = commands.filter((line) => / (backup|restore) /.test(line));
		const file = join(home, backup!.split(' ').at(-1)!);
		mkdirSync(dirname(file));
		await run(backup!);
		expect([file, `${file}.key`].filter((path) => !existsSync(path))).toEqual([]);
		await run('npm run -s admin -- member --name Ben --sign-in ben');
		await run(restore!);
		await expect(run('npm run -s admin -- sign-in-link ben')).rejects.toThrow('Nobody signs in as ben');
		expect(await run('npm run -s admin -- sign-in-link ana')).toContain('/enter/');
	}, 120_000);
});

/** `HOST=0.0.0.0 npm start` → `npm start`. */
function withoutSettings(line: string): string {
	return line.replace(/^(?:[A-Z_]+=\S+ )+/, '');
}

function settingsOf(line: string): Record<string, string> {
	const settings = /^(?:[A-Z_]+=\S+ )+/.exec(line)?.[0].trim().split(' ') ?? [];
	return Object.fromEntries(settings.map((each) => each.split('=') as [string, string]));
}
