/** A file of old minutes → what it says, under which title and on which day. Reads what it is given and nothing else. */
import type { Day } from '../day.ts';
import type { MarkedBlock } from '../extraction/marked-text.ts';
import { readMarkdown } from '../extraction/markdown-blocks.ts';
import { readMeetingDays } from '../extraction/meeting-days.ts';
import { decodeText } from './file-text.ts';
import { dayOfName, timesOf, titleOf } from './file-facts.ts';
import { readHtml } from './html-blocks.ts';
import { readWord } from './word-blocks.ts';

/** A file, by its path in what was chosen: `2024/06/周会 0605.docx`. */
export type MinutesFile = { readonly path: string; readonly bytes: Uint8Array };

export type MinutesFileReading =
	| {
			readonly ok: true;
			readonly title: string;
			/** As the path says, else the text; null when neither does. */
			readonly day: Day | null;
			/** From when to when, when the text says so. */
			readonly times: { readonly from: string; readonly to: string } | null;
			readonly blocks: readonly MarkedBlock[];
	  }
	| { readonly ok: false; readonly why: Unreadable };

/** Why a file cannot be imported, by a name that pages translate. */
export const unreadableReasons = [
	/** Not .md, .txt, .html or .docx. */
	'kind',
	'empty',
	/** More than `largestFile` bytes. */
	'too-large',
	/** More text than minutes may have. */
	'too-long',
	/** Bytes that are no text in any encoding we know. */
	'encoding',
	/** It cannot be opened, or holds something else than its name says, or unpacks to far too much. */
	'damaged'
] as const;
export type Unreadable = (typeof unreadableReasons)[number];

/** In bytes. Word documents are mostly pictures, which are not read. */
export const largestFile = 20_000_000;
/** Of a file that is nothing but text. */
const largestText = 2_000_000;
/** In bytes of JSON in UTF-8, as blocks are sent to the server: about 80,000 Chinese characters in lines of the usual length. */
export const largestMinutes = 450_000;

const kinds: Readonly<Record<string, 'text' | 'html' | 'word'>> = {
	md: 'text',
	markdown: 'text',
	txt: 'text',
	text: 'text',
	html: 'html',
	htm: 'html',
	docx: 'word'
};

/** Endings of files that can be read, for a file dialog. */
export const readableEndings: readonly string[] = Object.keys(kinds).map((ending) => `.${ending}`);

/** What systems and programs leave lying in folders, and nobody means: `.DS_Store`, `Thumbs.db`, `~$周会.docx`. */
export function isLeftover(path: string): boolean {
	return path.split('/').some((part) => /^(?:\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i.test(part));
}

/** Why a file need not even be opened; null when it may be read. */
export function refusalOf({
	path,
	size
}: {
	readonly path: string;
	readonly size: number;
}): Unreadable | null {
	const kind = kindOf(path);
	if (!kind) return 'kind';
	if (size === 0) return 'empty';
	if (size > largestFile) return 'too-large';
	return kind !== 'word' && size > largestText ? 'too-long' : null;
}

/** Never throws: a file that cannot be read says why. */
export function readMinutesFile({ path, bytes }: MinutesFile): MinutesFileReading {
	const refused = refusalOf({ path, size: bytes.length });
	if (refused) return { ok: false, why: refused };
	const read = readBlocks(kindOf(path)!, bytes);
	if (typeof read === 'string') return { ok: false, why: read };
	// Words are worth more than how they look.
	const blocks = sizeOf(read) > largestMinutes ? read.map(({ marks: _, ...block }) => block) : read;
	if (blocks.every(({ text }) => text.trim() === '')) return { ok: false, why: 'empty' };
	if (sizeOf(blocks) > largestMinutes) return { ok: false, why: 'too-long' };
	return {
		ok: true,
		title: titleOf(path, blocks),
		day: dayOfName(path) ?? readMeetingDays(blocks).meetingDay,
		times: timesOf(blocks),
		blocks
	};
}

function kindOf(path: string) {
	const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
	return Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
}

function readBlocks(kind: 'text' | 'html' | 'word', bytes: Uint8Array): readonly MarkedBlock[] | Unreadable {
	try {
		if (kind === 'word') return readWord(bytes);
		const text = decodeText(bytes);
		if (text === null) return 'encoding';
		return kind === 'html' ? readHtml(text) : readMarkdown(text).blocks;
	} catch {
		// NoMinutes, or the words of a parser over a broken file: the file is named to the person, who can look at it.
		return 'damaged';
	}
}

function sizeOf(blocks: readonly MarkedBlock[]): number {
	return new TextEncoder().encode(JSON.stringify(blocks.map(({ id: _, ...block }) => block))).length;
}
