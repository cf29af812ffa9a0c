import { error, redirect, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { actorOf } from '#domain/rights.ts';
import { isSafeMethod, isSameOrigin } from '#sync/origin.ts';
import { chooseLocale } from '#lib/messages/locale.ts';
import { deviceCookie, refusalOf } from '#lib/answer.ts';
import { themes, type Theme } from '#lib/shell/shell-data.ts';
import type { App as RunningApp } from '#server/app.ts';

/** Cookie → who asks; the running App → locals.app; the door for pages, as server/sync/upgrade.ts is for sockets. */

/** Pages that people see before they are signed in. */
const openPages = /^\/(login|logout|setup|enter|invite|join|wall|preferences|healthz|api)(\/|$)/;

export const handle: Handle = async ({ event, resolve }) => {
	const { locals, request, url, cookies } = event;
	// Kit calls us for an address it cannot decode too, and catches nothing then: an error thrown would end the process.
	if (!isDecodable(url.pathname)) return new Response('Bad Request', { status: 400 });
	const app = runningApp();
	const secure = url.protocol === 'https:';
	locals.app = app;
	locals.locale = chooseLocale({
		cookie: cookies.get('locale') ?? null,
		acceptLanguage: request.headers.get('accept-language')
	});
	locals.theme = themeOf(cookies.get('theme'));
	locals.caller = {
		address: event.getClientAddress(),
		userAgent: request.headers.get('user-agent') ?? '',
		secure,
		device: cookies.get(deviceCookie) ?? null
	};
	checkOrigin(event);
	locals.workspace = await app.workspaces.get();
	await identify(event, secure);

	const isOpen = openPages.test(url.pathname);
	if (!isOpen && !locals.workspace) redirect(303, '/setup');
	if (!isOpen && !locals.signedIn)
		redirect(303, `/login?next=${encodeURIComponent(url.pathname + url.search)}`);

	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%lang%', locals.locale)
				.replace('%theme%', `data-theme="${url.pathname.startsWith('/wall/') ? 'wall' : locals.theme}"`)
	});
	if (response.headers.get('content-type')?.startsWith('text/html')) {
		response.headers.set('cache-control', 'no-store');
	}
	return response;
};

export const handleError: HandleServerError = ({ error: failure, event, status, message }) => {
	const refusal = refusalOf(failure);
	if (refusal) return { message: refusal.code, code: refusal.code };
	if (status >= 500) event.locals.app?.log.error({ failure, path: event.route.id }, 'a page failed');
	return { message, code: status === 404 ? 'not-found' : 'internal' };
};

/** Built by server/main.ts (or the development server), found here: pages never import server/ at run time. */
function runningApp(): RunningApp {
	const app = (globalThis as { [slot: symbol]: unknown })[Symbol.for('minuteboard.app')];
	if (!app) error(503, { message: 'starting', code: 'internal' });
	return app as RunningApp;
}

/**
 * Every request that may change something must come from our own pages, whatever its content type (Kit looks at forms
 * only). A program with a token is no browser: it sends no cookie and needs no Origin.
 */
function checkOrigin({ request, url }: RequestEvent) {
	if (isSafeMethod(request.method)) return;
	const origin = request.headers.get('origin');
	const isProgram =
		origin === null && request.headers.has('authorization') && url.pathname.startsWith('/api/');
	if (!isSameOrigin({ origin, own: url.origin }) && !isProgram)
		error(403, { message: 'foreign origin', code: 'forbidden' });
}

async function identify(event: RequestEvent, secure: boolean) {
	const { locals, request, url } = event;
	const { app } = locals;
	locals.signedIn = null;
	locals.identity = null;
	if (url.pathname.startsWith('/api/') && request.headers.has('authorization')) {
		locals.identity = await app.identify.bearer(request.headers.get('authorization'));
	} else {
		const header = request.headers.get('cookie');
		locals.signedIn = await app.sessions.identify(header, { secure });
		if (locals.signedIn) {
			const { member, session, endsAt, fresh } = locals.signedIn;
			locals.identity = {
				member,
				sessionHash: session.idHash,
				tokenHash: null,
				expiresAt: endsAt
			};
			const renewed = fresh && header ? app.sessions.renewedCookie(header, { secure }) : null;
			if (renewed) event.cookies.set(renewed.name, renewed.value, { path: '/', ...renewed.attributes });
		}
	}
	locals.actor = locals.identity && actorOf(locals.identity.member);
}

function isDecodable(pathname: string): boolean {
	try {
		// The result is looked at: a bundler drops a call that nobody needs the value of.
		return decodeURI(pathname) !== '';
	} catch {
		return false;
	}
}

function themeOf(cookie: string | undefined): Theme {
	return themes.find((theme) => theme === cookie) ?? 'system';
}
