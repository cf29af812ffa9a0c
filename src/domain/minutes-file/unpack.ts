import { Unzip, UnzipInflate } from 'fflate';
import { NoMinutes } from './block-list.ts';

/** Fed in pieces, so that one piece can expand no further than deflate's ratio of about a thousand allows. */
const pieceSize = 16 * 1024;

/**
 * The wanted files of a ZIP archive. Throws NoMinutes as soon as they unpack to more than `most` bytes, whatever their
 * headers say (a ZIP bomb), and any error for an archive that is damaged.
 */
export function unpack(
	archive: Uint8Array,
	{ wanted, most }: { readonly wanted: (name: string) => boolean; readonly most: number }
): ReadonlyMap<string, Uint8Array> {
	const pieces = new Map<string, Uint8Array[]>();
	const done = new Set<string>();
	let size = 0;
	const reader = new Unzip((file) => {
		if (!wanted(file.name) || pieces.has(file.name)) return;
		const own: Uint8Array[] = [];
		pieces.set(file.name, own);
		file.ondata = (failure, piece, isLast) => {
			if (failure) throw failure;
			size += piece.length;
			if (size > most) throw new NoMinutes('the archive unpacks to too much');
			own.push(piece);
			if (isLast) done.add(file.name);
		};
		file.start();
	});
	reader.register(UnzipInflate);
	for (let at = 0; at < archive.length; at += pieceSize)
		reader.push(archive.subarray(at, at + pieceSize), at + pieceSize >= archive.length);
	if ([...pieces.keys()].some((name) => !done.has(name))) throw new Error('the archive breaks off');
	return new Map([...pieces].map(([name, own]) => [name, join(own)]));
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
