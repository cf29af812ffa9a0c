import { text } from 'node:stream/consumers';
import { admin } from './admin-commands.ts';

/** `npm run -s admin`: the commands of admin-commands.ts, from the shell. */
process.exitCode = await admin(process.argv.slice(2), {
	env: process.env,
	// npm runs scripts in the project's folder; paths are meant from where the person stands.
	folder: process.env['INIT_CWD'] ?? process.cwd(),
	read: () => text(process.stdin),
	say: (line) => void process.stdout.write(`${line}\n`),
	note: (line) => void process.stderr.write(`${line}\n`)
});
