import { describe, expect, test } from 'vitest';
import { runExtract } from './extract-command.ts';

const MINUTES = `# 周例会

会议时间：2024年6月5日 14:00-15:30

## 行动项

- [ ] 张伟：6月10日前完成初稿
- [x] 王芳：预订会议室
`;

function command(files: Record<string, string>) {
	const out: string[] = [];
	const err: string[] = [];
	const run = async (...args: string[]) =>
		runExtract(args, {
			folder: '/minutes',
			today: '2024-09-01',
			readFile: async (path) => {
				const text = files[path];
				if (text === undefined) throw Object.assign(new Error('missing'), { code: 'ENOENT' });
				return text;
			},
			out: (line) => out.push(line),
			err: (line) => err.push(line)
		});
	return { run, out, err, read: () => out.map((line) => JSON.parse(line)) };
}

describe('npm run extract', () => {
	test('prints one object a file with lines, offsets, owner and day', async () => {
		const { run, read, err } = command({ '/minutes/a.md': MINUTES });
		expect(await run('a.md')).toBe(0);
		const [first] = read();
		expect(first).toMatchObject({
			doc: 'a',
			date: '2024-06-05',
			items: [
				{
					lines: [7, 7],
					task: '完成初稿',
					owner: ['张伟'],
					due: '2024-06-10',
					dueText: '6月10日前',
					state: 'open'
				},
				{ lines: [8, 8], task: '预订会议室', owner: ['王芳'], due: null, dueText: null, state: 'done' }
			]
		});
		const { start, end } = first.items[0];
		expect(MINUTES.slice(start, end)).toContain('张伟：6月10日前完成初稿');
		expect(first.items[0].evidence.owner[0]).toMatchObject({ text: '张伟', match: null });
		expect(err).toEqual([]);
	});

	test('--date says which day the meeting was', async () => {
		const { run, read } = command({ '/minutes/a.md': '- [ ] 张伟：周五前完成初稿' });
		expect(await run('--date', '2024-06-05', 'a.md')).toBe(0);
		expect(read()[0]).toMatchObject({ date: '2024-06-05', items: [{ due: '2024-06-07' }] });
	});

	test('--directory tells who a name is, and who it could be', async () => {
		const people = {
			people: [
				{ id: 'p1', name: '张伟' },
				{ id: 'p2', name: '张伟' },
				{ id: 'p3', name: '王芳' }
			]
		};
		const { run, read } = command({
			'/minutes/a.md': MINUTES,
			'/minutes/people.json': JSON.stringify(people)
		});
		expect(await run('--directory', 'people.json', 'a.md')).toBe(0);
		const [first, second] = read()[0].items;
		expect(first.evidence.owner[0]).toMatchObject({ match: null, candidates: [{ id: 'p1' }, { id: 'p2' }] });
		expect(second.evidence.owner[0]).toMatchObject({ match: { kind: 'person', id: 'p3' }, candidates: [] });
	});

	test('--words knows the workspace’s own words', async () => {
		const words = { heads: [{ words: '跟办', kind: 'action' }], cues: [] };
		const { run, read } = command({
			'/minutes/a.md': '## 跟办\n\n- 报价单',
			'/minutes/words.json': JSON.stringify(words)
		});
		expect(await run('a.md')).toBe(0);
		expect(await run('--words', 'words.json', 'a.md')).toBe(0);
		expect(read().map(({ items }) => items.length)).toEqual([0, 1]);
	});

	test('one bad file does not stop a batch', async () => {
		const list = [
			'{"doc":"one","file":"a.md","date":"2024-06-06"}',
			'nonsense',
			'{"file":"missing.md"}',
			'{"file":"b.md"}'
		];
		const { run, read, err } = command({
			'/minutes/lists/list.jsonl': list.join('\n'),
			'/minutes/lists/a.md': MINUTES,
			'/minutes/lists/b.md': '没有日期'
		});
		expect(await run('--batch', 'lists/list.jsonl')).toBe(1);
		expect(read().map(({ doc, date }) => [doc, date])).toEqual([
			['one', '2024-06-06'],
			['b', '2024-09-01']
		]);
		expect(err).toHaveLength(3);
		expect(err[0]).toContain('list.jsonl:2');
		expect(err[1]).toContain('missing.md: no such file');
	});

	test.each([
		[['--date', '2024-02-30', 'a.md'], '--date'],
		[['--nonsense', 'a.md'], 'Unknown option'],
		[[], 'no file given'],
		[['--directory', 'missing.json', 'a.md'], 'missing.json'],
		[['--directory', 'wrong.json', 'a.md'], 'no directory'],
		[['--words', 'wrong.json', 'a.md'], 'no words']
	])('%j is refused with a reason', async (args, words) => {
		const { run, err, out } = command({ '/minutes/a.md': MINUTES, '/minutes/wrong.json': '{"people": 3}' });
		expect(await run(...args)).toBe(2);
		expect(err.join('\n')).toContain(words);
		expect(out).toEqual([]);
	});

	test('--table prints a table for people', async () => {
		const { run, out } = command({ '/minutes/a.md': MINUTES });
		expect(await run('--table', 'a.md')).toBe(0);
		expect(out.join('\n')).toMatch(/7\s+open\s+张伟\s+2024-06-10\s+完成初稿/);
	});
});
