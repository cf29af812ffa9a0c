import { existsSync } from 'node:fs';
import type { ParseArgsConfig } from 'node:util';
import type { Workspace } from '#domain/member.ts';
import type { App } from '#server/app.ts';
import type { Config } from '#server/config.ts';
import { StartFailure } from '#server/errors.ts';
import { filesIn, openInstallation } from '#server/installation.ts';
import { createLog } from '#server/log.ts';

/** One thing that can be done from the server's terminal. */
export type Command = {
	readonly options?: ParseArgsConfig['options'];
	/** Options that must be given. */
	readonly required?: readonly string[];
	/** How many words it wants besides its options. */
	readonly words?: number;
	/** Answers the exit code: 0 for done. */
	run(call: Call): Promise<number>;
};

/** Where a command is run from: the shell, or a test. */
export type Terminal = {
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Where the person stands, for paths. */
	readonly folder: string;
	/** All of standard input. */
	read(): Promise<string>;
	/** The answer, on standard output: another program may read it. */
	say(line: string): void;
	/** What a person should know besides, on standard error. */
	note(line: string): void;
};

export type Call = {
	readonly terminal: Terminal;
	readonly config: Config;
	readonly options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
	readonly words: readonly string[];
};

/** The command was not given as it wants to be. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** Opens the installation for `work`, beside a running server unless `alone`, and closes it again. */
export async function withApp<Result>(
	{ config }: Call,
	{ alone }: { readonly alone: boolean },
	work: (app: App) => Promise<Result>
): Promise<Result> {
	if (!alone && !existsSync(filesIn(config.dataFolder).database))
		throw new StartFailure(`There is no Minuteboard in ${config.dataFolder}. Say where it is with DATA_DIR.`);
	const { app, close } = await openInstallation({ config, log: createLog(config), alone });
	try {
		return await work(app);
	} finally {
		await close();
	}
}

/** The same for commands that need a workspace. */
export function withWorkspace(
	call: Call,
	work: (app: App, workspace: Workspace) => Promise<void>
): Promise<number> {
	return withApp(call, { alone: false }, async (app) => {
		const workspace = await app.workspaces.get();
		if (!workspace)
			throw new StartFailure(
				'There is no workspace yet. Start Minuteboard and open the link that it prints.'
			);
		await work(app, workspace);
		return 0;
	});
}

/** Whoever may use the server's terminal may do everything. */
export function terminalOf({ id }: Workspace) {
	return { kind: 'setup', workspaceId: id } as const;
}

export function textOption({ options }: Call, name: string): string {
	return String(options[name]);
}

/** Where the server answers, as far as its settings say. */
export function addressOf({ origin, host, port }: Config): string {
	const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
	return origin ?? `http://${shown}:${port}`;
}
