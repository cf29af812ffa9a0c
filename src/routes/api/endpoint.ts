import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import type { Actor } from '#domain/rights.ts';
import { refusalOf } from '#lib/answer.ts';

/**
 * One shape for every route of the API: who asks, what was sent, one command on the App, an answer in JSON.
 * A "no" is `{ error: { code, fields } }` with the status that says the same; `code` is one of server/errors.ts.
 */

/** Larger bodies are not read, unless a route needs them. */
const usualBody = 256 * 1024;

export type Call = Pick<RequestEvent, 'url'> & {
	readonly app: App.Locals['app'];
	readonly actor: Actor;
	/** A part of the address; empty when the route has none of that name. */
	readonly param: (name: string) => string;
	/** What was sent as JSON, an object. Unchecked: the command that it is given to parses it. */
	readonly body: <Input extends object>() => Promise<Input>;
};

/** Makes a handler of `work`, which answers the body to send, or a Response of its own. Nobody signed in: 401. */
export function endpoint(
	work: (call: Call) => Promise<object>,
	{ status = 200, largestBody = usualBody } = {}
): RequestHandler {
	return async (event) => {
		const { locals, params, url, request } = event;
		const { app, actor } = locals;
		if (!actor) return refuse(401, 'not-signed-in');
		try {
			const answer = await work({
				app,
				actor,
				url,
				param: (name) => params[name as keyof typeof params] ?? '',
				body: () => readObject(request, largestBody)
			});
			if (!(answer instanceof Response)) return Response.json(answer, { status, headers: uncached });
			answer.headers.set('cache-control', 'no-store');
			return answer;
		} catch (failure) {
			if (failure instanceof UnreadableBody) return refuse(failure.status, failure.code);
			const refusal = refusalOf(failure);
			if (refusal) return refuse(refusal.status, refusal.code, refusal.fields);
			app.log.error({ failure, path: event.route.id }, 'an API call failed');
			return refuse(500, 'internal');
		}
	};
}

/** For a command that has nothing to answer. */
export function nothing(): Response {
	return new Response(null, { status: 204 });
}

/** For every method that a route does not have. */
export function allowOnly(...methods: ('GET' | 'POST' | 'PATCH')[]): RequestHandler {
	return () => {
		const answer = refuse(405, 'method-not-allowed');
		answer.headers.set('allow', methods.join(', '));
		return answer;
	};
}

export function refuse(
	status: number,
	code: string,
	fields: Readonly<Record<string, string>> = {}
): Response {
	return Response.json({ error: { code, fields } }, { status, headers: uncached });
}

const uncached = { 'cache-control': 'no-store' };

class UnreadableBody extends Error {
	readonly status: number;
	readonly code: string;
	constructor(status: number, code: string) {
		super(code);
		this.status = status;
		this.code = code;
	}
}

async function readObject<Input extends object>(request: Request, largestBody: number): Promise<Input> {
	const text = await readText(request, largestBody);
	if (text.trim() === '') return {} as Input;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new UnreadableBody(400, 'invalid-input');
	}
	if (value === null || typeof value !== 'object' || Array.isArray(value))
		throw new UnreadableBody(400, 'invalid-input');
	return value as Input;
}

/** Keeps no more than the limit, whatever the length header says. */
async function readText({ body, headers }: Request, largestBody: number): Promise<string> {
	if (Number(headers.get('content-length')) > largestBody) throw new UnreadableBody(413, 'too-large');
	if (!body) return '';
	const reader = body.getReader();
	const pieces: Uint8Array[] = [];
	let length = 0;
	try {
		for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
			length += piece.value.length;
			if (length <= largestBody) pieces.push(piece.value);
		}
	} catch {
		// SvelteKit reads on to its own limit and then gives up. Or the caller is gone and hears nothing.
		throw new UnreadableBody(413, 'too-large');
	}
	// Not given up half-way: that would close the connection before the caller hears why.
	if (length > largestBody) throw new UnreadableBody(413, 'too-large');
	return Buffer.concat(pieces).toString('utf8');
}
