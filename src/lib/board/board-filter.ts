import { statuses, type Status } from '#domain/board/status.ts';
import { addDays, isDay, mondayOf, type Day } from '#domain/day.ts';
import { isLate, type BoardCard } from './board-card.ts';
import type { Names } from './board-roster.ts';
import { laneKinds, type LaneKind } from './lanes.ts';
import type { Sounds } from './sounds.ts';

/**
 * Which cards a board shows. It lives in the page's address, so that it can be sent to somebody. All that is chosen
 * holds at once; null and false choose nothing.
 */
export type BoardFilter = {
	readonly projectId: string | null;
	readonly departmentId: string | null;
	readonly meetingId: string | null;
	/** A person or a department that does it. */
	readonly ownerId: string | null;
	readonly status: Status | null;
	readonly priority: 'high' | 'medium' | 'low' | null;
	/** Due on this day or later … */
	readonly from: Day | null;
	/** … and on this day or earlier. */
	readonly to: Day | null;
	/** Only the reader's own cards: theirs by name, or their department's. */
	readonly mine: boolean;
	readonly late: boolean;
	/** Due from this Monday to Sunday. */
	readonly week: boolean;
	readonly unowned: boolean;
	/** Open without a day, or without somebody the directory knows. */
	readonly vague: boolean;
	/** Something happened to it since this week's Monday. */
	readonly changed: boolean;
	/** The cards done long ago, too: the server sends them only when asked. */
	readonly allDone: boolean;
	/** How they are shown. */
	readonly view: View;
	/** What the board is divided by. */
	readonly lanes: LaneKind | null;
	/** A day that the calendar shows; today without one. */
	readonly day: Day | null;
	/** Words in its text or in a name on it; Chinese also by its sound. */
	readonly text: string;
};

/** Whom "mine" means. */
export type Reader = { readonly id: string; readonly departmentIds: readonly string[] };

/** What the page knows beside the cards. */
export type Surroundings = {
	readonly reader: Reader | null;
	readonly today: Day;
	/** The last event before this week's Monday: what has a greater version has changed since. */
	readonly seqBeforeWeek: number;
	readonly names: Names;
	readonly sounds: Sounds;
};

export const views = ['board', 'list', 'calendar'] as const;
export type View = (typeof views)[number];

/** What is on or off. */
export const markNames = ['mine', 'late', 'week', 'unowned', 'vague', 'changed'] as const;
export type Mark = (typeof markNames)[number];

const priorities = ['high', 'medium', 'low'] as const;

/** The filter in an address: `?project=…&department=…&due-from=2024-06-03&mine=1&q=…`. What it cannot read, it leaves. */
export function filterOf(parameters: URLSearchParams): BoardFilter {
	const text = (name: string) => parameters.get(name) || null;
	const oneOf = <Value extends string>(name: string, values: readonly Value[]) =>
		values.find((value) => value === parameters.get(name)) ?? null;
	const day = (name: string) => {
		const value = parameters.get(name);
		return value !== null && isDay(value) ? value : null;
	};
	const mark = (name: Mark) => parameters.get(name) === '1';
	return {
		projectId: text('project'),
		departmentId: text('department'),
		meetingId: text('meeting'),
		ownerId: text('owner'),
		status: oneOf('status', statuses),
		priority: oneOf('priority', priorities),
		from: day('due-from'),
		to: day('due-to'),
		mine: mark('mine'),
		late: mark('late'),
		week: mark('week'),
		unowned: mark('unowned'),
		vague: mark('vague'),
		changed: mark('changed'),
		view: oneOf('view', views) ?? 'board',
		lanes: oneOf('lanes', laneKinds),
		day: day('day'),
		allDone: parameters.get('done') === 'all',
		text: parameters.get('q') ?? ''
	};
}

/** The filter as parameters of an address, those it does not need left out. */
export function parametersOf(filter: BoardFilter): URLSearchParams {
	const parameters = new URLSearchParams();
	const set = (name: string, value: string | null) => value && parameters.set(name, value);
	set('project', filter.projectId);
	set('department', filter.departmentId);
	set('meeting', filter.meetingId);
	set('owner', filter.ownerId);
	set('status', filter.status);
	set('priority', filter.priority);
	set('due-from', filter.from);
	set('due-to', filter.to);
	for (const name of markNames) set(name, filter[name] ? '1' : null);
	set('view', filter.view === 'board' ? null : filter.view);
	set('lanes', filter.view === 'board' ? filter.lanes : null);
	set('day', filter.view === 'calendar' ? filter.day : null);
	set('done', filter.allDone ? 'all' : null);
	set('q', filter.text);
	return parameters;
}

/** Every card again, in the same view of them. */
export function cleared({ view, lanes, day, allDone }: BoardFilter): BoardFilter {
	return { ...filterOf(new URLSearchParams()), view, lanes, day, allDone };
}

/** True when a filter may hide something. */
export function isFiltering(filter: BoardFilter): boolean {
	return parametersOf({ ...filter, view: 'board', lanes: null, allDone: false }).size > 0;
}

/** A filter as a question to be asked of many cards. */
export function passing(
	filter: BoardFilter,
	{ reader, today, seqBeforeWeek, names, sounds }: Surroundings
): (card: BoardCard) => boolean {
	const monday = mondayOf(today);
	const sunday = addDays(monday, 6);
	const says = filter.text.trim() === '' ? null : sounds.search(filter.text);
	return (card) =>
		(!filter.projectId || card.projectId === filter.projectId) &&
		(!filter.departmentId || card.departmentId === filter.departmentId) &&
		(!filter.meetingId || card.meetingId === filter.meetingId) &&
		(!filter.ownerId || (card.owner !== null && 'id' in card.owner && card.owner.id === filter.ownerId)) &&
		(!filter.status || card.status === filter.status) &&
		(!filter.priority || card.priority === filter.priority) &&
		(!filter.from || (card.due !== null && card.due >= filter.from)) &&
		(!filter.to || (card.due !== null && card.due <= filter.to)) &&
		(!filter.mine || (reader !== null && isOf(card.owner, reader))) &&
		(!filter.late || isLate(card, today)) &&
		(!filter.week || (card.due !== null && card.due >= monday && card.due <= sunday)) &&
		(!filter.unowned || card.owner === null) &&
		(!filter.vague || isVague(card)) &&
		(!filter.changed || card.version > seqBeforeWeek) &&
		(!says ||
			says(
				[
					card.content,
					names.owner(card.owner),
					names.meeting(card.meetingId),
					names.project(card.projectId),
					names.department(card.departmentId)
				].filter((text) => text !== null)
			));
}

function isVague({ owner, due, status }: BoardCard): boolean {
	return status !== 'done' && (due === null || owner === null || owner.kind === 'name');
}

function isOf(owner: BoardCard['owner'], reader: Reader): boolean {
	if (owner?.kind === 'person') return owner.id === reader.id;
	return owner?.kind === 'department' && reader.departmentIds.includes(owner.id);
}
