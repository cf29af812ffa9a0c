import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelSettings } from '#server/extraction/company-model.ts';

/** A language model that says what a test has it say, on a port of this machine. */
export type FakeModel = {
	readonly settings: ModelSettings;
	/** Every request, as it came. */
	readonly asked: { readonly path: string; readonly key: string | undefined; readonly body: FakeRequest }[];
	/** What it answers from now on. */
	answer: (response: ServerResponse, text: string, request: IncomingMessage) => void;
	close(): Promise<void>;
};

type FakeRequest = { readonly model: string; readonly messages: readonly { readonly content: string }[] };

export async function openFakeModel(): Promise<FakeModel> {
	const server = createServer(async (request, response) => {
		let text = '';
		for await (const piece of request.setEncoding('utf8')) text += piece;
		const body = JSON.parse(text || '{"messages":[]}') as FakeRequest;
		fake.asked.push({ path: request.url ?? '', key: request.headers.authorization, body });
		fake.answer(response, body.messages.at(-1)?.content ?? '', request);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const fake: FakeModel = {
		settings: {
			url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
			name: 'house-model',
			key: 'for the model only'
		},
		asked: [],
		answer: proposing([]),
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			})
	};
	return fake;
}

/** Answers as models do: JSON in a text in JSON. */
export function proposing(items: readonly object[]): FakeModel['answer'] {
	return saying(JSON.stringify({ items }));
}

/** Answers with a text of one's own in the right wrapping. */
export function saying(content: string): FakeModel['answer'] {
	return (response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
	};
}
