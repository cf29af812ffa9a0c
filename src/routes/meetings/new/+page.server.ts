import { redirect } from '@sveltejs/kit';
import type { Day } from '#domain/day.ts';
import type { Way } from '#domain/meeting.ts';
import { orError, orFail } from '#lib/answer.ts';
import { nextHalfHour, startingNow } from '#lib/meetings/meeting-time.ts';
import { membersOnly } from '#lib/people/members-only.ts';
import { choiceOf, textOf, textsOf } from '#lib/typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, signedIn } = membersOnly(locals);
	const { app, workspace } = locals;
	const { members, departments, projects } = await orError(app.people.roster(actor));
	const { member } = signedIn;
	const now = app.now();
	return {
		members: members
			.filter(({ role, removedAt }) => role !== 'guest' && removedAt === null)
			.map(({ id, name, aliases, departmentIds }) => ({ id, name, aliases, departmentIds })),
		departments: departments.map(({ id, name }) => ({ id, name })),
		projects: projects.map(({ id, name }) => ({ id, name })),
		me: { id: member.id, departmentIds: member.departmentIds },
		time: nextHalfHour(now, workspace!.timeZone),
		now,
		/** New minutes are in the organisation's language, not the reader's. */
		minutesLocale: workspace!.locale,
		projectId: url.searchParams.get('project') ?? ''
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const { actor } = membersOnly(locals);
		const { app, workspace } = locals;
		const form = await request.formData();
		const startNow = form.has('startNow');
		const typed = {
			formId: textOf(form, 'formId'),
			title: textOf(form, 'title'),
			day: textOf(form, 'day'),
			from: textOf(form, 'from'),
			to: textOf(form, 'to'),
			ways: textsOf(form, 'ways'),
			place: textOf(form, 'place'),
			platform: textOf(form, 'platform'),
			meetingNumber: textOf(form, 'meetingNumber'),
			chairId: textOf(form, 'chairId'),
			recorderId: textOf(form, 'recorderId'),
			departmentIds: textsOf(form, 'departmentIds'),
			attendeeIds: textsOf(form, 'attendeeIds'),
			projectId: textOf(form, 'projectId'),
			newProject: textOf(form, 'newProject'),
			addedProject: null as { id: string; name: string } | null
		};

		const open = async () => {
			const { newProject, addedProject: _, ...facts } = typed;
			let projectId = choiceOf(form, 'projectId');
			if (newProject.trim() !== '') {
				const { id, name } = await app.people.addProject(actor, { name: newProject });
				// Kept when the meeting is refused, so that a second try does not make the project again.
				Object.assign(typed, { addedProject: { id, name }, projectId: id, newProject: '' });
				projectId = id;
			}
			const time = { day: facts.day as Day, from: facts.from, to: facts.to };
			const isTime = /^\d\d:\d\d$/.test(time.from) && /^\d\d:\d\d$/.test(time.to) && time.day.length === 10;
			return app.meetings.open(actor, {
				...facts,
				...(startNow && isTime ? startingNow(time, app.now(), workspace!.timeZone) : time),
				startNow,
				ways: facts.ways as Way[],
				chairId: choiceOf(form, 'chairId'),
				recorderId: choiceOf(form, 'recorderId'),
				projectId
			});
		};

		const answer = await orFail(open(), typed);
		if (!answer.ok) return answer.failure;
		redirect(303, `/meetings/${answer.result.id}`);
	}
};
