import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { formById } from '#domain/form.ts';
import { minutesBody, writeSkeleton } from './minutes-doc.ts';
import { minutesMarkdown } from './minutes-markdown.ts';

describe('minutes as Markdown', () => {
	it('keep headings, lists, tables and ticked boxes', () => {
		const markdown = write(
			node('heading', { level: 2 }, '结论'),
			node('paragraph', {}, '预算已批准。'),
			node('orderedList', { start: 1 }, node('listItem', {}, node('paragraph', {}, '先做短视频'))),
			node(
				'taskList',
				{},
				node('taskItem', { checked: true }, node('paragraph', {}, '王芳提交清单')),
				node('taskItem', { checked: false }, node('paragraph', {}, 'Ben calls the vendor'))
			),
			table(['任务', '负责人'], ['初稿', '市场部'])
		);
		expect(markdown).toBe(
			[
				'## 结论',
				'预算已批准。',
				'1. 先做短视频',
				'- [x] 王芳提交清单\n- [ ] Ben calls the vendor',
				'| 任务 | 负责人 |\n| --- | --- |\n| 初稿 | 市场部 |\n'
			].join('\n\n')
		);
	});

	it('indent what stands within an item', () => {
		const inner = node('bulletList', {}, node('listItem', {}, node('paragraph', {}, 'inner')));
		const item = node('listItem', {}, node('paragraph', {}, 'outer'), inner, node('paragraph', {}, 'more'));
		expect(
			write(node('orderedList', { start: 9 }, item, node('listItem', {}, node('paragraph', {}, 'next'))))
		).toBe('9. outer\n   - inner\n\n   more\n10. next\n');
	});

	it('have every section of a new form', () => {
		const doc = new Y.Doc();
		const form = formById('cross-department-minutes')!;
		writeSkeleton(doc, form.skeleton({ locale: 'zh-CN', departmentNames: ['市场部'] }));
		const markdown = minutesMarkdown(doc);
		expect(markdown).toContain('## 沟通背景与目标\n\n## 各部门观点摘要\n\n- 市场部：\n\n');
		expect(markdown).toContain('| 序号 | 具体内容 | 责任部门/人 | 截止时间 | 输出成果 | 优先级 |');
		expect(markdown.match(/^\| \d \|/gm)).toHaveLength(3);
	});

	it('carry marks and links, but no link that runs code', () => {
		const text = new Y.XmlText();
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [text]);
		const doc = withBody(paragraph);
		text.insert(0, 'plan', { link: { href: 'javascript:alert(1)' } });
		text.insert(0, 'the ', { bold: true });
		text.insert(0, 'see', { link: { href: 'https://intranet.example/plan' } });
		expect(minutesMarkdown(doc)).toBe('[see](<https://intranet.example/plan>)**the** plan\n');
	});

	it('escape what Markdown would take for markup', () => {
		expect(write(node('paragraph', {}, '张*（市场部）[草稿] <b> file_name _x_'))).toBe(
			'张\\*（市场部）\\[草稿\\] \\<b> file_name \\_x\\_\n'
		);
		expect(write(node('paragraph', {}, '1. 不是列表'))).toBe('1\\. 不是列表\n');
		expect(write(node('paragraph', {}, '# 不是标题'))).toBe('\\# 不是标题\n');
		expect(write(table(['a|b'], ['c']))).toContain('a\\|b');
	});

	it('keep code and quotations as they are', () => {
		const code = node('codeBlock', {}, 'let a = `*`;');
		expect(
			write(node('blockquote', {}, node('paragraph', {}, '一'), node('paragraph', {}, '二')), code)
		).toBe('> 一\n>\n> 二\n\n```\nlet a = `*`;\n```\n');
	});

	it('of nothing are an empty text', () => {
		expect(write(node('paragraph', {}))).toBe('');
		expect(minutesMarkdown(new Y.Doc())).toBe('');
	});
});

type Child = Y.XmlElement | string;

function node(
	name: string,
	attributes: Readonly<Record<string, unknown>>,
	...children: Child[]
): Y.XmlElement {
	const element = new Y.XmlElement<Record<string, never>>(name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as never);
	element.insert(
		0,
		children.map((child) => (typeof child === 'string' ? new Y.XmlText(child) : child))
	);
	return element as unknown as Y.XmlElement;
}

function table(...rows: string[][]): Y.XmlElement {
	const cells = (row: string[]) => row.map((text) => node('tableCell', {}, node('paragraph', {}, text)));
	return node('table', {}, ...rows.map((row) => node('tableRow', {}, ...cells(row))));
}

function withBody(...blocks: Y.XmlElement[]): Y.Doc {
	const doc = new Y.Doc();
	minutesBody(doc).insert(0, blocks);
	return doc;
}

function write(...blocks: Y.XmlElement[]): string {
	return minutesMarkdown(withBody(...blocks));
}
