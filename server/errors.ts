/** Every "no" the server can give, by a name that pages translate (src/lib/messages, area "errors"). */
export const refusalCodes = [
	'not-signed-in',
	'forbidden',
	'not-found',
	'conflict',
	'invalid-input',
	'too-many-attempts',
	'link-expired',
	'link-used',
	'wrong-name-or-password',
	'weak-password',
	'common-password',
	'name-taken',
	'code-taken',
	'last-administrator',
	'meeting-closed',
	'needs-reason',
	'needs-new-day',
	'day-not-after',
	'needs-deliverable',
	'needs-reopening-reason',
	'changed-since',
	'already-undone',
	'cannot-undo',
	'stale-move',
	'too-large',
	'internal'
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

const httpStatus: Partial<Record<RefusalCode, number>> = {
	'not-signed-in': 401,
	forbidden: 403,
	'not-found': 404,
	conflict: 409,
	'too-many-attempts': 429,
	'link-expired': 410,
	'link-used': 410,
	'name-taken': 409,
	'code-taken': 409,
	'last-administrator': 409,
	'meeting-closed': 409,
	'stale-move': 409,
	'changed-since': 409,
	'already-undone': 409,
	'cannot-undo': 409,
	'too-large': 413,
	internal: 500
};

/** An expected "no". Nothing was changed when it is thrown. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly code: RefusalCode;
	/** The input fields that were wrong, if any: field → code. */
	readonly fields: Readonly<Record<string, string>>;

	constructor(code: RefusalCode, fields: Readonly<Record<string, string>> = {}) {
		super(code);
		this.code = code;
		this.fields = fields;
	}

	/** The HTTP status that says the same. */
	get status(): number {
		return httpStatus[this.code] ?? 400;
	}
}

/** The installation cannot start; the message is for the person at the terminal. */
export class StartFailure extends Error {
	override readonly name = 'StartFailure';
}
