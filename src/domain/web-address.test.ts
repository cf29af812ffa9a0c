import { describe, expect, it } from 'vitest';
import { safeAddress } from './web-address.ts';

describe('an address', () => {
	it.each([
		['https://board.example/a?b=c#d', 'https://board.example/a?b=c#d'],
		['http://10.0.0.8:8080/wiki', 'http://10.0.0.8:8080/wiki'],
		['mailto:ana@board.example', 'mailto:ana@board.example'],
		[' wiki.board.example/页面 ', 'https://wiki.board.example/页面'],
		['例子.公司', 'https://例子.公司']
	])('that may be followed: %s', (text, address) => {
		expect(safeAddress(text)).toBe(address);
	});

	it.each([
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'java\nscript:alert(1)',
		'\u0001javascript:alert(1)',
		'data:text/html,<script>alert(1)</script>',
		'vbscript:x',
		'file:///etc/passwd',
		'//evil.example',
		'/etc/passwd',
		'weekly report',
		'https:evil',
		'',
		null,
		7,
		{ href: 'https://x' }
	])('that may not: %j', (text) => {
		expect(safeAddress(text)).toBeNull();
	});
});
