import type { ImportInput } from '#server/meetings/imports.ts';
import { allowOnly, endpoint } from '../../endpoint.ts';

/** The text of a file: more than other bodies, and no more than Kit takes (512 kB). */
const largestBody = 512 * 1024;

export const POST = endpoint(
	async ({ app, actor, body }) => await app.imports.add(actor, await body<ImportInput>()),
	{ largestBody }
);

export const fallback = allowOnly('POST');
