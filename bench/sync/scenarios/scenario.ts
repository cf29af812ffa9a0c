import type { ServerName, SyncServer, Wanted } from '../servers/server.ts';

/** What the scenarios run with. */
export type Context = {
	/** The servers to compare, in the order of their turns. */
	readonly names: readonly ServerName[];
	/** How often everything is repeated; the servers take turns within each round. */
	readonly rounds: number;
	/** Small and short: shows that it works, not what it is worth. */
	readonly quick: boolean;
	/** Makes a server and starts it; it is removed when `use` is done. */
	withServer<Result>(
		name: ServerName,
		wanted: Wanted,
		use: (server: SyncServer) => Promise<Result>
	): Promise<Result>;
	say(line: string): void;
};

/** One scenario's part of the report, in Markdown. */
export type Scenario = {
	readonly title: string;
	run(context: Context): Promise<string>;
};
