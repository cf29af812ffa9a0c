/**
 * The text of a file whose encoding nobody names. Old Chinese minutes are GB18030 (or GBK, which it contains) or Big5; what is
 * neither Unicode nor one of these is not guessed at.
 */

/** Null when the bytes are no text in any encoding we know. */
export function decodeText(bytes: Uint8Array): string | null {
	const marked = byteOrderMarks.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
	const text = marked
		? decode(bytes, marked.encoding)
		: (decode(bytes, 'utf-8') ?? decodeChinese(bytes) ?? decodeWestern(bytes));
	return text === null || isBinary(text) ? null : text;
}

const byteOrderMarks = [
	{ encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
	{ encoding: 'utf-16le', mark: [0xff, 0xfe] },
	{ encoding: 'utf-16be', mark: [0xfe, 0xff] }
] as const;

function decode(bytes: Uint8Array, encoding: string): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** Most bytes of the one are also valid in the other, but then they are characters that hardly anybody writes. */
function decodeChinese(bytes: Uint8Array): string | null {
	const readings = ['gb18030', 'big5'].flatMap((encoding) => decode(bytes, encoding) ?? []);
	const [likelier] = readings.sort((a, b) => familiarity(b) - familiarity(a));
	return likelier !== undefined && familiarity(likelier) >= leastFamiliar ? likelier : null;
}

/** In running Chinese half of the characters are frequent ones; in a wrong decoding hardly any. */
const leastFamiliar = 0.1;

/** English with the curly quotes of old Windows: nearly all of it is ASCII, and nothing of it a control character. */
function decodeWestern(bytes: Uint8Array): string | null {
	const beyond = bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
	if (beyond > bytes.length / 10) return null;
	const text = new TextDecoder('windows-1252').decode(bytes);
	return /[\u0080-\u009f]/.test(text) ? null : text;
}

/** The most frequent characters of written Chinese, simplified and traditional, and those of minutes. */
const frequent = new Set(
	'的一是不了在有人我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着下自之年过過发發后後作里用道行所然家种種事成方多经經么去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心本前开開但因只从從想实實日月第公司部门門负責责任完成议議项項目内內容请請由提交确確认認周週期下记記录錄报報告工作人员員时間间点點关關与與及应應计計划畫市场場产產品技术術财財务務销銷售'
);

/** The share of frequent characters among all that are not ASCII, from 0 to 1. */
function familiarity(text: string): number {
	let known = 0;
	let all = 0;
	for (const character of text.slice(0, 20_000)) {
		if (character < '\u0080') continue;
		all++;
		if (frequent.has(character) || '，。：、；（）'.includes(character)) known++;
	}
	return all === 0 ? 0 : known / all;
}

/** Texts hold no NUL; pictures and programs with a text's name do. */
function isBinary(text: string): boolean {
	return text.includes('\0');
}
