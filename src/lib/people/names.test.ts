import { expect, test } from 'vitest';
import { joinNames, splitNames } from './names.ts';

test('aliases are separated as people do it, and said once', () => {
	expect(splitNames('小刘、刘总，Liz; Liz\n Liu Yang ,')).toEqual(['小刘', '刘总', 'Liz', 'Liu Yang']);
	expect(splitNames(' 、 ')).toEqual([]);
});

test.each(['en', 'zh-CN'])('what is shown in %s is read back as it was', (locale) => {
	const names = ['小刘', 'Liu Yang'];
	expect(splitNames(joinNames(names, locale))).toEqual(names);
});
