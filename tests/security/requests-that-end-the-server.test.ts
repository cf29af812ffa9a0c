import { connect } from 'node:net';
import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setRunningApp } from '#server/app.ts';
import { openSyncServer, type SyncServer } from '#support/sync-server.ts';
import { handle } from '../../src/hooks.server.ts';

/** One request of a stranger ends nothing but itself. */
let server: SyncServer;
beforeEach(async () => {
	server = await openSyncServer();
	setRunningApp(server.office.app);
});
afterEach(async () => {
	setRunningApp(null);
	await server.close();
});

describe('an address that cannot be read', () => {
	it.each(['//', '///', '//[', '//:0', 'http://[', 'http://%', '*'])('is no socket: %s', async (target) => {
		expect(await upgrade(target)).toBe('');
	});

	it.each(['/%', '/%ff', '/login/%E4%BD', '/meetings/%00%80', '/api/v1/%c0%af', '/%25%'])(
		'is no page: %s',
		async (pathname) => {
			for (const method of ['GET', 'HEAD', 'POST', 'DELETE']) {
				const response = await ask(pathname, method);
				expect(response.status).toBe(400);
			}
		}
	);
});

/** What a raw upgrade is answered; empty when the door shuts without a word. */
function upgrade(target: string): Promise<string> {
	const { hostname, port, host } = new URL(server.origin);
	return new Promise((resolve) => {
		const socket = connect(Number(port), hostname);
		let answer = '';
		socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
		socket.on('close', () => resolve(answer)).on('error', () => {});
		socket.write(
			[
				`GET ${target} HTTP/1.1`,
				`Host: ${host}`,
				`Origin: ${server.origin}`,
				'Connection: Upgrade',
				'Upgrade: websocket',
				'Sec-WebSocket-Version: 13',
				'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
				'\r\n'
			].join('\r\n')
		);
	});
}

/** What our hook makes of a request that Kit found no route for. */
async function ask(pathname: string, method: string): Promise<Response> {
	const url = new URL(pathname, server.origin);
	const event = {
		request: new Request(url, { method }),
		url,
		params: {},
		locals: {},
		route: { id: null },
		cookies: { get: () => undefined, set: () => {} },
		getClientAddress: () => '192.0.2.7'
	} as unknown as RequestEvent;
	return handle({ event, resolve: async () => new Response('no route', { status: 404 }) });
}
