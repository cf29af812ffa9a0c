import type { CardFieldName, CardFields } from '#domain/board/card.ts';
import type { Day } from '#domain/day.ts';
import type { Names } from '#lib/board/board-roster.ts';
import type { Format } from '#lib/format.ts';
import type { Translate } from '#lib/messages/translate.ts';

/** How the value of a field is said. */
export type FieldWords = <Name extends CardFieldName>(field: Name, value: CardFields[Name]) => string;

/** Words for values, in the reader's language; what is missing has words too. */
export function fieldWords(parts: {
	readonly t: Translate;
	readonly format: Format;
	readonly names: Names;
	readonly today: Day;
}): FieldWords {
	const { t, format, names, today } = parts;
	const say: { [Name in CardFieldName]: (value: CardFields[Name]) => string } = {
		content: (content) => content,
		owner: (owner) => names.owner(owner) ?? t(owner ? 'card.unknownOwner' : 'card.noOwner'),
		due: (due) => (due ? format.day(due, today) : t('card.noDay')),
		deliverable: (deliverable) => deliverable ?? t('common.none'),
		priority: (priority) => (priority ? t(`card.priority.${priority}`) : t('common.none'))
	};
	return (field, value) => say[field](value);
}
