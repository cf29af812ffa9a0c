// `npm start` and `npm run dev`. Runs on any Node from 20 on: installs what the lock names, builds what changed since
// the last build, then runs the server (or Vite, with --dev) on the Node that the project brings along.
// Nothing here may need a package: on a fresh clone there is none.
import { text } from './launch/messages.mjs';

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
	process.stderr.write(`${text('nodeTooOld', { version: process.versions.node })}\n`);
	process.exit(1);
}

const { launch } = await import('./launch/launch.mjs');
await launch(process.argv.slice(2));
