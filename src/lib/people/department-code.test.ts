import { expect, test } from 'vitest';
import { isDepartmentCode } from '#domain/member.ts';
import { suggestDepartmentCode } from './department-code.ts';

test.each([
	['市场部', 'MKT'],
	['市場部', 'MKT'],
	['Marketing', 'MKT'],
	['人力资源部', 'HR'],
	['产品部', 'PRD'],
	['Production', 'MFG'],
	['研发中心', 'RND'],
	['技术部', 'ENG'],
	['信息技术部', 'IT'],
	['Information Technology', 'IT'],
	['Public Affairs', 'PA'],
	['Élan', 'ELA'],
	['Z', ''],
	['海外事业部', ''],
	['', '']
])('%s is offered %s', (name, code) => {
	expect(suggestDepartmentCode(name)).toBe(code);
});

test('a taken code gets another last letter', () => {
	expect(suggestDepartmentCode('市场二部', ['MKT'])).toBe('MKTB');
	expect(suggestDepartmentCode('市场三部', ['MKT', 'MKTB'])).toBe('MKTC');
	expect(suggestDepartmentCode('Aa Bb Cc Dd Ee Ff Gg', ['ABCDEF'])).toBe('ABCDEB');
});

test('whatever is offered is a code the server takes', () => {
	for (const name of ['市场部', 'a b', 'Legal & Compliance', 'one two three four five six seven']) {
		expect(isDepartmentCode(suggestDepartmentCode(name))).toBe(true);
	}
});
