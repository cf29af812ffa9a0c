import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { App } from './app.ts';
import { networkOf } from './auth/network.ts';
import { createCounts } from './sync/counts.ts';

/**
 * What a stranger's line may take before anybody knows whose it is [SY16], in milliseconds. Neither is put off by what
 * trickles in: Node counts from the first byte, and from the connection when there is none.
 */
const patience: ServerOptions = {
	headersTimeout: 10_000,
	// The largest that anybody sends is half a megabyte: over the slowest of mobile lines it is here by then.
	requestTimeout: 60_000,
	connectionsCheckingInterval: 1_000
};
/** Lines of one address, silent ones too: the sockets it may have [SY43], and half as many for pages. */
const mostPerAddress = 3_000;

/**
 * The one HTTP server, not listening yet: pages go to `answer`, sockets to the door. Behind a proxy all lines are the
 * proxy's own, and how many there may be is the proxy's matter.
 */
export function createWebServer(parts: {
	readonly app: Pick<App, 'door' | 'log'>;
	readonly trustProxy: boolean;
	readonly answer: RequestListener;
}): Server {
	const { app, trustProxy, answer } = parts;
	const server = createServer(patience, answer);
	const perAddress = createCounts(mostPerAddress, (count) =>
		app.log.warn({ what: 'lines', count, most: mostPerAddress }, 'nearly as many lines as there may be')
	);
	server.on('connection', (line) => {
		if (!trustProxy && !perAddress.enter(networkOf(line.remoteAddress ?? ''), line)) line.destroy();
	});
	server.on('upgrade', (request, stream, head) => {
		stream.on('error', () => stream.destroy());
		if (!app.door.upgrade(request, stream, head)) stream.destroy();
	});
	return server;
}
