import { hash, verify, type Options } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { Refusal } from '#server/errors.ts';

/** OWASP Password Storage: Argon2id with at least 19 MiB, t=2, p=1. The work is done off the event loop. */
const cost: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** ASVS 6.2.1 asks for 8 characters at least, 6.2.9 for 64 at least to be allowed. */
const shortest = 8;
const longest = 200;

const common = new Set(dictionary['passwords-common']?.map((password) => password.toLowerCase()));

/** Answers the hash to store. Throws `Refusal('weak-password')` or `('common-password')`. */
export async function hashPassword(
	password: string,
	about: { readonly names: readonly string[] }
): Promise<string> {
	checkPassword(password, about);
	return hash(password.normalize('NFKC'), cost);
}

/** True when the password is the one. Takes the same time when there is no such member (`stored` null). */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	// Cut by characters, as the length was counted when it was set.
	const cut = [...password].slice(0, longest).join('');
	const right = await verify(stored ?? (await nobodysHash()), cut.normalize('NFKC'), cost);
	return right && stored !== null;
}

/** Throws when the password is short, one of the well-known ones, a single repeated letter, or the person's own name. */
export function checkPassword(password: string, { names }: { readonly names: readonly string[] }): void {
	const length = [...password].length;
	if (length < shortest || length > longest)
		throw new Refusal('weak-password', { password: 'weak-password' });
	const folded = password.normalize('NFKC').toLowerCase();
	const isName = names.some((name) => name.length > 0 && folded === name.normalize('NFKC').toLowerCase());
	if (common.has(folded) || new Set(folded).size < 4 || isName) {
		throw new Refusal('common-password', { password: 'common-password' });
	}
}

let nobody: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
	nobody ??= hash('nobody signs in with this', cost);
	return nobody;
}
