import pino from 'pino';
import type { Log } from './app.ts';
import type { Config } from './config.ts';

/** Lines of JSON on standard error. Failures are told by name, message and stack, never by what was typed. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Log {
	return pino(
		{ level: logLevel, base: null, serializers: { failure: pino.stdSerializers.err } },
		pino.destination({ dest: 2, sync: true })
	);
}
