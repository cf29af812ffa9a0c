// `npm run test:faults`: the server is killed, stopped, starved and lied to while people write; then everything they were
// shown or told is looked for. `-- --only kills,restarts`, `-- --kills 100`, `-- --seed 7`, `-- --only points --at sending`
// (one point alone), `-- --keep` (writes nothing to docs/reliability.md). A failing seed says the same again.
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faults, type FaultName } from './faults.ts';
import { writeRow } from './reliability-table.ts';
import { root } from './server-process.ts';

const names = Object.keys(faults) as FaultName[];
const { values } = parseArgs({
	options: {
		only: { type: 'string', default: names.join(',') },
		seed: { type: 'string', default: String(randomInt(1_000_000)) },
		at: { type: 'string' },
		keep: { type: 'boolean', default: false },
		...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
	}
});
if (values.at && values.only !== 'points') throw new Error('--at goes with --only points');
const options = values as Record<string, string | boolean | undefined>;
const seed = Number(values.seed);
const began = performance.now();
const say = (line: string) => {
	const seconds = Math.round((performance.now() - began) / 1_000);
	process.stdout.write(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}  ${line}\n`);
};
const program = existsSync(join(root, 'build/handler.js')) ? 'product' : 'tests';
say(`seed ${seed}, ${program === 'product' ? 'the product as built' : 'the product without its pages'}`);

let failed = 0;
for (const name of names.filter((each) => String(values.only).split(',').includes(each))) {
	const fault = faults[name];
	const count = Number(options[name] ?? fault.count);
	for (const report of await fault.run({ seed, program, say, at: values.at }, count)) {
		say(`${report.failures.length === 0 ? '✓' : '✗'} ${report.name}: ${report.runs}; ${report.result}`);
		for (const failure of report.failures.slice(0, 20)) say(`    ${failure}`);
		failed += report.failures.length;
		const command = `--only ${name}${values.at ? ` --at '${values.at}'` : ''} --${name} ${count} --seed ${seed}`;
		if (!values.keep) writeRow(report, command);
	}
}
process.exit(failed === 0 ? 0 : 1);
