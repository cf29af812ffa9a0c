import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test.each([
	['张小明', '小明'],
	['李雷', '李雷'],
	['欧阳娜', '娜'],
	['歐陽娜娜', '娜娜'],
	['张*', '张'],
	['司马', '司马'],
	['阿卜杜拉·买买提', '买提'],
	['Ana Lopez', 'AL'],
	['ana', 'A'],
	['Jean-Luc Martin', 'JM'],
	['élise', 'É'],
	['  ', '?'],
	['王', '王']
])('%s is shown as %s', (name, expected) => {
	expect(initialsOf(name)).toBe(expected);
});
