/** Whose words a line of Chinese minutes is, where the line itself says so. */
import type { ChineseText } from './zh-clause.ts';
import { wholeOwner } from './zh-head.ts';
import { readChineseOwners } from './zh-owner.ts';
import type { OwnerPhrase } from './zh-owner.ts';
import { TEACHER } from './zh-subject.ts';

/** 「我周五前补上 [name=Rafe]」: who wrote a remark of shared notes stands behind it, and what they say of themselves is theirs. */
export function signatureOf({
	folded,
	start,
	end,
	place
}: ChineseText): { at: number; by: OwnerPhrase | null } | null {
	const from = Math.max(start + 1, end - 90);
	const found = SIGNED.exec(folded.slice(from, end));
	if (!found) return null;
	const at = from + found.index;
	const by = place.speaker ? null : wholeOwner(at + found[0].indexOf('=') + 1, found[1]!.length, 'handle');
	return { at, by };
}

const SIGNED = /\[name=([^\]\s][^\]]{0,29})\](?:\s?\[time=[^\]]{1,40}\])?\s*$/;

/** 「外联部：赞助谈好了一半，本周内确定」: the department whose report the line is. */
export function speakerOf({ folded, start, end, names, place }: ChineseText): OwnerPhrase | null {
	const tag =
		folded[start] === '['
			? /^\[name=\s?([^\]]{1,30})\]/.exec(folded.slice(start, Math.min(end, start + 40)))
			: null;
	if (tag) return wholeOwner(start + tag[0].length - 1 - tag[1]!.length, tag[1]!.length, 'handle');
	// Looked for up to there only: a long line has thousands of entries, and often no colon.
	if (!folded.slice(start, end + 4).includes(':')) return null;
	const answer =
		/^\s?(?:回复|答复|回应|答|回覆)\s?:\s?/.exec(folded.slice(start, start + 8))?.[0].length ?? 0;
	const owner = readChineseOwners(folded, start + answer, names, 'strict');
	if (!owner || owner.end >= end) return null;
	if (place.speaker && TEACHER.test(folded.slice(owner.start, owner.end))) return null;
	const isBody = owner.form === 'department' || owner.form === 'known';
	if (!isBody && (owner.form === 'group' || !TAKES_ON.test(folded.slice(owner.end, end)))) return null;
	return /^\s?(?:回[复应覆]|答复|说明|补充|报告)?\s?:/.test(folded.slice(owner.end, owner.end + 4))
		? owner
		: null;
}

/** 「学务主任：将洽警察局」, 「主席：我这周会补上」 */
const TAKES_ON = /(?:^\s?:|[。;,])\s?(?:将|会(?!议)|拟|预计)|我/;
