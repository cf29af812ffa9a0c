import { error } from '@sveltejs/kit';
import { limitNames } from '#domain/board/limits.ts';
import { boardRuleNames, boardRulesOf } from '#domain/board/status.ts';
import type { Locale } from '#domain/member.ts';
import { may } from '#domain/rights.ts';
import { orFail } from '#lib/answer.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import { textOf } from '#lib/typed.ts';
import { timeZoneOptions } from '#lib/workspace/time-zones.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const { actor } = membersOnly(locals);
	const { workspace, locale, app } = locals;
	if (!workspace || !may.administer(actor)) error(403, { message: 'forbidden', code: 'forbidden' });
	const { name, timeZone, guestsMayJoin, boardRules } = workspace;
	return {
		facts: {
			name,
			timeZone,
			locale: workspace.locale,
			guestsMayJoin,
			boardRules: boardRulesOf(boardRules),
			limits: boardRules.limits ?? {}
		},
		timeZones: timeZoneOptions({ locale, at: app.now(), chosen: timeZone })
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const { actor } = membersOnly(locals);
		const form = await request.formData();
		const typed = {
			name: textOf(form, 'name'),
			timeZone: textOf(form, 'timeZone'),
			locale: textOf(form, 'locale')
		};
		const limits = limitNames.map((name) => [name, textOf(form, `limit-${name}`).trim()] as const);
		const changing = locals.app.workspaces.change(actor, {
			...typed,
			locale: typed.locale as Locale,
			guestsMayJoin: form.has('guestsMayJoin'),
			boardRules: {
				...Object.fromEntries(
					boardRuleNames.map((name) => [
						name,
						form.has(`rule-${name}`) ? ('block' as const) : ('warn' as const)
					])
				),
				limits: Object.fromEntries(
					limits.filter(([, text]) => text !== '').map(([name, text]) => [name, Number(text)])
				)
			}
		});
		const kept = { ...typed, ...Object.fromEntries(limits.map(([name, text]) => [`limit-${name}`, text])) };
		const answer = await orFail(changing, kept);
		return answer.ok ? { saved: true } : answer.failure;
	}
};
