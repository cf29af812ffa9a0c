import type { CardFields, CardFieldName, Completion, Delay, Said, Source } from './board/card.ts';
import type { Lack, Status } from './board/status.ts';
import type { Instant } from './day.ts';
import type { Meeting, MeetingState } from './meeting.ts';

/** One thing that happened, in the order it happened. Never changed afterwards; undo is another event. */
export type MinuteboardEvent = {
	/** Grows by one with every event of the installation. */
	readonly seq: number;
	readonly workspaceId: string;
	readonly at: Instant;
	readonly by: EventAuthor;
	readonly meetingId: string | null;
	readonly cardId: string | null;
	readonly what: Happening;
};

export type EventAuthor =
	| { readonly kind: 'member'; readonly id: string; readonly name: string }
	| { readonly kind: 'extraction' | 'clock' | 'setup' };

export type Happening =
	| { readonly type: 'card-said'; readonly said: Said; readonly status: Status; readonly rank: string }
	/** Made by hand: with these fields, and as it was typed or stood in a table. */
	| {
			readonly type: 'card-made';
			readonly fields: Partial<CardFields>;
			readonly words: string | null;
			readonly status: Status;
			readonly rank: string;
	  }
	| { readonly type: 'card-resaid'; readonly changes: readonly FieldChange[]; readonly quote: string }
	| {
			readonly type: 'card-source-changed';
			readonly from: Source;
			readonly to: Source;
			readonly quote: string;
			/** Since when its sentence could not be found. */
			readonly missingSince?: Instant;
			/** The card whose promise its sentence is: it was typed anew. */
			readonly heldBy?: string;
	  }
	| {
			readonly type: 'card-moved';
			readonly from: Status;
			readonly to: Status;
			readonly rank: string;
			readonly delay: Delay | null;
			/** Why a done card is open again. */
			readonly reason?: string;
			/** What was delivered, and where it lies. */
			readonly deliverable?: string;
			readonly link?: string;
			/** Set by becoming done. */
			readonly completion?: Completion;
			/** What the move did not say although it should have, where the rules let that pass. */
			readonly lacks?: readonly Lack[];
	  }
	| { readonly type: 'card-edited'; readonly changes: readonly FieldChange[] }
	| { readonly type: 'card-progressed'; readonly from: number; readonly to: number }
	/** Put under another project, or under none. */
	| { readonly type: 'card-filed'; readonly from: string | null; readonly to: string | null }
	| { readonly type: 'card-reported'; readonly text: string }
	| {
			readonly type: 'card-answered';
			readonly answer: 'accepted' | 'objected';
			readonly reason: string | null;
	  }
	| { readonly type: 'card-acknowledged'; readonly departmentId: string }
	/** An act was taken back: `undoes` is its event, `what` what had happened then. */
	| { readonly type: 'card-undone'; readonly undoes: number; readonly what: Happening }
	| { readonly type: 'meeting-opened'; readonly title: string; readonly formId: string }
	| { readonly type: 'meeting-edited'; readonly changed: readonly (keyof Meeting)[] }
	| { readonly type: 'meeting-state-changed'; readonly from: MeetingState; readonly to: MeetingState }
	| { readonly type: 'offer-dismissed'; readonly text: string }
	| { readonly type: 'people-changed' }
	| { readonly type: 'workspace-changed' };

/** A field that changed, from what to what. */
export type FieldChange = {
	[Name in CardFieldName]: {
		readonly field: Name;
		readonly from: CardFields[Name];
		readonly to: CardFields[Name];
	};
}[CardFieldName];
