import type { ExtractedItem } from './extracted-item.ts';

/** The rule by which proposed items are known. */
export const proposedRule = 'EX60';

/** Whether a model proposed it and no rule found it. */
export function isProposed({ rules }: Pick<ExtractedItem, 'rules'>): boolean {
	return rules[0] === proposedRule;
}
