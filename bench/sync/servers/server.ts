import type { Door } from '../client.ts';

export const serverNames = ['ours', 'hocuspocus', 'leveldb', 'relay'] as const;
export type ServerName = (typeof serverNames)[number];

/** How tables call them. */
export const titles: Record<ServerName, string> = {
	ours: 'Minuteboard',
	hocuspocus: 'Hocuspocus',
	leveldb: 'y-websocket-server',
	relay: 'bare relay'
};

/** What a scenario needs of a server: how much it has to be ready for. */
export type Wanted = {
	/** How many documents there are. */
	readonly documents: number;
	/** How many people may come in, each with a session of their own where there are sessions. */
	readonly clients: number;
};

/** A sync server in a process of its own, on a core of its own, with its data in a folder of its own. */
export type SyncServer = {
	readonly name: ServerName;
	/** It answers state vectors and has the document again after a restart. */
	readonly keepsDocuments: boolean;
	/** A document that nobody is in has been put away after so many milliseconds. */
	readonly restsAfter: number;
	/** Where a client finds a document. */
	door(of: { readonly document: number; readonly client: number; readonly wantsSaved?: boolean }): Door;
	/** Starts on the data that is there; answers how many milliseconds passed until it answered. */
	start(): Promise<number>;
	/** A polite end (SIGTERM), waited for. */
	stop(): Promise<void>;
	/** As if the plug were pulled (SIGKILL), waited for. */
	kill(): Promise<void>;
	/** User and system time of all its threads so far, in seconds. */
	cpuSeconds(): number;
	/** Resident memory. */
	memoryBytes(): number;
	/** What its data folder takes on the disk. */
	diskBytes(): number;
	/** Ends it if need be, and removes its data. */
	remove(): Promise<void>;
};

/** A client's own address on this machine's loopback network: a dozen share one, as behind a company's router. */
export function addressOf(client: number): string {
	const router = Math.floor(client / 12) % 250;
	return `127.1.0.${router + 1}`;
}
