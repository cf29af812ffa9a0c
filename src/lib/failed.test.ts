import { expect, test } from 'vitest';
import { createTranslate } from './messages/translate.ts';
import { en } from './messages/en/index.ts';
import { failedIn, fieldText, formText, keptText, keptTexts, type Failed } from './failed.ts';

const t = createTranslate('en', en);
const failed: Failed = {
	code: 'invalid-input',
	fields: { name: 'invalid-input', 'departmentIds.1': 'invalid-input', code: 'code-taken' },
	kept: { form: 'add', name: ' ', departmentIds: ['a', 'b'] }
};

test('a field of the wrong shape says what it takes', () => {
	expect(fieldText(t, failed, 'name', 'Up to 80 characters')).toBe('Up to 80 characters');
});

test('a refusal with words of its own says them', () => {
	expect(fieldText(t, failed, 'code', 'Letters only')).toBe(en.errors['code-taken']);
});

test('a list is marked by any of its entries, and a right field by nothing', () => {
	expect(fieldText(t, failed, 'departmentIds', 'Choose again')).toBe('Choose again');
	expect(fieldText(t, failed, 'head', 'Choose again')).toBeNull();
	expect(fieldText(t, null, 'name', 'Up to 80 characters')).toBeNull();
});

test('what no field shows is said above the form, the rest is not said twice', () => {
	expect(formText(t, failed, ['name', 'departmentIds'])).toBeNull();
	expect(formText(t, { ...failed, fields: {} }, ['name'])).toBe(en.errors['invalid-input']);
	expect(formText(t, { ...failed, fields: { input: 'invalid-input' } }, ['name'])).toBe(
		en.errors['invalid-input']
	);
});

test('each of several forms hears only of its own refusal', () => {
	expect(failedIn(failed)).toBe(failed);
	expect(failedIn(failed, 'add')).toBe(failed);
	expect(failedIn(failed, 'change')).toBeNull();
	expect(failedIn({ link: 'x' })).toBeNull();
	expect(failedIn(null)).toBeNull();
});

test('what was typed comes back, also when it was wrong', () => {
	expect(keptText(failed, 'name', 'Ana')).toBe(' ');
	expect(keptText(null, 'name', 'Ana')).toBe('Ana');
	expect(keptTexts(failed, 'departmentIds', [])).toEqual(['a', 'b']);
	expect(keptTexts(null, 'departmentIds', ['c'])).toEqual(['c']);
});
