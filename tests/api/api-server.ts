import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isHttpError, type Cookies, type RequestEvent, type RequestHandler } from '@sveltejs/kit';
import { setRunningApp } from '#server/app.ts';
import { openOffice, type Office } from '#support/office.ts';
import { handle } from '../../src/hooks.server.ts';

/**
 * The API on a port of its own: our hook and our routes, found by their files as SvelteKit finds them, over an App in
 * memory. What SvelteKit itself adds (compression, pages, its limits) is not here, but for its guard against forms.
 */
export type ApiServer = {
	readonly office: Office;
	readonly url: string;
	/** Every route and the methods it has by name, as `GET /api/v1/cards`. */
	readonly routes: readonly string[];
	/** Sends a request; a body that is no text is sent as JSON. */
	call<Body = unknown>(request: ApiRequest): Promise<ApiAnswer<Body>>;
	close(): Promise<void>;
};

export type ApiRequest = {
	readonly method?: string;
	readonly path: string;
	readonly body?: unknown;
	/** Who asks: a Cookie header, with the page's own Origin. */
	readonly cookie?: string | undefined;
	/** Or a program's token. */
	readonly token?: string;
	readonly headers?: Record<string, string>;
};

export type ApiAnswer<Body> = {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	/** The text as JSON, null when it is none; nobody checked that it is a `Body`. */
	readonly body: Body;
};

type Route = {
	readonly id: string;
	readonly pattern: RegExp;
	readonly names: string[];
	readonly module: Endpoint;
};
type Endpoint = Record<string, RequestHandler | undefined>;

export async function openApi(): Promise<ApiServer> {
	const office = await openOffice();
	setRunningApp(office.app);
	const routes = await readRoutes();
	const server = createServer(async (incoming, outgoing) => {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const request = new Request(new URL(incoming.url ?? '/', url), {
			method: incoming.method ?? 'GET',
			headers: new Headers(
				Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)])
			),
			body: chunks.length > 0 ? Buffer.concat(chunks) : null
		});
		const response = await respond(routes, request).catch((failure: unknown) => {
			if (isHttpError(failure)) return Response.json(failure.body, { status: failure.status });
			return new Response(String(failure), { status: 500 });
		});
		outgoing.writeHead(response.status, Object.fromEntries(response.headers));
		outgoing.end(Buffer.from(await response.arrayBuffer()));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	return {
		office,
		url,
		routes: routes.flatMap(({ id, module }) =>
			Object.keys(module)
				.filter((name) => /^[A-Z]+$/.test(name))
				.map((method) => `${method} ${id}`)
		),
		async call<Body>({ method = 'GET', path, body, cookie, token, headers = {} }: ApiRequest) {
			const response = await fetch(`${url}${path}`, {
				method,
				headers: {
					...(cookie === undefined ? {} : { cookie }),
					...(token === undefined ? { origin: url } : { authorization: `Bearer ${token}` }),
					...(body === undefined ? {} : { 'content-type': 'application/json' }),
					...headers
				},
				body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
			});
			const text = await response.text();
			return { status: response.status, headers: response.headers, text, body: parsed(text) as Body };
		},
		async close() {
			server.close();
			server.closeAllConnections();
			setRunningApp(null);
			await office.close();
		}
	};
}

async function respond(routes: readonly Route[], request: Request): Promise<Response> {
	const url = new URL(request.url);
	// SvelteKit's own guard against forms of other sites, before any hook: curl's -d looks like a form.
	const type = request.headers.get('content-type') ?? '';
	const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/.test(type);
	if (isForm && request.method !== 'GET' && request.headers.get('origin') !== url.origin)
		return new Response('Cross-site form submissions are forbidden', { status: 403 });
	const found = routes.find(({ pattern }) => pattern.test(url.pathname));
	const values = found?.pattern.exec(url.pathname)?.slice(1) ?? [];
	const params = Object.fromEntries(
		values.map((value, at) => [found!.names[at]!, decodeURIComponent(value)])
	);
	const event = {
		request,
		url,
		params,
		locals: {},
		route: { id: found?.id ?? null },
		cookies: cookiesOf(request),
		getClientAddress: () => '192.0.2.7'
	} as unknown as RequestEvent;
	return handle({
		event,
		resolve: async () => {
			const { method } = request;
			const handler = found?.module[method === 'HEAD' ? 'GET' : method] ?? found?.module['fallback'];
			return handler
				? handler(event as Parameters<RequestHandler>[0])
				: new Response('no route', { status: 404 });
		}
	});
}

const routesFolder = fileURLToPath(new URL('../../src/routes', import.meta.url));

async function readRoutes(): Promise<Route[]> {
	const files = readdirSync(posix.join(routesFolder, 'api'), { recursive: true, encoding: 'utf8' })
		.map((file) => posix.join('/api', file.replaceAll('\\', '/')))
		.filter((file) => file.endsWith('/+server.ts'));
	const routes = files.map(async (file): Promise<Route> => {
		const id = posix.dirname(file);
		const names = [...id.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => name!);
		const pattern = id.replaceAll(/\/\[\.\.\.\w+\]/g, '(?:/(.*))?').replaceAll(/\[\w+\]/g, '([^/]+)');
		const module = (await import(pathToFileURL(posix.join(routesFolder, file)).href)) as Endpoint;
		return { id, names, pattern: new RegExp(`^${pattern}/?$`), module };
	});
	// The catch-all comes last.
	return (await Promise.all(routes)).sort(
		(a, b) => Number(a.id.includes('...')) - Number(b.id.includes('...'))
	);
}

function cookiesOf(request: Request): Cookies {
	const sent = new Map(
		(request.headers.get('cookie') ?? '').split(/;\s*/).map((pair) => pair.split('=') as [string, string])
	);
	return { get: (name: string) => sent.get(name), set: () => {} } as unknown as Cookies;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
