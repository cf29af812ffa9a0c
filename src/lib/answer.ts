import { error, fail, type Cookies } from '@sveltejs/kit';
import type { Refusal } from '#server/errors.ts';
import type { Entered } from '#server/auth/entering.ts';

/** Says that this browser is known to belong to a member, so that strangers' failed sign-ins do not lock it out. */
export const deviceCookie = 'minuteboard-device';

/** The server's "no" among all failures, known by its name: pages do not import server/ at run time. */
export function refusalOf(failure: unknown): Refusal | null {
	return failure instanceof Error && failure.name === 'Refusal' ? (failure as Refusal) : null;
}

/** For `load`: a refusal becomes an error page with its code; anything else is thrown on. */
export async function orError<Result>(work: Promise<Result>): Promise<Result> {
	try {
		return await work;
	} catch (failure) {
		const refusal = refusalOf(failure);
		if (!refusal) throw failure;
		error(refusal.status, { message: refusal.code, code: refusal.code });
	}
}

/**
 * For form actions: a refusal becomes `fail` with its code, the fields that were wrong and the values that were typed
 * (`keep`, without secrets), so that the form comes back filled in.
 */
export async function orFail<Result, Kept extends Record<string, unknown> = Record<never, never>>(
	work: Promise<Result>,
	keep: Kept = {} as Kept
) {
	try {
		return { ok: true as const, result: await work };
	} catch (failure) {
		const refusal = refusalOf(failure);
		if (!refusal) throw failure;
		return {
			ok: false as const,
			failure: fail(refusal.status, {
				code: refusal.code as string,
				fields: { ...refusal.fields },
				kept: keep
			})
		};
	}
}

/** Sets the cookies of somebody who just got in: the session, and that this browser is known to be theirs. */
export function setEntered(
	cookies: Cookies,
	{ cookie, device }: Entered,
	{ secure }: { readonly secure: boolean }
) {
	cookies.set(cookie.name, cookie.value, { path: '/', ...cookie.attributes });
	if (device) {
		cookies.set(deviceCookie, device, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure,
			maxAge: 365 * 86_400
		});
	}
}

/** Where to go after signing in: a path of ours, never another site (`//evil`, `/\evil`, `/.//evil`, control characters). */
export function safeNext(next: string | null): string {
	if (!next || !/^\/[\x21-\x7e]*$/.test(next) || next.includes('\\')) return '/';
	const url = URL.parse(next, 'http://own');
	if (url?.origin !== 'http://own') return '/';
	// Looked at again: taking `/.` and `/x/..` away may leave two slashes in front, which lead to another site.
	return url.pathname.startsWith('//') ? '/' : url.pathname + url.search + url.hash;
}
