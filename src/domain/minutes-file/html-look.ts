import type { Look } from './styled-words.ts';

/** How words within a tag look, by its name, its own style, and how those around it look. */
export function lookWithin(
	around: Look,
	name: string,
	{ href, style }: Readonly<Record<string, string>>
): Look {
	const look = { ...around, ...looksOfTags.get(name), ...(style !== undefined && lookOfStyle(style)) };
	return name === 'a' ? { ...look, href: href?.trim() ?? null } : look;
}

const bold: Look = { bold: true };
const italic: Look = { italic: true };
const struck: Look = { struck: true };
const looksOfTags: ReadonlyMap<string, Look> = new Map([
	['b', bold],
	['strong', bold],
	['i', italic],
	['em', italic],
	['s', struck],
	['strike', struck],
	['del', struck]
]);

/** What stands in the tag itself: style sheets are not read. `inherit` and variables leave it as it is around. */
function lookOfStyle(style: string): Look {
	const weight = /(?:^|;)\s*font-weight\s*:\s*(?:(bold|bolder|[6-9]\d\d)|normal|lighter|[1-5]\d\d)\b/i.exec(
		style
	);
	const slant = /(?:^|;)\s*font-style\s*:\s*(?:(italic|oblique)|normal)\b/i.exec(style);
	const isStruck = /(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through/i.test(style);
	return {
		...(weight && { bold: weight[1] !== undefined }),
		...(slant && { italic: slant[1] !== undefined }),
		...(isStruck && { struck: true })
	};
}
