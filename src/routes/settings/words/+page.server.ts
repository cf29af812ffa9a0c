import { error } from '@sveltejs/kit';
import { dayInZone } from '#domain/day.ts';
import type { OwnWords } from '#domain/extraction/own-words.ts';
import { may } from '#domain/rights.ts';
import { orFail } from '#lib/answer.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import { textsOf } from '#lib/typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor } = membersOnly(locals);
	const { workspace, app } = locals;
	if (!workspace || !may.administer(actor)) error(403, { message: 'forbidden', code: 'forbidden' });
	return {
		ownWords: workspace.ownWords,
		directory: await app.people.directory(workspace.id),
		today: dayInZone(app.now(), workspace.timeZone)
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const { actor } = membersOnly(locals);
		const form = await request.formData();
		const ownWords = {
			heads: paired(textsOf(form, 'head'), textsOf(form, 'kind')).map(([words, kind]) => ({ words, kind })),
			cues: paired(textsOf(form, 'cue'), textsOf(form, 'place')).map(([words, place]) => ({ words, place }))
		} as OwnWords;
		const answer = await orFail(locals.app.workspaces.change(actor, { ownWords }), {});
		return answer.ok ? { saved: true } : answer.failure;
	}
};

/** Each word with what was chosen for it; lines that were left empty are none. */
function paired(words: readonly string[], choices: readonly string[]): [string, string][] {
	return words.flatMap((word, at): [string, string][] =>
		word.trim() === '' ? [] : [[word, choices[at] ?? '']]
	);
}
