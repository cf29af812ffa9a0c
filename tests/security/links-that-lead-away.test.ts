import { describe, expect, it } from 'vitest';
import { safeNext } from '#lib/answer.ts';

/** Whoever signs in by a link that somebody sent stays on our site. */
const own = 'https://board.example';

const hostile = [
	'//evil.example',
	'///evil.example',
	'////evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'/.//evil.example',
	'/./\\evil.example',
	'/.///evil.example',
	'/././/evil.example',
	'/..//evil.example',
	'/..////evil.example',
	'/../../..//evil.example',
	'/..//..//evil.example',
	'/x/..//evil.example',
	'/a/../..//evil.example',
	'/a//../..//evil.example',
	'/x/y/../..//evil.example/',
	'/%2e//evil.example',
	'/.%2e//evil.example',
	'/%2e%2e//evil.example',
	'/%2E%2E//evil.example',
	'/x/%2e%2e//evil.example',
	'/%2e%2e/%2e%2e//evil.example/../evil.example',
	'/.//user:pass@evil.example',
	'/.//[::1]/',
	'/.//evil.example:80/',
	'//',
	'/.//',
	'https://evil.example',
	'https:evil.example',
	'http:/evil.example',
	'javascript:alert(1)',
	'java\tscript:alert(1)',
	'data:text/html,x',
	'/\t/evil.example',
	'/\n/evil.example',
	'/\r/evil.example',
	'/ /evil.example',
	'/\u0000/evil.example',
	'/\u2028/evil.example',
	'\ufeff//evil.example',
	' //evil.example',
	'%2f%2fevil.example',
	'//evil%E3%80%82example',
	'//board.example@evil.example',
	'//board.example:1@evil.example',
	'?//evil.example',
	'#//evil.example',
	'evil.example',
	'..',
	'',
	null
];

describe('the address after signing in', () => {
	it.each(hostile)('does not leave our site: %j', (next) => {
		const went = safeNext(next);
		expect(new URL(went, own).origin).toBe(own);
		expect(went).not.toMatch(/^[/\\]{2}/);
	});

	it.each([
		'/',
		'/board',
		'/meetings/abc?item=1#here',
		'/cards/%E5%8D%A1',
		'/board?next=//evil.example',
		'/a//b'
	])('is kept when it is ours: %s', (next) => {
		expect(safeNext(next)).toBe(next);
	});
});
