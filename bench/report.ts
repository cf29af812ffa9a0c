import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../docs/performance.md', import.meta.url));

/**
 * Writes one section of docs/performance.md, between its own marks, with the command, the commit and the machine it was
 * measured on. Other sections stay as they are.
 */
export function writeSection(section: {
	readonly name: string;
	readonly title: string;
	readonly command: string;
	readonly body: string;
}): void {
	const { name, title, command, body } = section;
	const text = [
		`<!-- ${name} -->`,
		`## ${title}`,
		'',
		`\`${command}\` at ${commit()}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}.`,
		'',
		body.trim(),
		`<!-- /${name} -->`
	].join('\n');
	const before = readFileSync(file, 'utf8');
	const place = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`);
	writeFileSync(
		file,
		place.test(before) ? before.replace(place, () => text) : `${before.trimEnd()}\n\n${text}\n`
	);
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
	const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The value below which a share of all lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

function commit(): string {
	try {
		return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
			encoding: 'utf8',
			cwd: fileURLToPath(new URL('.', import.meta.url))
		}).trim();
	} catch {
		return 'an unknown commit';
	}
}
