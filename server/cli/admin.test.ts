import { spawn } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInstallation, type Installation } from '#server/installation.ts';
import { admin } from './admin-commands.ts';
import { caller } from '#support/office.ts';

/** The program itself, where another process must be meant. */
const script = fileURLToPath(new URL('admin.ts', import.meta.url));
let home: string;
let folder: string;
let running: Installation | null = null;

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'minuteboard-admin-'));
	folder = join(home, 'data');
});
afterEach(async () => {
	await stop();
	rmSync(home, { recursive: true, force: true });
});

describe('the admin command', () => {
	it('says how it is used', async () => {
		expect(await run('--help')).toMatchObject({
			code: 0,
			out: expect.stringContaining('sign-in-link SIGN-IN-NAME')
		});
		for (const args of [
			[],
			['sing'],
			['token'],
			['token', '--member', 'ana'],
			['backup'],
			['check', 'twice'],
			['demo', '--fast']
		]) {
			const { code, out, err } = await run(...args);
			expect({ code, out }).toEqual({ code: 2, out: '' });
			expect(err).toContain('npm run -s admin');
		}
	});

	it('makes no installation where there is none', async () => {
		for (const args of [['check'], ['sign-in-link', 'ana'], ['backup', join(home, 'copy')]]) {
			expect(await run(...args)).toMatchObject({ code: 1, err: expect.stringContaining('no Minuteboard') });
		}
		expect(existsSync(folder)).toBe(false);
	});

	it('prints the workspace’s own words as npm run extract takes them', async () => {
		await start();
		expect(await run('words')).toMatchObject({
			code: 0,
			out: expect.stringContaining('{"heads":[],"cues":[]}')
		});
	});

	it('needs a workspace for people', async () => {
		await start();
		expect(await run('sign-in-link', 'ana')).toMatchObject({
			code: 1,
			err: expect.stringContaining('no workspace')
		});
	});
});

describe('beside a running server', () => {
	beforeEach(async () => {
		await start();
		await setUp();
	});

	it('makes a token that works at once', async () => {
		const { code, out } = await run('token', '--member', ' ANA ', '--name', 'nightly export');
		expect(code).toBe(0);
		const identity = await running!.app.identify.bearer(`Bearer ${out.trim()}`);
		expect(identity?.member.name).toBe('Ana');
	});

	it('withdraws a token, and the running server lets nobody in by it', async () => {
		const { out } = await run('token', '--member', 'ana', '--name', 'nightly export');
		const before = running!.app.storage.withdrawals();
		const withdrawal = ['token', '--member', 'ana', '--name', 'nightly export', '--withdraw'];
		expect(await run(...withdrawal)).toMatchObject({ code: 0, out: 'Withdrawn: nightly export.\n' });
		expect(await running!.app.identify.bearer(`Bearer ${out.trim()}`)).toBeNull();
		expect(running!.app.storage.withdrawals()).not.toBe(before);
		expect(await run(...withdrawal)).toMatchObject({ code: 1 });
	});

	it('makes no token for strangers', async () => {
		expect(await run('token', '--member', 'nobody', '--name', 'x')).toMatchObject({ code: 1, out: '' });
	});

	it('makes a member, with a password of its own or a given one', async () => {
		const made = await run('member', '--name', '王芳', '--sign-in', 'wangfang', '--department', 'mkt');
		expect(made).toMatchObject({ code: 0, err: '王芳 can sign in now.\n' });
		const { member } = await signIn('wangfang', made.out.trim());
		expect(member).toMatchObject({ name: '王芳', role: 'member' });
		expect(member.departmentIds).toHaveLength(1);

		const args = [
			'member',
			'--name',
			'Ben',
			'--sign-in',
			'ben',
			'--role',
			'administrator',
			'--password-stdin'
		];
		expect(await run(...args, { input: 'over the hedge\n' })).toMatchObject({ code: 0, out: '' });
		expect((await signIn('ben', 'over the hedge')).member.role).toBe('administrator');
	});

	it('makes no member twice, with a bad password, or in a department that is not there', async () => {
		const ben = ['member', '--name', 'Ben', '--sign-in'];
		expect(await run(...ben, 'ana')).toMatchObject({ code: 1, err: expect.stringContaining('already') });
		expect(await run(...ben, 'ben', '--password-stdin', { input: 'short' })).toMatchObject({ code: 1 });
		expect(await run(...ben, 'ben', '--department', 'XYZ')).toMatchObject({
			code: 1,
			err: expect.stringContaining('MKT')
		});
		expect(await run(...ben, 'ben', '--role', 'king')).toMatchObject({ code: 2 });
		expect(await running!.app.storage.read.people.memberBySignInName('ben')).toBeNull();
	});

	it('prints a link that lets somebody in', async () => {
		const { code, out } = await run('sign-in-link', 'ana', { env: { ORIGIN: 'https://board.example' } });
		expect(code).toBe(0);
		const secret = /^https:\/\/board\.example\/enter\/(\w+)\n$/.exec(out)![1]!;
		expect((await running!.app.entrance.useSignInLink(secret, caller)).member.name).toBe('Ana');
	});

	it('makes past meetings of a folder of old minutes, once', async () => {
		const old = join(home, '旧 纪要', '2024');
		mkdirSync(old, { recursive: true });
		const day = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
		writeFileSync(join(old, '周会 2024-03-05.md'), '由市场部负责短视频内容制作，3月10日前完成初稿。');
		writeFileSync(join(old, `周会 ${day}.md`), '由市场部负责展会物料，两周内完成。');
		// 「预算会」, as old Windows wrote it.
		writeFileSync(
			join(old, '预算 20240306.txt'),
			Buffer.from('d4a4cbe3bbe1a3bad3c9cad0b3a1b2bfb8bad4f0b1a8bcdba1a3', 'hex')
		);
		writeFileSync(join(old, '没有日期.md'), '由市场部负责海报。');
		writeFileSync(join(old, '空.txt'), '');
		writeFileSync(join(old, '扫描 2024-03-07.pdf'), '%PDF-1.4');
		writeFileSync(join(old, '坏 2024-03-07.docx'), 'not a Word document');
		writeFileSync(join(old, '.DS_Store'), 'x');

		const first = await run('import', '旧 纪要', '--cards', 'recent');
		expect(first.code).toBe(1);
		const lines = first.out.trimEnd().split('\n');
		expect(lines.at(-1)).toBe('3 made, 0 there already, 4 not read (they are left as they were), 1 cards.');
		expect(lines).toHaveLength(8);
		expect(first.out).toContain(
			'made      2024/周会 2024-03-05.md: 2024-03-05 周会, 1 items, 0 doubtful, 0 cards'
		);
		expect(first.out).toContain('not read  2024/没有日期.md: neither its name nor its text says which day');
		expect(first.err).toContain('7/7 ');
		const { storage } = running!.app;
		const workspace = (await storage.read.workspaces.get())!;
		expect(await storage.read.cards.list(workspace.id)).toMatchObject([
			{ said: { quote: '由市场部负责展会物料，两周内完成' } }
		]);

		const second = await run('import', join(home, '旧 纪要'), '--cards', 'all');
		expect(second.out).toContain('0 made, 3 there already, 4 not read');
		expect(await storage.read.meetings.list(workspace.id)).toHaveLength(3);
		expect(await storage.read.cards.list(workspace.id)).toHaveLength(1);
	});

	it('imports no folder that is not there', async () => {
		expect(await run('import', 'nowhere')).toMatchObject({
			code: 1,
			err: expect.stringContaining('no folder')
		});
		expect(await run('import', home, '--cards', 'some')).toMatchObject({ code: 2 });
	});

	it('copies everything, key included', async () => {
		const copy = join(home, 'copy');
		expect(await run('backup', copy)).toMatchObject({ code: 0 });
		expect(readFileSync(`${copy}.key`, 'utf8')).toBe(readFileSync(join(folder, 'secret.key'), 'utf8'));
		if (process.platform !== 'win32') expect(statSync(`${copy}.key`).mode & 0o777).toBe(0o600);
		expect(await run('backup', copy)).toMatchObject({
			code: 1,
			err: expect.stringContaining('exists already')
		});
	});

	it('finds all well', async () => {
		expect(await runAlone('check')).toMatchObject({ code: 0, out: 'All is well.\n' });
	});

	it('neither restores nor fills in the demo', async () => {
		expect(await run('backup', join(home, 'copy'))).toMatchObject({ code: 0 });
		for (const args of [['restore', join(home, 'copy')], ['demo']]) {
			expect(await runAlone(...args)).toMatchObject({
				code: 1,
				err: expect.stringContaining('already runs')
			});
		}
	});
});

describe('restoring', () => {
	const copy = () => join(home, 'copy');

	it('brings back what was, and keeps what it replaces', async () => {
		await start();
		await setUp();
		await running!.app.storage.transaction(({ documents }) =>
			documents.create({
				documentId: 'minutes',
				epoch: 'first',
				update: Uint8Array.of(0, 0),
				authorId: null,
				at: 0
			})
		);
		expect(await run('backup', 'copy')).toMatchObject({ code: 0 });
		await run('member', '--name', 'Ben', '--sign-in', 'ben');
		const epoch = await running!.app.storage.documents.epoch('minutes');
		await stop();

		expect(await run('restore', copy())).toMatchObject({ code: 0 });
		await start();
		// [SY51] Pages that saw what came after the backup must not mix their copies with it.
		const restored = await running!.app.storage.documents.epoch('minutes');
		expect(restored).toMatch(/^[0-9a-f]{16}$/);
		expect(restored).not.toBe(epoch);
		const { people } = running!.app.storage.read;
		expect(await people.memberBySignInName('ana')).not.toBeNull();
		expect(await people.memberBySignInName('ben')).toBeNull();
		await stop();

		const kept = readdirSync(folder).find((name) => /^minuteboard\.db\.replaced-[\dTZ-]+$/.test(name))!;
		const old = new Sqlite(join(folder, kept), { readonly: true });
		expect(old.prepare('SELECT COUNT(*) FROM members').pluck().get()).toBe(2);
		old.close();
	});

	it('names minutes that are damaged in the backup, and brings back the rest', async () => {
		await start();
		await setUp();
		const { documents } = running!.app.storage;
		const first = { documentId: 'minutes', update: Uint8Array.of(0, 0), authorId: null, at: 0 };
		await running!.app.storage.transaction((stores) => stores.documents.create({ ...first, epoch: 'first' }));
		await documents.append([first]);
		expect(await run('backup', copy())).toMatchObject({ code: 0 });
		await stop();
		const damaged = new Sqlite(copy());
		damaged.exec("UPDATE document_updates SET at = 9 WHERE document_id = 'minutes'");
		damaged.close();

		const { code, err } = await run('restore', copy());
		expect(code).toBe(0);
		expect(err).toMatch(/As it was in the backup: .*damaged/);
		await start();
		expect(await running!.app.storage.read.people.memberBySignInName('ana')).not.toBeNull();
	});

	it('works on a new machine', async () => {
		await start();
		await setUp();
		await run('backup', copy());
		await stop();
		rmSync(folder, { recursive: true });
		expect(await run('restore', copy())).toMatchObject({ code: 0 });
		expect(await run('check')).toMatchObject({ code: 0 });
		expect(readFileSync(join(folder, 'secret.key'), 'utf8')).toBe(readFileSync(`${copy()}.key`, 'utf8'));
	});

	it('brings back a database that cannot be opened any more', async () => {
		await start();
		await setUp();
		await run('backup', copy());
		await stop();
		writeFileSync(join(folder, 'minuteboard.db'), 'not a database at all, and longer than a header would be');
		expect(await run('check')).toMatchObject({ code: 1, err: expect.stringContaining('Restore a backup') });
		expect(await run('restore', copy())).toMatchObject({ code: 0 });
		expect(await run('check')).toMatchObject({ code: 0 });
	});

	it('takes nothing that is damaged, foreign or missing', async () => {
		await start();
		await setUp();
		await run('backup', copy());
		await stop();
		const before = readFileSync(join(folder, 'minuteboard.db'));
		const bytes = readFileSync(copy());
		bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 8_192);
		const [broken, foreign, letter] = ['broken', 'foreign', 'letter'].map((name) => join(home, name)) as [
			string,
			string,
			string
		];
		writeFileSync(broken, bytes);
		new Sqlite(foreign).exec('CREATE TABLE recipes (name text)').close();
		writeFileSync(letter, 'Dear Ana, there is no database in here, only words and words.');
		for (const file of [broken, foreign, letter, join(home, 'missing')]) {
			expect(await run('restore', file)).toMatchObject({ code: 1, out: '' });
		}
		expect(readFileSync(join(folder, 'minuteboard.db')).equals(before)).toBe(true);
		expect(readdirSync(folder).toSorted()).toEqual(['minuteboard.db', 'secret.key']);
	});
});

describe('the demo', () => {
	it('fills an empty folder, where all is well', async () => {
		const { code, out } = await run('demo');
		expect(code).toBe(0);
		expect(out).toMatch(/^Sign in as 林晓雨: {2}http:\S+\/enter\/\w+\nSign in as Emma Carter: {2}http/);
		expect(await run('check')).toMatchObject({ code: 0 });
	});

	it('leaves a folder alone that is in use', async () => {
		await start();
		await setUp();
		await stop();
		expect(await run('demo')).toMatchObject({ code: 1, err: expect.stringContaining('not the demo') });
	});
});

async function start(): Promise<void> {
	const config = {
		host: '127.0.0.1',
		port: 0,
		dataFolder: folder,
		origin: null,
		trustProxy: false,
		model: null,
		logLevel: 'error'
	} as const;
	const silent = { info: () => {}, warn: () => {}, error: () => {} };
	running = await openInstallation({ config, log: silent });
}

async function stop(): Promise<void> {
	await running?.close();
	running = null;
}

async function setUp(): Promise<void> {
	const { entrance } = running!.app;
	const input = {
		workspaceName: '新光电器',
		timeZone: 'Asia/Shanghai',
		locale: 'zh-CN',
		departmentName: '市场部',
		departmentCode: 'MKT',
		name: 'Ana',
		signInName: 'ana',
		password: 'correct horse'
	} as const;
	await entrance.setUp((await entrance.setupLink())!, input, caller);
}

function signIn(signInName: string, password: string) {
	return running!.app.entrance.signIn({ signInName, password }, caller);
}

type Extra = { readonly input?: string; readonly env?: Record<string, string> };

/** Runs a command on this test's data folder. */
async function run(...args: (string | Extra)[]): Promise<{ code: number; out: string; err: string }> {
	const { input = '', env = {} } = args.find((arg) => typeof arg === 'object') ?? {};
	let [out, err] = ['', ''];
	const code = await admin(
		args.filter((arg) => typeof arg === 'string'),
		{
			env: { DATA_DIR: folder, ...env },
			folder: home,
			read: async () => input,
			say: (line) => (out += `${line}\n`),
			note: (line) => (err += `${line}\n`)
		}
	);
	return { code, out, err };
}

/** The same as a program of its own. */
function runAlone(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [script, ...args], {
			env: { PATH: process.env['PATH'], DATA_DIR: folder }
		});
		let [out, err] = ['', ''];
		child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
		child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part));
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, out, err }));
		child.stdin.end();
	});
}
