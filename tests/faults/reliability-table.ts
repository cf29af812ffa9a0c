import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './report.ts';
import { root } from './server-process.ts';

const file = join(root, 'docs/reliability.md');

const head = `# Reliability

What was done to the server while people wrote, and what came of it. \`npm run test:faults\` writes this table; a row is the
last run of its kind, with the words behind \`--\` that repeat it. What is looked for each time: every edit that somebody else
was shown, or whose author was told “saved”, is there; everybody ends with the same text (by a hash of the text, not by state
vectors); no edit is there twice; SQLite finds the file whole.

| fault | how often | result | repeated by | at |
| --- | --- | --- | --- | --- |
`;

/** Puts a row in the place of the last one of the same name. */
export function writeRow(report: Report, command: string): void {
	const { name, runs, failures } = report;
	const result =
		failures.length === 0
			? report.result
			: `**${failures.length} failures**, the first: ${failures[0]!.replaceAll('|', '/').slice(0, 200)}`;
	const row = `| ${[name, runs, result, `\`${command}\``, commit()].join(' | ')} |`;
	const before = existsSync(file) ? readFileSync(file, 'utf8') : head;
	const lines = before.trimEnd().split('\n');
	const place = lines.findIndex((line) => line.startsWith(`| ${name} |`));
	if (place < 0) lines.push(row);
	else lines[place] = row;
	writeFileSync(file, `${lines.join('\n')}\n`);
}

function commit(): string {
	try {
		return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', cwd: root }).trim();
	} catch {
		return 'an unknown commit';
	}
}
