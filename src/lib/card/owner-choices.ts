import type { CardOwner } from '#domain/board/card.ts';
import type { Directory } from '#domain/directory.ts';
import type { Option } from '#lib/ui/filter-options.ts';

/** People and departments as a Combobox offers them. */
export function choicesOf({ people, departments }: Directory): Option[] {
	const namesOf = (ids: readonly string[]) =>
		departments.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
	return [
		...people.map(({ id, name, aliases, departmentIds }) => ({
			value: `person:${id}`,
			label: name,
			detail: namesOf(departmentIds).join(' '),
			keywords: aliases
		})),
		...departments.map(({ id, name, code, aliases }) => ({
			value: `department:${id}`,
			label: name,
			detail: code,
			keywords: aliases
		}))
	];
}

/** The value that stands for somebody; null for a name that the directory does not know. */
export function valueOf(owner: CardOwner | null): string | null {
	return owner && owner.kind !== 'name' ? `${owner.kind}:${owner.id}` : null;
}

/** Whom a value stands for. */
export function ownerAt(value: string | undefined): CardOwner | null {
	const [kind, id] = value?.split(':') ?? [];
	return kind && id ? { kind: kind as 'person' | 'department', id } : null;
}
