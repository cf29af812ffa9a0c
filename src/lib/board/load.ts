import { getContext, setContext } from 'svelte';
import { overloadOf, ownerKey, type Excess, type Limits, type Overload } from '#domain/board/limits.ts';
import type { Translate } from '#lib/messages/translate.ts';
import type { BoardCard } from './board-card.ts';
import type { Board } from './board.svelte.ts';
import type { Names } from './board-roster.ts';

/**
 * Where a board holds more than the workspace's limits. A project's board holds a part of the company's work only: its
 * columns are not judged, its owners by what it shows of them.
 */
export function boardOverload(
	board: Board,
	{ limits, isWhole }: { readonly limits: Limits; readonly isWhole: boolean }
): Overload {
	const judged: Limits = isWhole ? limits : limits.owner === undefined ? {} : { owner: limits.owner };
	return overloadOf(
		Object.keys(judged).length === 0 ? [] : board.columns.flatMap(({ cards }) => cards),
		judged
	);
}

/** What somebody is told whose card has come into a column: which limits it is over now. Empty when none. */
export function limitWarnings(
	t: Translate,
	{ status, owner }: Pick<BoardCard, 'status' | 'owner'>,
	{ overload, names }: { readonly overload: Overload; readonly names: Names }
): string[] {
	const column = overload.columns.get(status);
	const one = owner && status === 'in_progress' ? overload.owners.get(ownerKey(owner)) : undefined;
	return [
		...(column ? [t('board.limit.columnOver', { column: t(`board.column.${status}`), ...column })] : []),
		...(one ? [t('board.limit.ownerOver', { name: names.owner(owner) ?? '', ...one })] : [])
	];
}

const key = Symbol('overload');

/** Lets the columns and cards below say where there is too much. Takes a getter, so that they follow. */
export function setOverload(current: () => Overload): void {
	setContext(key, current);
}

const none: Overload = { columns: new Map<never, Excess>(), owners: new Map() };

/** The overload of the board around a component; none where there is no board. */
export function useOverload(): () => Overload {
	return getContext<(() => Overload) | undefined>(key) ?? (() => none);
}
