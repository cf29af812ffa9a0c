import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMinutesFile } from '#domain/minutes-file/minutes-file.ts';
import { openOffice, type Office } from '#support/office.ts';
import { wordDocument } from '#support/word-document.ts';

/** Old minutes that come as files: meetings of their days, and no card that nobody asked for. */
const text = `# 产品例会

会议时间：2024年3月5日 14:00-15:30

由市场部负责短视频内容制作，3月10日前完成初稿。

- [ ] 王芳 3月8日前提交样机清单
- [x] 刘洋 3月4日前确认预算

会后确认海报尺寸。
`;

let office: Office;
beforeEach(async () => {
	office = await openOffice();
});
afterEach(async () => {
	expect(office.failures).toEqual([]);
	await office.close();
});

const ana = () => office.as(office.people.ana);
const cards = () => office.storage.read.cards.list(office.workspace.id, { offBoard: true });
const meetings = () => office.storage.read.meetings.list(office.workspace.id);

function inputOf(source: string | Uint8Array, path = '2024/产品例会.md') {
	const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
	const reading = readMinutesFile({ path, bytes });
	if (!reading.ok || !reading.day) throw new Error('the file should be readable');
	const { title, day, times, blocks } = reading;
	return { title, day, times, blocks: blocks.map(({ id: _, ...block }) => block) };
}

describe('an imported file', () => {
	it('is a past meeting in draft, at the time and with the text that the file gives', async () => {
		const { meeting, isNew, found } = await office.app.imports.add(ana(), inputOf(text));
		expect({ isNew, found }).toEqual({ isNew: true, found: { sure: 3, doubtful: 1, open: 2 } });
		expect(meeting).toMatchObject({
			title: '产品例会',
			day: '2024-03-05',
			state: 'draft',
			formId: 'imported'
		});
		expect(meeting.endsAt - meeting.startsAt).toBe(90 * 60_000);
		const markdown = await office.app.meetings.markdown(ana(), meeting.id);
		for (const words of ['# 产品例会', '- [x] 刘洋 3月4日前确认预算', '由市场部负责短视频内容制作'])
			expect(markdown).toContain(words);
	});

	it('looks as it does in the file, and promises the same', async () => {
		const plain = await office.app.imports.add(ana(), inputOf(text));
		const looks = text
			.replace('市场部', '**市场部**')
			.replace('样机清单', '[样机清单](<https://files.example/list>)')
			.replace('会后', '> 会后');
		const { meeting, isNew, found } = await office.app.imports.add(ana(), inputOf(`${looks}\n散会。`));
		expect({ isNew, found }).toEqual({ isNew: true, found: plain.found });
		const markdown = await office.app.meetings.markdown(ana(), meeting.id);
		for (const words of [
			'由**市场部**负责',
			'- [ ] 王芳 3月8日前提交[样机清单](<https://files.example/list>)',
			'> 会后'
		])
			expect(markdown).toContain(words);
	});

	it('looks the same whether it comes as Markdown, as a web page or as a Word document', async () => {
		const files = {
			'2024-03-05.md':
				'由**市场部**负责，见[清单](https://files.example/list)。\n\n- ~~王芳提交样机~~\n\n> *尽快*\n',
			'2024-03-05.html':
				'<p>由<b>市场部</b>负责，见<a href="https://files.example/list">清单</a>。<ul><li><s>王芳提交样机</s></ul><blockquote><i>尽快</i></blockquote>',
			'2024-03-05.docx': wordDocument(
				`<w:p><w:r><w:t>由</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>市场部</w:t></w:r><w:r><w:t>负责，见</w:t></w:r>
				<w:hyperlink r:id="r1"><w:r><w:t>清单</w:t></w:r></w:hyperlink><w:r><w:t>。</w:t></w:r></w:p>
				<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:rPr><w:strike/></w:rPr><w:t>王芳提交样机</w:t></w:r></w:p>
				<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>尽快</w:t></w:r></w:p>`,
				{ links: { r1: 'https://files.example/list' } }
			)
		};
		const written: string[] = [];
		for (const [path, source] of Object.entries(files)) {
			// A workspace of its own each: the same words come only once.
			const own = await openOffice();
			const actor = own.as(own.people.ana);
			const { meeting } = await own.app.imports.add(actor, inputOf(source, path));
			written.push(await own.app.meetings.markdown(actor, meeting.id));
			await own.close();
		}
		expect(written[0]).toContain(
			'由**市场部**负责，见[清单](<https://files.example/list>)。\n\n- ✓王芳提交样机\n\n> *尽快*'
		);
		expect(written.slice(1)).toEqual([written[0], written[0]]);
	});

	it('without times lasts the whole day', async () => {
		const { meeting } = await office.app.imports.add(ana(), inputOf('由市场部负责海报。', '2024-03-05.md'));
		expect(meeting.day).toBe('2024-03-05');
		expect(meeting.endsAt - meeting.startsAt).toBeGreaterThan(23 * 3_600_000);
	});

	it('is there once, whoever brings it again, under another name, with other spaces, at the same moment', async () => {
		const first = await office.app.imports.add(ana(), inputOf(text));
		const again = await Promise.all([
			office.app.imports.add(office.as(office.people.ben), inputOf(text, '副本 2023-01-01.txt')),
			office.app.imports.add(ana(), inputOf(text.replaceAll('\n', '  \r\n')))
		]);
		expect(again.map(({ isNew, meeting }) => [isNew, meeting.id])).toEqual([
			[false, first.meeting.id],
			[false, first.meeting.id]
		]);
		const [one, other] = await Promise.all([
			office.app.imports.add(ana(), inputOf(`${text}\n补充一条。`)),
			office.app.imports.add(ana(), inputOf(`${text}\n补充一条。`))
		]);
		expect([one.isNew, other.isNew].sort()).toEqual([false, true]);
		expect(await meetings()).toHaveLength(2);
	});

	it('puts nothing on the board, however long it is looked at', async () => {
		const { meeting } = await office.app.imports.add(ana(), inputOf(text));
		expect(await office.storage.documents.unread()).toEqual([]);
		await office.app.follower.readNow(meeting.documentId);
		expect(await cards()).toEqual([]);
	});

	it('gives cards of its open promises when somebody asks, once, and not of what was done or waved away', async () => {
		const { meeting } = await office.app.imports.add(ana(), inputOf(text));
		await office.app.offers.dismiss(ana(), {
			meetingId: meeting.id,
			quote: '王芳 3月8日前提交样机清单'
		});
		const made = await Promise.all([
			office.app.offers.acceptOpen(ana(), { meetingId: meeting.id }),
			office.app.offers.acceptOpen(ana(), { meetingId: meeting.id })
		]);
		expect(made.sort()).toEqual([0, 1]);
		expect(await cards()).toMatchObject([
			{ said: { ownerText: '市场部', due: '2024-03-10' }, meetingId: meeting.id, source: 'said' }
		]);
		const { events } = await office.app.boards.find(ana(), (await cards())[0]!.id);
		expect(events[0]).toMatchObject({ by: { kind: 'member', name: 'Ana' }, what: { type: 'card-said' } });
		// It stays when the minutes are read again.
		await office.app.follower.readNow(meeting.documentId);
		expect(await cards()).toMatchObject([{ source: 'said' }]);
	});

	it('can have single sentences accepted, as any doubtful one', async () => {
		const { meeting } = await office.app.imports.add(ana(), inputOf(text));
		const quote = '会后确认海报尺寸';
		await office.app.offers.accept(ana(), { meetingId: meeting.id, quote });
		expect(await cards()).toMatchObject([{ said: { quote } }]);
	});

	it('has a document of its own that nobody can guess from its words', async () => {
		const { meeting } = await office.app.imports.add(ana(), inputOf(text));
		expect(meeting.documentId).toMatch(/^[0-9a-z]{20}$/);
		expect(meeting.documentId).not.toBe(meeting.id);
	});
});

describe('nobody imports', () => {
	it('as a guest', async () => {
		const { guest } = await office.joinAsGuest(await office.openMeeting());
		await expect(office.app.imports.add(office.as(guest), inputOf(text))).rejects.toMatchObject({
			code: 'forbidden'
		});
	});

	it.each([
		['no blocks', { blocks: [] }],
		['blocks of nothing', { blocks: [{ text: ' \n', place: { kind: 'paragraph' as const } }] }],
		['a place that is none', { blocks: [{ text: 'a', place: { kind: 'footnote' } }] }],
		[
			'a table without end',
			{
				blocks: [
					{
						text: 'a',
						place: { kind: 'cell', table: 't', row: 1e9, column: 0, rowSpan: 1, columnSpan: 1, head: false }
					}
				]
			}
		],
		[
			'a mark that is none',
			{
				blocks: [
					{ text: 'a', place: { kind: 'paragraph' as const }, marks: [{ kind: 'big', start: 0, end: 1 }] }
				]
			}
		],
		['no day', { day: '2024-02-30' }],
		['no title', { title: ' ' }]
	])('%s', async (_, wrong) => {
		const input = { ...inputOf(text), ...wrong } as ReturnType<typeof inputOf>;
		await expect(office.app.imports.add(ana(), input)).rejects.toMatchObject({ code: 'invalid-input' });
		expect(await meetings()).toEqual([]);
	});
});
