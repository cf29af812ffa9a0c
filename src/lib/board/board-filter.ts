import type { Day } from '#domain/day.ts';
import { isLate, type BoardCard } from './board-card.ts';

/** Which cards a board shows. It lives in the page's address, so that it can be sent to somebody. */
export type BoardFilter = {
	readonly projectId: string | null;
	readonly departmentId: string | null;
	/** Only the reader's own cards: theirs by name, or their department's. */
	readonly mine: boolean;
	readonly late: boolean;
};

/** Whom "mine" means. */
export type Reader = { readonly id: string; readonly departmentIds: readonly string[] };

/** The filter in an address: `?project=…&department=…&mine=1&late=1`. */
export function filterOf(parameters: URLSearchParams): BoardFilter {
	return {
		projectId: parameters.get('project') || null,
		departmentId: parameters.get('department') || null,
		mine: parameters.get('mine') === '1',
		late: parameters.get('late') === '1'
	};
}

/** The filter as the end of an address, `?…`, or nothing when it shows everything. */
export function searchOf(filter: BoardFilter): string {
	const parameters = new URLSearchParams();
	if (filter.projectId) parameters.set('project', filter.projectId);
	if (filter.departmentId) parameters.set('department', filter.departmentId);
	if (filter.mine) parameters.set('mine', '1');
	if (filter.late) parameters.set('late', '1');
	return parameters.size > 0 ? `?${parameters}` : '';
}

/** True when a filter may hide something. */
export function isFiltering(filter: BoardFilter): boolean {
	return searchOf(filter) !== '';
}

/** Whether a filter lets a card be seen. */
export function passes(
	card: Pick<BoardCard, 'projectId' | 'departmentId' | 'owner' | 'due' | 'status'>,
	filter: BoardFilter,
	{ reader, today }: { readonly reader: Reader | null; readonly today: Day }
): boolean {
	if (filter.projectId && card.projectId !== filter.projectId) return false;
	if (filter.departmentId && card.departmentId !== filter.departmentId) return false;
	if (filter.late && !isLate(card, today)) return false;
	return !filter.mine || (reader !== null && isOf(card.owner, reader));
}

function isOf(owner: BoardCard['owner'], reader: Reader): boolean {
	if (owner?.kind === 'person') return owner.id === reader.id;
	return owner?.kind === 'department' && reader.departmentIds.includes(owner.id);
}
