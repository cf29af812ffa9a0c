import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { encode } from '#sync/encode.ts';
import type { DocumentUpdate, LoggedUpdate } from '../storage.ts';

type Record = Pick<DocumentUpdate, 'update' | 'authorId' | 'at'>;

/** What a room stores in one turn, as one row's bytes: for each update its author, its time after `at`, and its bytes. */
export function packRecords(updates: readonly Record[], at: number): Uint8Array {
	return encode((encoder) => {
		for (const update of updates) {
			encoding.writeVarString(encoder, update.authorId ?? '');
			encoding.writeVarInt(encoder, update.at - at);
			encoding.writeVarUint8Array(encoder, update.update);
		}
	});
}

/** Throws on bytes that `packRecords` did not make of so many updates. */
export function unpackRecords(
	bytes: Uint8Array,
	{ count, at, seq }: { readonly count: number; readonly at: number; readonly seq: number }
): LoggedUpdate[] {
	const decoder = decoding.createDecoder(bytes);
	return Array.from({ length: count }, () => ({
		seq,
		authorId: decoding.readVarString(decoder) || null,
		at: at + decoding.readVarInt(decoder),
		update: decoding.readVarUint8Array(decoder)
	}));
}
