import type { BulkInput } from '#server/board/bulk.ts';
import { allowOnly, endpoint } from '../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, body }) => app.bulk.change(actor, await body<BulkInput>()));

export const fallback = allowOnly('POST');
