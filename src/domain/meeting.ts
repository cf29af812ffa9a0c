import type { Day, Instant } from './day.ts';

/** One occasion on which people talk, and whose minutes they write. */
export type Meeting = {
	readonly id: string;
	readonly workspaceId: string;
	readonly title: string;
	/** The form that decides the minutes' sections (see form.ts). */
	readonly formId: string;
	/** The name of its Y.Doc. Never shown and never guessable. */
	readonly documentId: string;
	readonly projectId: string | null;
	readonly state: MeetingState;
	readonly startsAt: Instant;
	readonly endsAt: Instant;
	/** The civil day of the start in the workspace's zone: relative days in the minutes count from it. */
	readonly day: Day;
	readonly ways: readonly Way[];
	/** A room for meetings on site. */
	readonly place: string;
	/** For online meetings: the platform and its meeting number (T1 asks for both). */
	readonly platform: string;
	readonly meetingNumber: string;
	readonly chairId: string | null;
	readonly recorderId: string | null;
	readonly departmentIds: readonly string[];
	readonly attendeeIds: readonly string[];
	/** Counts up when the join link is withdrawn: older links stop working. */
	readonly joinVersion: number;
	readonly createdBy: string | null;
	readonly createdAt: Instant;
};

/** The form of minutes that came as a file: none, they have the sections that they came with. */
export const importedForm = 'imported';

/**
 * Whether sure promises in its minutes become cards by themselves. Those of imported minutes are offered instead: what a
 * file of last year promises is not what anybody wants on this week's board (docs/decisions/018).
 */
export function makesCards({ formId }: Pick<Meeting, 'formId'>): boolean {
	return formId !== importedForm;
}

/** notice → live → draft → circulated → signed → archived. */
export const meetingStates = ['notice', 'live', 'draft', 'circulated', 'signed', 'archived'] as const;
export type MeetingState = (typeof meetingStates)[number];

/** 沟通形式: on site, online, by phone, by mail; several may be combined (T7 「电话+邮件」). */
export const ways = ['onsite', 'online', 'phone', 'mail'] as const;
export type Way = (typeof ways)[number];

const next: Record<MeetingState, readonly MeetingState[]> = {
	notice: ['live'],
	live: ['draft'],
	draft: ['live', 'circulated'],
	circulated: ['draft', 'signed'],
	signed: ['archived'],
	archived: []
};

/** Which state may follow which. */
export function mayBecome(from: MeetingState, to: MeetingState): boolean {
	return next[from].includes(to);
}
