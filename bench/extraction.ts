/**
 * `npm run bench:extraction`: what reading minutes costs. A full reading of a long document, one changed block in it, and lines made to
 * be slow: of one phrase over and over, and by the thousand of the words that stand in the rules themselves. Writes its table into docs/performance.md (not with `--no-write`); times hold for this machine only.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import { emptyDirectory } from '#domain/directory.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import type { Block, Place } from '#domain/extraction/block.ts';
import { readMinutes } from '#domain/extraction/extract-action-items.ts';
import { readMarkdown } from '#domain/extraction/markdown-blocks.ts';
import type { ReadingContext } from '#domain/extraction/reading-context.ts';
import { build } from 'vite';
import { percentile, table, writeSection } from './report.ts';

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '5' },
		/** How many hostile lines are made of the rules' own words. */
		lines: { type: 'string', default: '10000' },
		'no-write': { type: 'boolean', default: false }
	}
});
const rounds = Number(values.rounds);

const CONTEXT: ReadingContext = {
	meetingDay: '2024-06-05',
	nextMeetingDay: null,
	ownWords: noOwnWords,
	directory: emptyDirectory,
	calendar: chineseCalendar
};

/** What reads minutes in a page, days and calendar with it, as one minified file. */
async function engine(): Promise<Buffer> {
	const made = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			rolldownOptions: {
				input: fileURLToPath(new URL('../src/lib/editor/reading-engine.ts', import.meta.url)),
				preserveEntrySignatures: 'strict',
				output: { codeSplitting: false }
			}
		}
	});
	const [file] = 'output' in made ? made.output : [];
	if (file?.type !== 'chunk') throw new Error('nothing was built');
	return Buffer.from(file.code);
}

const code = await engine();

/** A page of minutes as they are kept, over and over with other numbers. */
const PAGE: readonly [Place, string][] = [
	[{ kind: 'heading', level: 2 }, '议题%、渠道推广方案'],
	[{ kind: 'paragraph' }, '参会人员：张伟、李娜、王芳、Ana Ruiz'],
	[
		{ kind: 'paragraph' },
		'推广渠道以短视频为主，由市场部负责短视频内容制作（6月%日前完成初稿），销售部负责线下展会对接。'
	],
	[{ kind: 'paragraph' }, '技术部数据监测系统已完成80%，因接口对接问题需延迟2天，预计6月22日上线。'],
	[
		{ kind: 'list', depth: 0, ordered: true, index: 1 },
		'研发部认为服务器升级需2周且预算高，大家讨论后没有结论。'
	],
	[
		{ kind: 'list', depth: 0, ordered: true, index: 2 },
		'请各部门于下周五前把资料上传到共享盘，如有问题请联系李娜。'
	],
	[
		{ kind: 'paragraph' },
		'We looked at the numbers of quarter %. Sales are up, the new site is on time and nobody saw a reason to change the plan.'
	],
	[
		{ kind: 'paragraph' },
		'Ana will send the signed contract to the landlord by June %; Ben noted that the printer is broken.'
	],
	[{ kind: 'heading', level: 3 }, '行动项'],
	[{ kind: 'task', depth: 0, checked: false }, '张伟：6月%日前提交预算表'],
	[{ kind: 'task', depth: 1, checked: true }, '李娜：预订会议室'],
	[
		{ kind: 'list', depth: 0, ordered: false, index: 1 },
		'Ana: update the roadmap page --> Ben (by EOD Friday)'
	]
];

function minutes(count: number): Block[] {
	return Array.from({ length: count }, (_, at) => {
		const [place, text] = PAGE[at % PAGE.length]!;
		return { id: `b${at}`, place, text: text.replace('%', String(1 + (at % 28))) };
	});
}

/** Lines of one sign or phrase over and over: what a hasty pattern would choke on. */
const HOSTILE: readonly (readonly [name: string, phrase: string])[] = [
	['spaces', ' '],
	['letters', 'a'],
	['一', '一'],
	['由', '由'],
	['请', '请'],
	['由市场部', '由市场部'],
	['6月', '6月'],
	['1/', '1/'],
	['digits', '9'],
	['(', '('],
	['[', '['],
	['*', '*'],
	[':', ':'],
	['：', '：'],
	['、', '、'],
	['会', '会'],
	['的成员', '有参加的成员'],
	['责任人', '责任人：'],
	['owner:', 'owner: '],
	['@a', '@a '],
	['will', 'Ana will '],
	['to', 'Ana to '],
	['assigned', 'assigned to '],
	['#todo', '#todo '],
	['->', '-> '],
	['by', 'by '],
	['due', 'due by '],
	['promises', '设计部3天内完成初稿，'],
	['sentences', 'Ana will send it by Friday. '],
	['names', '张伟、'],
	['http', 'http://a '],
	['<br>', '<br>'],
	['[x](', '[x]('],
	['|', '| a '],
	['周', '周'],
	['下周', '下周'],
	['每', '每周'],
	['第一', '第一优先级']
];

function time(work: () => void): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

/** Milliseconds that the processor worked on it, all threads together: what other programs do meanwhile is not counted. */
function effort(work: () => void): number {
	const start = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000;
}

function best(work: () => void): number {
	return Math.min(...Array.from({ length: rounds }, () => effort(work)));
}

/** A line of a phrase, as a paragraph, as an entry of a list of tasks and as Markdown. */
function readLine(phrase: string, length: number): void {
	const text = phrase.repeat(Math.ceil(length / phrase.length)).slice(0, length);
	readMinutes([{ id: 'a', text, place: { kind: 'paragraph' } }], CONTEXT);
}

function readEntry(phrase: string, length: number): void {
	const text = phrase.repeat(Math.ceil(length / phrase.length)).slice(0, length);
	readMinutes(
		[
			{ id: 'h', text: 'Action items', place: { kind: 'heading', level: 2 } },
			{ id: 'a', text, place: { kind: 'list', depth: 0, ordered: false, index: 1 } }
		],
		CONTEXT
	);
}

function readFile(phrase: string, length: number): void {
	const document = readMarkdown(`- ${phrase.repeat(Math.ceil(length / phrase.length)).slice(0, length)}`);
	readMinutes(document.blocks, CONTEXT);
}

const long = minutes(10_000);
readMinutes(long, CONTEXT);
const full = Array.from({ length: rounds }, () => time(() => readMinutes(long, CONTEXT)));
const half = Array.from({ length: rounds }, () => time(() => readMinutes(long.slice(0, 5_000), CONTEXT)));

/** How long the readings after single keystrokes take, in a document of 2,000 blocks. */
function typing(placeOf: (edit: number, count: number) => number, typed: (edit: number) => string): number[] {
	let blocks = minutes(2_000);
	let reading = readMinutes(blocks, CONTEXT);
	const times: number[] = [];
	for (let edit = 0; edit < 600; edit++) {
		const at = placeOf(edit, blocks.length);
		blocks = blocks.map((block, index) =>
			index === at ? { ...block, text: `${block.text}${typed(edit)}` } : { ...block }
		);
		const started = performance.now();
		reading = readMinutes(blocks, CONTEXT, reading);
		if (edit >= 100) times.push(performance.now() - started);
	}
	return times;
}

const edits = typing(
	(edit, count) => (edit * 977) % count,
	(edit) => String(edit % 7)
);
/** The second block lists who was there, which every block below it is read with. */
const attendees = typing(
	() => 1,
	(edit) => (edit % 4 === 0 ? '、' : '赵钱孙李周吴郑王冯陈'[edit % 10]!)
);

const hostile = HOSTILE.flatMap(([name, phrase]) =>
	(
		[
			['paragraph', readLine],
			['entry', readEntry],
			['Markdown', readFile]
		] as const
	).map(([kind, read]) => {
		read(phrase, 10_000);
		const one = best(() => read(phrase, 10_000));
		const two = best(() => read(phrase, 20_000));
		return { name: `${name} (${kind})`, one, ratio: two / Math.max(one, 1) };
	})
);
const slowest = [...hostile].sort((a, b) => b.one - a.one).slice(0, 6);
const steepest = [...hostile].sort((a, b) => b.ratio - a.ratio).slice(0, 6);

/** The words that the rules look for, out of their own patterns, and the signs between them. */
function wordsOfRules(): string[] {
	const folder = new URL('../src/domain/extraction/', import.meta.url);
	const rules = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
	const patterns = rules.flatMap((name) =>
		readFileSync(new URL(name, folder), 'utf8')
			.split('\n')
			.filter((line) => /['"`/]/.test(line) && !/^\s*(?:\*|\/\*\*|\/\/|import)/.test(line))
	);
	return [...new Set(patterns.join('\n').match(/[\u3400-\u9fff]{1,6}|[a-z]{2,12}/g))];
}

const SIGNS = [
	'',
	'',
	'',
	' ',
	'，',
	'、',
	'：',
	'。',
	'；',
	',',
	':',
	'-',
	'(',
	')',
	'（',
	'）',
	'|',
	'*',
	'@',
	'1',
	'3天内',
	'6月10日前',
	'→'
];

/** Chance with a seed: the same lines every time. */
function chance(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

/** A line of the rules' words: one to four of them over and over, or a long salad of them. */
function hostileLine(words: readonly string[], seed: number): (length: number) => string {
	const pick = chance(seed);
	const phrase = () => words[pick(words.length)]! + SIGNS[pick(SIGNS.length)]!;
	const unit = Array.from({ length: seed % 5 === 0 ? 400 : 1 + pick(4) }, phrase).join('');
	const open = seed % 7 === 0 ? '（'.repeat(40) : '';
	// Whole units: a line cut in the middle of one ends otherwise, and may be read otherwise.
	return (length) => open + unit.repeat(Math.ceil(length / unit.length));
}

const CELL = { kind: 'cell', table: 't', rowSpan: 1, columnSpan: 1 } as const;

/** The same line as a paragraph, an entry of a list of tasks, a cell of a table of tasks and Markdown. */
const PLACES: readonly ((text: string) => void)[] = [
	(text) => void readMinutes([{ id: 'a', text, place: { kind: 'paragraph' } }], CONTEXT),
	(text) =>
		void readMinutes(
			[
				{ id: 'h', text: '待办事项', place: { kind: 'heading', level: 2 } },
				{ id: 'a', text, place: { kind: 'list', depth: 0, ordered: false, index: 1 } }
			],
			CONTEXT
		),
	(text) =>
		void readMinutes(
			[
				{ id: 'h1', text: '事项', place: { ...CELL, row: 0, column: 0, head: true } },
				{ id: 'h2', text: '负责人', place: { ...CELL, row: 0, column: 1, head: true } },
				{ id: 'a', text, place: { ...CELL, row: 1, column: 0, head: false } },
				{ id: 'b', text, place: { ...CELL, row: 1, column: 1, head: false } }
			],
			CONTEXT
		),
	(text) => void readMinutes(readMarkdown(`- ${text}`).blocks, CONTEXT)
];

/** A line that seems slow is read again: the memory is tidied up now and then, and not because of that line. */
function calmly(work: () => void, bound: number): number {
	let least = effort(work);
	for (let again = 0; again < 8 && least > bound; again++) least = Math.min(least, effort(work));
	return least;
}

const words = wordsOfRules();
const made = Array.from({ length: Number(values.lines) }, (_, seed) => {
	const line = hostileLine(words, seed + 1);
	const read = PLACES[seed % PLACES.length]!;
	const [short, long] = [line(10_000), line(20_000)];
	let one = calmly(() => read(short), 20);
	const two = calmly(() => read(long), 2.5 * Math.max(one, 1));
	// Measured at a lucky moment the short line makes the long one look steep.
	if (two > 2.5 * Math.max(one, 1)) one = calmly(() => read(short), 0);
	let ratio = two / Math.max(one, 1);
	if (ratio > 2.5) {
		// Where brackets close at last, another kind of text begins: a step, which only what grows shows again at the next doubling.
		const four = calmly(() => read(line(40_000)), 2.5 * two);
		ratio = Math.min(ratio, four / two);
	}
	return { seed: seed + 1, name: short.slice(0, 24).replace(/\|/g, '¦'), one, ratio };
});
const longest = [...made].sort((a, b) => b.one - a.one).slice(0, 5);
const worst = [...made].sort((a, b) => b.ratio - a.ratio).slice(0, 5);

const body = [
	table(
		['ms', 'p50', 'p95', 'max', 'goal'],
		[
			[
				'full reading, 10,000 lines',
				ms(percentile(full, 0.5)),
				ms(percentile(full, 0.95)),
				ms(Math.max(...full)),
				'≤ 300'
			],
			[
				'full reading, 5,000 lines',
				ms(percentile(half, 0.5)),
				ms(percentile(half, 0.95)),
				ms(Math.max(...half)),
				''
			],
			[
				'one changed block of 2,000',
				ms(percentile(edits, 0.5)),
				ms(percentile(edits, 0.95)),
				ms(Math.max(...edits)),
				'p95 ≤ 1'
			],
			[
				'one changed line of attendees of 2,000 blocks',
				ms(percentile(attendees, 0.5)),
				ms(percentile(attendees, 0.95)),
				ms(Math.max(...attendees)),
				''
			]
		]
	),
	table(
		['the engine in a page, kB', 'minified', 'gzip', 'brotli', 'goal, gzip'],
		[
			[
				'',
				kB(code.length),
				kB(gzipSync(code, { level: 9 }).length),
				kB(brotliCompressSync(code).length),
				'≤ 60'
			]
		]
	),
	table(
		['hostile line of 10 kB, the slowest', 'ms (goal ≤ 20)', 't(2n)/t(n) (goal ≤ 2.5)'],
		slowest.map(({ name, one, ratio }) => [name, ms(one), ratio.toFixed(2)])
	),
	table(
		['hostile line of 10 kB, the steepest', 'ms (goal ≤ 20)', 't(2n)/t(n) (goal ≤ 2.5)'],
		steepest.map(({ name, one, ratio }) => [name, ms(one), ratio.toFixed(2)])
	),
	table(
		[
			`${made.length} lines of 10 kB made of the rules’ ${words.length} words, the slowest and the steepest`,
			'ms (goal ≤ 20)',
			't(2n)/t(n) (goal ≤ 2.5)'
		],
		[...longest, ...worst].map(({ seed, name, one, ratio }) => [
			`${seed}: ${name}…`,
			ms(one),
			ratio.toFixed(2)
		])
	)
].join('\n\n');
process.stdout.write(`${body}\n`);
if (!values['no-write']) {
	writeSection({
		name: 'extraction',
		title: 'Reading minutes',
		command: 'npm run bench:extraction',
		body: `${body}\n\n${hostile.length} hostile lines of one sign or phrase over and over. Of hostile lines the processor’s time is told, all threads together.`
	});
}

function kB(bytes: number): string {
	return (bytes / 1000).toFixed(1);
}

function ms(value: number): string {
	return value.toFixed(2);
}
