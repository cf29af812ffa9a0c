import type { CardFieldName, CardFields, CardOwner } from '#domain/board/card.ts';
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
	const none = t('common.none');
	const nameOf = (owner: CardOwner) => names.owner(owner) ?? t('card.unknownOwner');
	const listed = (texts: readonly string[]) => (texts.length > 0 ? format.list(texts) : none);
	const say: { [Name in CardFieldName]: (value: CardFields[Name]) => string } = {
		content: (content) => content,
		owner: (owner) => (owner ? nameOf(owner) : t('card.noOwner')),
		due: (due) => (due ? format.day(due, today) : t('card.noDay')),
		deliverable: (deliverable) => deliverable ?? none,
		priority: (priority) => (priority ? t(`card.priority.${priority}`) : none),
		support: listed,
		collaborators: (owners) => listed(owners.map(nameOf)),
		department: (id) => (id ? nameOf({ kind: 'department', id }) : none),
		buffer: (count) => (count ? t('card.buffer.days', { count }) : none),
		risk: (risk) => risk ?? none,
		blocker: (blocker) => (blocker ? t('card.blocker.whole', blocker) : none),
		follower: (id) => (id ? nameOf({ kind: 'person', id }) : none),
		links: (links) => listed(links.map(({ title }) => title))
	};
	return (field, value) => say[field](value);
}
