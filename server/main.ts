import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { schemeOf, setRunningApp } from './app.ts';
import { readConfig, readOptions, usage, type Config } from './config.ts';
import { openDemo } from './demo/demo.ts';
import { StartFailure } from './errors.ts';
import { openInstallation } from './installation.ts';
import { createLog } from './log.ts';
import { createWebServer } from './web-server.ts';

/** `npm start`: opens the data folder, serves pages and sockets on one port, and closes in order when told to stop. */

try {
	await main();
} catch (failure) {
	if (!(failure instanceof StartFailure)) throw failure;
	process.stderr.write(`${failure.message}\n`);
	process.exit(1);
}

async function main() {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(usage);
		return;
	}
	const config = readConfig(process.env);
	const log = createLog(config);
	const { app, close } = await openInstallation({ config, log });
	// Pages answer on their own: one that fails where nobody waits for it costs its caller the answer, not everybody the server.
	process.on('unhandledRejection', (failure) => log.error({ failure }, 'a failure that nobody waited for'));
	const stopped = stopOnSignal();
	setRunningApp(app);
	try {
		const demoLinks = options.demo ? await openDemo(app) : [];
		// Before anybody comes: who opens the board finds what is overdue delayed, and nobody waits for the first look.
		app.dayClock.start();
		const [handler] = await Promise.all([loadPages(config), app.storage.ready()]);
		const answer = (request: IncomingMessage, response: ServerResponse) => {
			setHeaders(request, response, config);
			// Pages learn the scheme from here alone: a header that a stranger may set is not believed.
			request.headers['x-forwarded-proto'] = schemeOf(request, config);
			// Kit insists on the header it was told of; somebody on this machine may come without the proxy.
			if (config.trustProxy) request.headers['x-forwarded-for'] ??= request.socket.remoteAddress ?? 'unknown';
			handler(request, response);
		};
		const server = createWebServer({ app, trustProxy: config.trustProxy, answer });
		const address = await listen(server, config);
		await announce(config.origin ?? address, demoLinks);
		app.follower
			.catchUp()
			.catch((failure: unknown) => log.error({ failure }, 'catching up with the minutes failed'));
		const sweep = setInterval(() => {
			app.sessions.sweep().catch((failure: unknown) => log.error({ failure }, 'sweeping sessions failed'));
		}, 3_600_000);

		await stopped;
		// Whatever hangs: in ten seconds the next one must be able to start [SY60].
		setTimeout(() => process.exit(1), 9_500).unref();
		clearInterval(sweep);
		server.close();
		server.closeIdleConnections();
		setTimeout(() => server.closeAllConnections(), 3_000).unref();
	} finally {
		await close();
	}
	process.exit(0);

	async function announce(address: string, demoLinks: Awaited<ReturnType<typeof openDemo>>) {
		const say = (line: string) => process.stdout.write(`${line}\n`);
		for (const { name, secret } of demoLinks) say(`Sign in as ${name}:  ${address}/enter/${secret}`);
		const setup = await app.entrance.setupLink();
		if (setup) say(`Set up your workspace:  ${address}/setup/${setup}`);
		say(`Minuteboard is running at ${address}`);
	}
}

/** Kit's request handler. What it may believe of a request must be set before it is loaded. */
async function loadPages(
	config: Config
): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
	process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	if (config.origin) process.env.ORIGIN = config.origin;
	if (config.trustProxy) process.env.ADDRESS_HEADER = 'x-forwarded-for';
	const built = new URL('../build/handler.js', import.meta.url).href;
	const { handler } = (await import(built)) as {
		handler: (request: IncomingMessage, response: ServerResponse) => void;
	};
	return handler;
}

/** Headers that belong on every answer, pages, files and errors alike (OWASP ASVS 3.4). */
function setHeaders(request: IncomingMessage, response: ServerResponse, config: Config) {
	response.setHeader('X-Content-Type-Options', 'nosniff');
	// Not `no-referrer`: browsers then send `Origin: null` with plain forms, which the Origin check must refuse.
	response.setHeader('Referrer-Policy', 'same-origin');
	response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
	response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
	response.setHeader('X-Frame-Options', 'DENY');
	response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
	if (schemeOf(request, config) === 'https') {
		response.setHeader('Strict-Transport-Security', 'max-age=31536000');
	}
}

function listen(server: Server, { host, port }: Config): Promise<string> {
	return new Promise((resolve, reject) => {
		server.once('error', (failure: NodeJS.ErrnoException) => {
			if (failure.code === 'EADDRINUSE') {
				reject(new StartFailure(`Port ${port} is taken by another program. Choose another with PORT.`));
			} else if (failure.code === 'EACCES') {
				reject(
					new StartFailure(`Port ${port} may not be used by this account. Choose one above 1023 with PORT.`)
				);
			} else if (failure.code === 'EADDRNOTAVAIL' || failure.code === 'ENOTFOUND') {
				reject(new StartFailure(`This machine has no address ${host}. Choose another with HOST.`));
			} else reject(failure);
		});
		server.listen({ port, host }, () => {
			const shown =
				host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
			resolve(`http://${shown}:${(server.address() as AddressInfo).port}`);
		});
	});
}

function stopOnSignal(): Promise<void> {
	return new Promise((resolve) => {
		for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve());
	});
}
