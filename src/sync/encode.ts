import * as encoding from 'lib0/encoding';

/** Longer messages grow out of it, as lib0 has them do. */
const scratch = new Uint8Array(65_536);
let idle: encoding.Encoder | null = emptied(encoding.createEncoder());

/**
 * What `write` writes, as lib0's `encode` answers it. All messages are written in the same memory and copied out once: a server
 * encodes thousands a second, and what lib0 allocates for each is what most of its collector's pauses are spent on
 * (docs/decisions/023).
 */
export function encode(write: (encoder: encoding.Encoder) => void): Uint8Array<ArrayBuffer> {
	// One inside another has memory of its own.
	const encoder = idle ?? encoding.createEncoder();
	const isShared = encoder === idle;
	idle = null;
	try {
		write(encoder);
		return encoding.toUint8Array(encoder);
	} finally {
		if (isShared) idle = emptied(encoder);
	}
}

function emptied(encoder: encoding.Encoder): encoding.Encoder {
	encoder.cbuf = scratch;
	encoder.cpos = 0;
	if (encoder.bufs.length > 0) encoder.bufs = [];
	return encoder;
}
