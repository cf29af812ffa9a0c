import type { Block } from '#domain/extraction/block.ts';
import type { Proposal } from '#domain/extraction/proposals.ts';
import type { CompanyModel } from './company-model.ts';

/**
 * Has the company's model read along, where one is set: once a text has been quiet for a while, one request for each document
 * at a time, and nothing waits for it. What it proposes is kept with the document in memory, as presence is, and nowhere else.
 */
export type Proposer = {
	/** The text as it has settled. `onChange` hears when the proposals are others than before. */
	read(
		documentId: string,
		blocks: readonly Block[],
		onChange: (proposals: readonly Proposal[]) => void
	): void;
	/** What was proposed last, unchecked. */
	of(documentId: string): readonly Proposal[];
	/** The document is closed: what is under way for it is given up. */
	forget(documentId: string): void;
};

/** So long after the last change, in milliseconds: a model is slow, and a sentence a minute is what people write. */
const quietFor = 2_000;
/** In characters; of longer minutes the end is read, where people write. */
const mostText = 20_000;

type Reading = {
	proposals: readonly Proposal[];
	/** The text that was asked about last. */
	asked: string;
	/** The text to ask about next. */
	next: string;
	timer: NodeJS.Timeout | null;
	isAsking: boolean;
	readonly ended: AbortController;
};

/** Without a model nothing is ever proposed. `quietMs` is for tests. */
export function createProposer(parts: {
	readonly model: CompanyModel | null;
	readonly onFailure: (failure: unknown, documentId: string) => void;
	readonly quietMs?: number;
}): Proposer {
	const { model, onFailure, quietMs = quietFor } = parts;
	const readings = new Map<string, Reading>();

	async function ask(
		model: CompanyModel,
		documentId: string,
		reading: Reading,
		onChange: (proposals: readonly Proposal[]) => void
	): Promise<void> {
		if (reading.isAsking || reading.next === reading.asked) return;
		reading.isAsking = true;
		while (reading.next !== reading.asked && !reading.ended.signal.aborted) {
			reading.asked = reading.next;
			try {
				const proposals = await model(reading.asked, reading.ended.signal);
				if (reading.ended.signal.aborted) return;
				const isNew = JSON.stringify(proposals) !== JSON.stringify(reading.proposals);
				reading.proposals = proposals;
				if (isNew) onChange(proposals);
			} catch (failure) {
				// What was proposed before stays; it is checked against the text wherever it is used.
				if (!reading.ended.signal.aborted) onFailure(failure, documentId);
			}
		}
		reading.isAsking = false;
	}

	return {
		read(documentId, blocks, onChange) {
			if (!model) return;
			let reading = readings.get(documentId);
			if (!reading) {
				const ended = new AbortController();
				reading = { proposals: [], asked: '', next: '', timer: null, isAsking: false, ended };
				readings.set(documentId, reading);
			}
			const current = reading;
			current.next = textOf(blocks);
			if (current.timer) clearTimeout(current.timer);
			current.timer = setTimeout(() => void ask(model, documentId, current, onChange), quietMs);
			current.timer.unref();
		},
		of: (documentId) => readings.get(documentId)?.proposals ?? [],
		forget(documentId) {
			const reading = readings.get(documentId);
			readings.delete(documentId);
			if (reading?.timer) clearTimeout(reading.timer);
			reading?.ended.abort();
		}
	};
}

/** A line for each block; whole blocks from the end, as many as fit. */
function textOf(blocks: readonly Block[]): string {
	const lines: string[] = [];
	let length = 0;
	for (const { text } of blocks.toReversed()) {
		length += text.length + 1;
		if (length > mostText) break;
		if (text.trim() !== '') lines.push(text);
	}
	return lines.reverse().join('\n');
}
