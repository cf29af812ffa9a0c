import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { caretColors } from '#sync/presence.ts';

const css = readFileSync('src/app.css', 'utf8');
const themes = {
	light: readTokens(/--color-([\w-]+): light-dark\((#\w+), #\w+\)/g),
	dark: readTokens(/--color-([\w-]+): light-dark\(#\w+, (#\w+)\)/g),
	wall: {} as Record<string, string>
};
themes.wall = { ...themes.dark, ...readTokens(/--color-([\w-]+): (#\w+);/g, wallBlock()) };

const grounds = ['paper', 'surface', 'raised', 'sunken', 'hover'];
const statuses = ['not-started', 'in-progress', 'done', 'delayed'];
const tones = ['danger', 'warn', 'info', 'good'];

/** Text and its ground: WCAG 2.2, 1.4.3 asks for 4.5 : 1. */
const textPairs = [
	...['ink', 'muted', 'accent-ink', ...statuses, ...tones].flatMap((text) =>
		grounds.map((ground) => [text, ground])
	),
	...['paper', 'surface', 'raised'].map((ground) => ['faint', ground]),
	...[...statuses, ...tones].flatMap((name) => [
		[name, `${name}-soft`],
		['ink', `${name}-soft`]
	]),
	['on-accent', 'accent'],
	['on-accent', 'accent-strong'],
	['accent-ink', 'accent-soft'],
	['ink', 'accent-soft'],
	['on-danger-solid', 'danger-solid'],
	['rail-ink', 'rail'],
	['rail-ink', 'rail-hover'],
	['on-rail-here', 'rail-here'],
	['on-seal', 'seal']
] as [string, string][];

/** Borders that show where a control is, and the focus ring: WCAG 2.2, 1.4.11 asks for 3 : 1. */
const shapePairs = [
	...['paper', 'surface', 'raised'].flatMap((ground) => [
		['edge', ground],
		['focus', ground],
		['accent', ground]
	])
] as [string, string][];

describe.each(Object.entries(themes))('%s theme', (_, colours) => {
	test('text is readable on its ground', () => {
		expect(below(4.5, textPairs, colours)).toEqual([]);
	});

	test('controls and the focus ring can be seen', () => {
		expect(below(3, shapePairs, colours)).toEqual([]);
	});
});

test('the wall reads at 7 : 1, since people sit six metres away', () => {
	const pairs = ['ink', 'muted', 'faint', ...statuses].map((text) => [text, 'surface'] as [string, string]);
	expect(below(7, pairs, themes.wall)).toEqual([]);
});

test('people have the colours of their carets, and white is readable on each', () => {
	const people = readTokens(/--color-(person-\d+): (#\w+);/g);
	expect(Object.values(people)).toEqual([...caretColors]);
	const pairs = Object.keys(people).map((person) => ['white', person] as [string, string]);
	expect(below(4.5, pairs, { white: '#ffffff', ...people })).toEqual([]);
});

function below(limit: number, pairs: [string, string][], colours: Record<string, string>): string[] {
	return pairs
		.map(([text, ground]) => ({ text, ground, ratio: contrast(need(colours, text), need(colours, ground)) }))
		.filter(({ ratio }) => ratio < limit)
		.map(({ text, ground, ratio }) => `${text} on ${ground}: ${ratio.toFixed(2)}`);
}

function need(colours: Record<string, string>, name: string): string {
	const colour = colours[name];
	if (!colour) throw new Error(`no colour called ${name}`);
	return colour;
}

function readTokens(pattern: RegExp, source = css): Record<string, string> {
	return Object.fromEntries([...source.matchAll(pattern)].map((match) => [match[1], match[2]]));
}

function wallBlock(): string {
	return /\[data-theme='wall'\] \{([^}]*)\}/.exec(css)?.[1] ?? '';
}

/** Contrast ratio of two opaque colours as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const value = parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
