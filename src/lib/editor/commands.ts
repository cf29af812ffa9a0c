import type { Editor, Range } from '@tiptap/core';
import type { MessageKey } from '#lib/messages/translate.ts';

type CommandLabel = Extract<MessageKey, `minutes.command.${string}`>;

/** Everything the toolbar and the / menu can do to the text, named once. */
export type EditorCommand = {
	readonly id: string;
	readonly label: CommandLabel;
	/** Words it is found by in the / menu, in every language and as pinyin initials. */
	readonly keywords: readonly string[];
	readonly run: (editor: Editor, at?: Range) => void;
	readonly isActive: (editor: Editor) => boolean;
	/** Whether the / menu offers it. */
	readonly inMenu: boolean;
};

const command = (
	id: string,
	label: CommandLabel,
	keywords: readonly string[],
	change: (chain: ReturnType<Editor['chain']>) => ReturnType<Editor['chain']>,
	isActive: (editor: Editor) => boolean,
	inMenu = true
): EditorCommand => ({
	id,
	label,
	keywords,
	isActive,
	inMenu,
	run(editor, at) {
		const chain = editor.chain().focus();
		change(at ? chain.deleteRange(at) : chain).run();
	}
});

export const editorCommands: readonly EditorCommand[] = [
	command(
		'heading2',
		'minutes.command.heading2',
		['heading', 'h2', '标题', '標題', 'bt'],
		(chain) => chain.toggleHeading({ level: 2 }),
		(editor) => editor.isActive('heading', { level: 2 })
	),
	command(
		'heading3',
		'minutes.command.heading3',
		['heading', 'h3', '小标题', '小標題', 'xbt'],
		(chain) => chain.toggleHeading({ level: 3 }),
		(editor) => editor.isActive('heading', { level: 3 })
	),
	command(
		'bullets',
		'minutes.command.bullets',
		['list', 'bullets', '列表', '清單', 'lb'],
		(chain) => chain.toggleBulletList(),
		(editor) => editor.isActive('bulletList')
	),
	command(
		'numbers',
		'minutes.command.numbers',
		['numbered', 'ordered', '编号', '編號', 'bh'],
		(chain) => chain.toggleOrderedList(),
		(editor) => editor.isActive('orderedList')
	),
	command(
		'tasks',
		'minutes.command.tasks',
		['task', 'todo', 'checkbox', '待办', '待辦', '任务', '任務', 'db', 'rw'],
		(chain) => chain.toggleTaskList(),
		(editor) => editor.isActive('taskList')
	),
	command(
		'table',
		'minutes.command.table',
		['table', '表格', 'bg'],
		(chain) => chain.insertTable({ rows: 3, cols: 4, withHeaderRow: true }),
		(editor) => editor.isActive('table')
	),
	command(
		'quote',
		'minutes.command.quote',
		['quote', '引用', 'yy'],
		(chain) => chain.toggleBlockquote(),
		(editor) => editor.isActive('blockquote')
	),
	command(
		'rule',
		'minutes.command.rule',
		['line', 'rule', '分隔线', '分隔線', 'fgx'],
		(chain) => chain.setHorizontalRule(),
		() => false
	),
	command(
		'bold',
		'minutes.command.bold',
		[],
		(chain) => chain.toggleBold(),
		(editor) => editor.isActive('bold'),
		false
	),
	command(
		'italic',
		'minutes.command.italic',
		[],
		(chain) => chain.toggleItalic(),
		(editor) => editor.isActive('italic'),
		false
	),
	command(
		'strike',
		'minutes.command.strike',
		[],
		(chain) => chain.toggleStrike(),
		(editor) => editor.isActive('strike'),
		false
	)
];

/** What can be done inside a table. */
export const tableCommands: readonly EditorCommand[] = [
	command(
		'rowBelow',
		'minutes.command.rowBelow',
		[],
		(chain) => chain.addRowAfter(),
		() => false,
		false
	),
	command(
		'columnRight',
		'minutes.command.columnRight',
		[],
		(chain) => chain.addColumnAfter(),
		() => false,
		false
	),
	command(
		'deleteRow',
		'minutes.command.deleteRow',
		[],
		(chain) => chain.deleteRow(),
		() => false,
		false
	),
	command(
		'deleteColumn',
		'minutes.command.deleteColumn',
		[],
		(chain) => chain.deleteColumn(),
		() => false,
		false
	),
	command(
		'mergeCells',
		'minutes.command.mergeCells',
		[],
		(chain) => chain.mergeOrSplit(),
		() => false,
		false
	),
	command(
		'deleteTable',
		'minutes.command.deleteTable',
		[],
		(chain) => chain.deleteTable(),
		() => false,
		false
	)
];
