import { refusalOf } from '#lib/answer.ts';

/** Why a link opens nothing. */
export const deadLinks = ['link-used', 'link-expired', 'not-found'] as const;
export type DeadLink = (typeof deadLinks)[number];

/**
 * What is behind a one-time link, or why nothing is: for `load`, which shows the reason on the page itself. Any other
 * failure is thrown on.
 */
export async function openLink<Behind>(
	look: Promise<Behind>
): Promise<{ dead: DeadLink; behind: null } | { dead: null; behind: Behind }> {
	try {
		return { dead: null, behind: await look };
	} catch (failure) {
		const code = refusalOf(failure)?.code;
		const dead = deadLinks.find((known) => known === code);
		if (!dead) throw failure;
		return { dead, behind: null };
	}
}
