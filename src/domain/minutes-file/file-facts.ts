/** What the name and the first lines of a file say of the meeting: its title, its day, its times. */
import { isDay, type Day } from '../day.ts';
import type { Block } from '../extraction/block.ts';
import { fold } from '../extraction/fold.ts';

/** Longer titles are cut, as a meeting's title may be (server/parse.ts). */
const longestTitle = 200;

/** 2024-06-05, 2024_6_5, 2024.06.05, 2024年6月5日, 20240605; in Taiwan also 113年6月5日 and 1130605, years of the Republic. */
const namedDay =
	/(?<!\d)(?:((?:19|20)\d\d|1[01]\d)([-_./年 ]) ?(\d{1,2})(?:\2|[-_.月 ]) ?(\d{1,2})日?|((?:19|20)\d\d|1[01]\d)(\d\d)(\d\d))(?!\d)/g;

/** The day that a path names: the file's name first, then the folders around it from the inside out. */
export function dayOfName(path: string): Day | null {
	for (const part of path.split('/').reverse()) {
		for (const found of fold(part).matchAll(namedDay)) {
			const day = dayFrom(found);
			if (day) return day;
		}
	}
	return null;
}

function dayFrom(found: RegExpMatchArray): Day | null {
	const [year, month, day] = (found[1] ? [found[1], found[3], found[4]] : found.slice(5)).map(Number);
	const civil = year! < 1000 ? year! + 1911 : year!;
	const written = `${civil}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
	return isDay(written) ? written : null;
}

/** The file's name without its ending and day when words are left, else the first heading, else the name as it is. */
export function titleOf(path: string, blocks: readonly Block[]): string {
	const name = path
		.split('/')
		.at(-1)!
		.replace(/\.[a-z]+$/i, '')
		.normalize('NFC');
	const words = withoutDay(name);
	const heading = blocks.slice(0, 10).find(({ place, text }) => place.kind === 'heading' && text.trim());
	const title = /\p{L}{2}/u.test(words) ? words : (heading?.text ?? name);
	return cut(title.replace(/\p{Cc}+/gu, ' ').trim() || name);
}

function withoutDay(name: string): string {
	const folded = fold(name);
	let words = name;
	for (const found of [...folded.matchAll(namedDay)].reverse()) {
		if (dayFrom(found))
			words = words.slice(0, found.index) + ' ' + words.slice(found.index + found[0].length);
	}
	return words
		.replace(/[_\s]+/g, ' ')
		.replace(/[(（[【]\s*[)）\]】]/g, '')
		.replace(/^[\s\-–—.,，]+|[\s\-–—.,，]+$/g, '');
}

function cut(title: string): string {
	return title.length <= longestTitle ? title : [...title].slice(0, longestTitle / 2).join('');
}

const clock = /(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)/;
const stretch = new RegExp(`${clock.source}\\s{0,3}(?:-|–|—|~|至|到|to)\\s{0,3}${clock.source}(?!\\d)`);
/** Beyond this many blocks a stretch of time is no longer that of the meeting. */
const top = 30;

/** 「14:00-15:30」 near the top. */
export function timesOf(blocks: readonly Block[]): { readonly from: string; readonly to: string } | null {
	for (const { text } of blocks.slice(0, top)) {
		const found = stretch.exec(fold(text.slice(0, 500)));
		if (found)
			return {
				from: `${found[1]!.padStart(2, '0')}:${found[2]}`,
				to: `${found[3]!.padStart(2, '0')}:${found[4]}`
			};
	}
	return null;
}
