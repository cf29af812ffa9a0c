/**
 * A number as bytes that show any damage: four bytes of the number, then up to 2,000 more that follow from it, so
 * that writes are of many sizes and some cross a page of the database.
 */
export function bytesOf(number: number): Uint8Array {
	const length = 4 + (scramble(number) % 2000);
	const bytes = new Uint8Array(length);
	new DataView(bytes.buffer).setUint32(0, number);
	for (let index = 4; index < length; index += 1) bytes[index] = scramble(number + index) % 256;
	return bytes;
}

/** The number that `bytesOf` wrote; throws when any byte is not as it was written. */
export function numberOf(bytes: Uint8Array): number {
	const number = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
	if (Buffer.compare(bytes, bytesOf(number)) !== 0) throw new Error(`The bytes of ${number} are damaged`);
	return number;
}

/** True for about one number in `oneIn`, always the same ones for a seed. */
export function isChosen(seed: string, number: number, oneIn: number): boolean {
	return scramble(scramble(Number(seed)) + number) % oneIn === 0;
}

/** A number from 0 that looks like chance but always follows from `number`. */
export function scramble(number: number): number {
	let bits = Math.imul(number ^ (number >>> 16), 0x45d9f3b);
	bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
	return (bits ^ (bits >>> 16)) >>> 0;
}
