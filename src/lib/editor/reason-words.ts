import type { ExtractedItem } from '#domain/extraction/extracted-item.ts';
import type { Reason } from '#domain/extraction/why-not.ts';
import type { MessageKey, Translate } from '#lib/messages/translate.ts';

type RuleKey = Extract<MessageKey, `reading.rule.${string}`>;

/** The rules of extraction's SPEC.md that make an item, by their words. A test holds them against the rules. */
const ruleWords: Readonly<Record<string, RuleKey>> = Object.fromEntries(
	(
		[
			'EX1a',
			'EX1b',
			'EX1c',
			'EX1e',
			'EX1f',
			'EX1g',
			'EX1h',
			'EX3',
			'EX3a',
			'EX3b',
			'EX3c',
			'EX5a',
			'EX5b',
			'EX5c',
			'EX5d',
			'EX5e',
			'EX5f',
			'EX5g',
			'EX5h',
			'EX5i',
			'EX5j',
			'EX5k',
			'EX5l',
			'EX5m',
			'EX5n',
			'EX6a',
			'EX6b',
			'EX6c',
			'EX6d',
			'EX6e',
			'EX6f',
			'EX6g',
			'EX6h',
			'EX6i',
			'EX7',
			'EX9',
			'EX20',
			'EX21',
			'EX60',
			'EX66',
			'EX67',
			'EX68'
		] as const
	).map((rule) => [rule, `reading.rule.${rule}` as const])
);

/** What made a sentence an item, in words, the most telling first. */
export function reasonsFor({ rules }: Pick<ExtractedItem, 'rules'>, t: Translate): string[] {
	const keys = new Set(rules.flatMap((rule) => ruleWords[rule] ?? []));
	return [...keys].map((key) => t(key));
}

/** What stands against a sentence, in words. */
export function reasonAgainst(reason: Reason, t: Translate): string {
	if (reason.kind === 'section') {
		const { section } = reason;
		return section === 'agenda' ||
			section === 'attendance' ||
			section === 'schedule' ||
			section === 'boilerplate'
			? t(`reading.section.${section}`)
			: t('reading.section.report');
	}
	const said = t(`reading.why.${reason.kind}`);
	return reason.words ? t('reading.why.said', { reason: said, words: reason.words.text }) : said;
}
