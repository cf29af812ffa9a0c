import * as z from 'zod';
import {
	cuePlaces,
	isOwnWord,
	ownHeadKinds,
	ownWordsLimits,
	sameOwnWord,
	type OwnWords
} from '#domain/extraction/own-words.ts';
import { fields } from '#server/parse.ts';

const words = fields.name.refine(isOwnWord);

/** A workspace's own words as they come in: bounded in number and length, each of them once. */
export const ownWordsInput: z.ZodType<OwnWords, OwnWords> = z.object({
	heads: z
		.array(z.object({ words, kind: z.enum(ownHeadKinds) }))
		.max(ownWordsLimits.most)
		.superRefine(refuseTwice),
	cues: z
		.array(z.object({ words, place: z.enum(cuePlaces) }))
		.max(ownWordsLimits.most)
		.superRefine(refuseTwice)
});

/** The second of two that are the same to a reader is wrong, and named. */
function refuseTwice(list: readonly { readonly words: string }[], context: z.RefinementCtx): void {
	list.forEach(({ words }, at) => {
		if (list.findIndex((other) => sameOwnWord(other.words, words)) < at)
			context.addIssue({ code: 'custom', path: [at, 'words'], message: 'said twice' });
	});
}
