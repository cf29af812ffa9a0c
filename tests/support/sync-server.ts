import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Meeting } from '#domain/meeting.ts';
import { createWebServer } from '#server/web-server.ts';
import { minutesBody } from '#sync/minutes-doc.ts';
import { openOffice, type Office, type OfficeOptions } from './office.ts';

// Every y-websocket client listens for the end of the process.
process.setMaxListeners(200);

/** The office with its door open: real sockets on a port of its own. */
export type SyncServer = {
	readonly office: Office;
	/** Where pages come from. */
	readonly origin: string;
	/** Opens the minutes as a page does: a y-websocket client with a cookie and the page's Origin. */
	open(meeting: Pick<Meeting, 'documentId'>, cookie: string): Page;
	/** Any socket: `/sync/…` or `/live`, with what headers one likes. */
	socket(path: string, headers?: Record<string, string>): WebSocket;
	close(): Promise<void>;
};

/** Somebody's page of the minutes. */
export type Page = {
	readonly doc: Y.Doc;
	readonly provider: WebsocketProvider;
	/** The code of every close of its socket, in order. */
	readonly closed: number[];
	/** The text of every block. */
	texts(): string[];
	close(): void;
};

export async function openSyncServer(options: OfficeOptions = {}): Promise<SyncServer> {
	const office = await openOffice(options);
	const server = createWebServer({
		app: office.app,
		trustProxy: false,
		answer: (_request, response) => void response.end()
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	const origin = `http://${host}`;
	const opened: { close(): void }[] = [];

	return {
		office,
		origin,
		open({ documentId }, cookie) {
			const doc = new Y.Doc();
			const provider = new WebsocketProvider(`ws://${host}/sync`, documentId, doc, {
				WebSocketPolyfill: withHeaders({ cookie, origin }) as unknown as typeof globalThis.WebSocket,
				disableBc: true,
				maxBackoffTime: 100
			});
			const closed: number[] = [];
			provider.on('connection-close', (event) => void (event && closed.push(event.code)));
			const page: Page = {
				doc,
				provider,
				closed,
				texts: () =>
					minutesBody(doc)
						.toArray()
						.map((node) => (node instanceof Y.XmlElement ? plain(node) : '')),
				close() {
					provider.destroy();
					doc.destroy();
				}
			};
			opened.push(page);
			return page;
		},
		socket(path, headers = {}) {
			const socket = new WebSocket(`ws://${host}${path}`, { headers });
			socket.binaryType = 'arraybuffer';
			socket.on('error', () => {});
			opened.push({ close: () => socket.terminate() });
			return socket;
		},
		async close() {
			for (const one of opened) one.close();
			await office.close();
			server.close();
			server.closeAllConnections();
		}
	};
}

/** y-websocket makes its sockets itself: one that says who comes and from where. */
function withHeaders(headers: Record<string, string>) {
	return class extends WebSocket {
		constructor(address: string, protocols: string[]) {
			super(address, protocols, { headers });
		}
	};
}

function plain(node: Y.XmlElement): string {
	return node
		.toArray()
		.map((child) => (child instanceof Y.XmlElement ? plain(child) : child.toString()))
		.join('');
}
