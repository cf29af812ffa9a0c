import { describe, expect, it } from 'vitest';
import { findLicenceProblems, findOldVersions, isOlder, readLock, type LockedPackage } from './rules.ts';

const none = new Map<string, string>();
const packageOf = (name: string, version: string, licence: string | null): LockedPackage => ({
	path: `node_modules/${name}`,
	version,
	licence
});

describe('licences of packages', () => {
	it('permissive ones pass, alone and as one choice of several', () => {
		const packages = ['MIT', 'ISC', 'MPL-2.0', '(GPL-3.0 OR Apache-2.0)', 'MIT AND BSD-3-Clause'];
		expect(
			findLicenceProblems(
				packages.map((licence) => packageOf('a', '1.0.0', licence)),
				none
			)
		).toEqual([]);
	});

	it('others are named with the package and its version', () => {
		expect(findLicenceProblems([packageOf('a', '1.2.3', 'AGPL-3.0-only')], none)).toEqual([
			'a 1.2.3: licence AGPL-3.0-only'
		]);
		expect(findLicenceProblems([packageOf('b', '1.0.0', 'MIT AND GPL-3.0')], none)).toHaveLength(1);
	});

	it('a package that states none needs a written exception', () => {
		const silent = packageOf('@scope/silent', '1.0.0', null);
		expect(findLicenceProblems([silent], none)).toEqual(['@scope/silent 1.0.0: licence not stated']);
		expect(findLicenceProblems([silent], new Map([['@scope/silent', 'its LICENSE file is MIT']]))).toEqual(
			[]
		);
	});

	it('an exception nobody needs any more is a problem too', () => {
		expect(findLicenceProblems([], new Map([['gone', 'was silent']]))).toEqual([
			'gone: an exception that is not needed any more'
		]);
	});
});

describe('least versions', () => {
	it('every copy of a package counts, also one below another', () => {
		const least = [{ name: 'ws', version: '8.21.0', because: 'a hole' }];
		const copies = [
			packageOf('ws', '8.23.0', 'MIT'),
			{ path: 'node_modules/old/node_modules/ws', version: '6.2.1', licence: 'MIT' }
		];
		expect(findOldVersions(copies, least)).toEqual(['ws 6.2.1 is older than 8.21.0: a hole']);
	});

	it.each([
		['8.9.0', '8.21.0', true],
		['8.21.0', '8.21.0', false],
		['9.0.0', '8.21.0', false],
		['8.21.0-rc.1', '8.21.0', true],
		['3.54', '3.51.3', false]
	])('%s before %s: %s', (a, b, answer) => {
		expect(isOlder(a, b)).toBe(answer);
	});
});

it('the lock is read without the project itself', () => {
	const lock = {
		packages: { '': { version: '0.1.0' }, 'node_modules/a': { version: '1.0.0', license: 'MIT' } }
	};
	expect(readLock(lock)).toEqual([{ path: 'node_modules/a', version: '1.0.0', licence: 'MIT' }]);
});
