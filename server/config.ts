import { resolve } from 'node:path';
import * as z from 'zod';
import { StartFailure } from './errors.ts';
import type { ModelSettings } from './extraction/company-model.ts';

/** What the environment says; every variable is named in README.md. */
export type Config = {
	readonly host: string;
	readonly port: number;
	readonly dataFolder: string;
	/** The address people use, `https://board.example`; null: whatever the browser asked for. */
	readonly origin: string | null;
	/** A proxy in front sets X-Forwarded-For and X-Forwarded-Proto, and nobody else can reach us. */
	readonly trustProxy: boolean;
	/** The company's own language model, which may propose action items; null: none, as it is unless somebody sets it. */
	readonly model: ModelSettings | null;
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
	MODEL_URL: z.url({ protocol: /^https?$/ }).optional(),
	MODEL_NAME: z.string().min(1).max(200).optional(),
	MODEL_KEY: z.string().min(1).max(1_000).optional(),
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
	const { MODEL_URL, MODEL_NAME, MODEL_KEY } = result.data;
	if (MODEL_URL && !MODEL_NAME)
		throw new StartFailure('The environment variable MODEL_NAME is missing: which model at MODEL_URL?');
	return {
		host: HOST,
		port: PORT,
		dataFolder: resolve(DATA_DIR),
		origin: ORIGIN ?? null,
		trustProxy: TRUST_PROXY === '1' || TRUST_PROXY === 'true',
		model: MODEL_URL && MODEL_NAME ? { url: MODEL_URL, name: MODEL_NAME, key: MODEL_KEY ?? null } : null,
		logLevel: LOG_LEVEL
	};
}

/** What `npm start -- …` may be told, and what the server answers to `--help`; `--dev` hands that to Vite. */
export const usage = `npm start [-- OPTION …]

  --demo      fill an empty data folder with a company in the middle of its week
  --dev       serve the pages from their sources, anew at each change
  --build     only install and build
  --verbose   show what npm and Vite say
  --help      this

Settings are environment variables (PORT, HOST, DATA_DIR, ORIGIN, …); README.md lists them.
`;

/** Reads what was asked for on the command line. Throws StartFailure for what nobody knows, before anything is opened. */
export function readOptions(args: readonly string[]): { readonly demo: boolean; readonly help: boolean } {
	const known = ['--demo', '--help'];
	const unknown = args.find((each) => !known.includes(each));
	if (unknown !== undefined) throw new StartFailure(`Unknown option ${unknown}.\n\n${usage}`);
	return { demo: args.includes('--demo'), help: args.includes('--help') };
}
