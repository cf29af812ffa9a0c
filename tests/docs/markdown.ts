// What the tests of the documents need of Markdown, and no more: fenced blocks, code spans, tables, links.

export type FencedBlock = { readonly language: string; readonly lines: readonly string[] };

/** The fenced blocks of a text, in order. */
export function fencedBlocks(text: string): FencedBlock[] {
	return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, body]) => ({
		language: language!,
		lines: body!.trimEnd().split('\n')
	}));
}

/** The lines of the blocks in one language, without empty lines and comments. */
export function linesIn(text: string, language: string): string[] {
	return fencedBlocks(text)
		.filter((block) => block.language === language)
		.flatMap(({ lines }) => lines)
		.filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** The text of every `code span` outside of fenced blocks, in order. */
export function codeSpans(text: string): string[] {
	return [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
}

/** The cells of every table's rows outside of fenced blocks, heads and rules left out. */
export function tableRows(text: string): string[][] {
	const rows: string[][] = [];
	const lines = withoutBlocks(text).split('\n');
	for (const [index, line] of lines.entries()) {
		if (!line.startsWith('|') || isRule(line) || isRule(lines[index + 1] ?? '')) continue;
		rows.push(
			line
				.slice(1, line.lastIndexOf('|'))
				.split('|')
				.map((cell) => cell.trim())
		);
	}
	return rows;
}

/** Where links and pictures lead to, outside of code. */
export function linkTargets(text: string): string[] {
	const prose = withoutBlocks(text).replace(/`[^`\n]+`/g, '');
	return [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map((match) => match[1]!);
}

function withoutBlocks(text: string): string {
	return text.replace(/^```\w*\n[\s\S]*?^```$/gm, '');
}

function isRule(line: string): boolean {
	return /^\|[\s|:-]+\|$/.test(line);
}
