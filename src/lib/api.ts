/** A "no" of the HTTP API, or no answer at all (`offline`). `code` is one that `errorText` can say. */
export class ApiFailure extends Error {
	override readonly name = 'ApiFailure';
	readonly code: string;
	readonly fields: Readonly<Record<string, string>>;

	constructor(code: string, fields: Readonly<Record<string, string>> = {}) {
		super(code);
		this.code = code;
		this.fields = fields;
	}
}

/**
 * Calls /api/v1 from a page, with the page's session. Answers the parsed body; throws ApiFailure.
 * `callApi('POST', '/cards/x/move', { to: 'done' })`
 */
export async function callApi<Answer = unknown>(
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
	path: string,
	body?: unknown
): Promise<Answer> {
	const response = await fetch(`/api/v1${path}`, {
		method,
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? null : JSON.stringify(body)
	}).catch(() => {
		throw new ApiFailure('offline');
	});
	const answer = (await response.json().catch(() => null)) as
		Answer | { error: { code: string; fields?: Record<string, string> } } | null;
	if (response.ok) return answer as Answer;
	const failure = answer && typeof answer === 'object' && 'error' in answer ? answer.error : null;
	throw new ApiFailure(failure?.code ?? 'internal', failure?.fields);
}
