import { allowOnly, endpoint } from '../../../../../endpoint.ts';

export const POST = endpoint(async ({ app, actor, param }) => ({
	made: await app.offers.acceptOpen(actor, { meetingId: param('id') })
}));

export const fallback = allowOnly('POST');
