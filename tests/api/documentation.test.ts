import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApi, type ApiServer } from './api-server.ts';

const text = readFileSync(fileURLToPath(new URL('../../docs/api.md', import.meta.url)), 'utf8');

/** The commands of the examples, a command over several lines as one. */
const examples = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block]) =>
	block!.trimEnd().split(/\n(?=curl |npm )/)
);

describe('docs/api.md', () => {
	let api: ApiServer;
	let names: Record<string, string>;
	beforeEach(async () => {
		api = await openApi();
		const meeting = await api.office.openMeeting();
		const [card] = await api.office.write(meeting, '王芳6月10日前提交样机清单。');
		names = { TOKEN: await api.office.apiToken(api.office.people.ana), MEETING: meeting.id, CARD: card!.id };
	});
	afterEach(() => api.close());

	it.each(examples.filter((example) => example.startsWith('curl')))('%s', async (example) => {
		const { method, url, headers, body } = readCurl(example, names);
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/api\/v1\//);
		const answer = await fetch(url.replace('http://127.0.0.1:3000', api.url), { method, headers, body });
		expect({ status: answer.status, text: await answer.text() }).toMatchObject({
			status: example.includes('POST http://127.0.0.1:3000/api/v1/meetings \\') ? 201 : 200
		});
	});

	it('names every route, and none that is not there', () => {
		const told = [...text.matchAll(/^\| `(GET|POST|PATCH) (\S+)` \|/gm)].map(
			([, method, path]) => `${method} /api/v1${path!.replaceAll(/:(\w+)/g, '[$1]')}`
		);
		expect(told.toSorted()).toEqual(api.routes.toSorted());
	});

	it('has an example of every kind', () => {
		expect(examples.filter((example) => example.startsWith('curl')).length).toBeGreaterThan(9);
		expect(examples.filter((example) => !/^(curl |npm run -s admin -- token )/.test(example))).toEqual([]);
	});
});

/** Reads a curl command as far as the examples use it; throws on anything else. */
function readCurl(command: string, variables: Readonly<Record<string, string>>) {
	const words = wordsOf(command, variables);
	const headers: Record<string, string> = {};
	let [method, url, body]: [string | null, string, string | null] = [null, '', null];
	for (let at = 1; at < words.length; at++) {
		const word = words[at]!;
		if (word === '-X') method = words[(at += 1)]!;
		else if (word === '-d' || word === '--json') {
			body = words[(at += 1)]!;
			headers['content-type'] = word === '-d' ? 'application/x-www-form-urlencoded' : 'application/json';
		} else if (word === '-H') {
			const [, name, value] = /^([\w-]+): (.*)$/.exec(words[(at += 1)]!)!;
			headers[name!] = value!;
		} else if (!word.startsWith('-') && url === '') url = word;
		else throw new Error(`What is ${word} in ${command}`);
	}
	return { method: method ?? (body === null ? 'GET' : 'POST'), url, headers, body };
}

/** The words of a shell command: quotes, variables and continued lines. */
function wordsOf(command: string, variables: Readonly<Record<string, string>>): string[] {
	const filled = (part: string) =>
		part.replaceAll(/\$(\w+)/g, (_, name: string) => {
			if (!(name in variables)) throw new Error(`There is no $${name}`);
			return variables[name]!;
		});
	const words = command.replaceAll('\\\n', ' ').matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g);
	return [...words].map(([word]) =>
		word.replaceAll(
			/'([^']*)'|"([^"]*)"|([^'"]+)/g,
			(_, single, double, bare) => single ?? filled(double ?? bare)
		)
	);
}
