import { resolve } from 'node:path';
import * as z from 'zod';
import { StartFailure } from './errors.ts';

/** What the environment says; every variable is named in README.md. */
export type Config = {
	readonly host: string;
	readonly port: number;
	readonly dataFolder: string;
	/** The address people use, `https://board.example`; null: whatever the browser asked for. */
	readonly origin: string | null;
	/** A proxy in front sets X-Forwarded-For and X-Forwarded-Proto, and nobody else can reach us. */
	readonly trustProxy: boolean;
	readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

const variables = z.object({
	HOST: z.string().min(1).default('127.0.0.1'),
	PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
	DATA_DIR: z.string().min(1).default('data'),
	ORIGIN: z
		.url({ protocol: /^https?$/ })
		.transform((address) => new URL(address).origin)
		.optional(),
	TRUST_PROXY: z.enum(['0', '1', 'true', 'false']).default('0'),
	LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info')
});

/** Reads the environment. Throws StartFailure that names the wrong variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const set = Object.fromEntries(
		Object.entries(env).filter(([, value]) => value !== undefined && value !== '')
	);
	const result = variables.safeParse(set);
	if (!result.success) {
		const [issue] = result.error.issues;
		throw new StartFailure(
			`The environment variable ${issue?.path.join('.')} is not valid: ${issue?.message}.`
		);
	}
	const { HOST, PORT, DATA_DIR, ORIGIN, TRUST_PROXY, LOG_LEVEL } = result.data;
	return {
		host: HOST,
		port: PORT,
		dataFolder: resolve(DATA_DIR),
		origin: ORIGIN ?? null,
		trustProxy: TRUST_PROXY === '1' || TRUST_PROXY === 'true',
		logLevel: LOG_LEVEL
	};
}
