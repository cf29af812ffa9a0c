import { expect, test } from 'vitest';
import { deviceName, isHandheld } from './device-name.ts';

const desktop = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const phone =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

test.each([
	[`${desktop} Chrome/126.0.0.0 Safari/537.36`, 'Chrome · Windows'],
	[`${desktop} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, 'Edge · Windows'],
	[`${phone} Version/17.5 Mobile/15E148 Safari/604.1`, 'Safari · iPhone'],
	[`${phone} Mobile/15E148 MicroMessenger/8.0.49`, 'WeChat · iPhone'],
	['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox · Linux'],
	['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15', 'Safari · macOS'],
	['curl/8.5.0', null],
	['', null]
])('%s', (userAgent, name) => {
	expect(deviceName(userAgent)).toBe(name);
});

test('a telephone is told from a desk', () => {
	expect(isHandheld(`${phone} Version/17.5 Mobile/15E148 Safari/604.1`)).toBe(true);
	expect(isHandheld(`${desktop} Chrome/126.0.0.0 Safari/537.36`)).toBe(false);
});
