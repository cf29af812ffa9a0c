/**
 * Rows by key, with what the open transaction has in hand kept apart until it is committed. Rows are copied on the
 * way in and on the way out, so that nobody outside can change what is kept.
 */
export type Table<Row> = {
	/** What everybody sees. Writing to it throws. */
	readonly committed: Rows<Row>;
	/** The same with the open transaction's changes. */
	readonly draft: Rows<Row>;
	commit(): void;
	rollback(): void;
};

export type Rows<Row> = {
	get(key: string): Row | null;
	has(key: string): boolean;
	/** In the order of `by`; rows that are equal in it stay in order of insertion. */
	list(wanted?: (row: Row) => boolean, by?: (a: Row, b: Row) => number): Row[];
	count(): number;
	/** Throws when the key is there already, a unique value is taken or a referenced row is missing. */
	insert(row: Row): void;
	/** Changes the fields given; false when there is no such row. Throws when a unique value is taken. */
	update(key: string, changes: Partial<Row>): boolean;
	delete(wanted: (row: Row) => boolean): void;
};

export type Rules<Row> = {
	readonly key: (row: Row) => string;
	/** No two rows may have the same value; null counts for nothing. */
	readonly unique?: { readonly value: (row: Row) => string | null; readonly taken: () => Error };
	/** Whether the row it belongs to is there. */
	readonly belongs?: (row: Row) => boolean;
	/** As JSON unless told otherwise: what does not survive JSON would not survive in SQLite either. */
	readonly copy?: (row: Row) => Row;
};

/** An empty table that keeps to its rules. */
export function createTable<Row extends object>(name: string, rules: Rules<Row>): Table<Row> {
	const { key: keyOf, unique, belongs, copy = copyAsJson } = rules;
	const kept = new Map<string, Row>();
	/** The open transaction's changes; null is a deleted row. */
	const changed = new Map<string, Row | null>();

	const draftRow = (key: string) => (changed.has(key) ? changed.get(key)! : (kept.get(key) ?? null));

	function* draftRows() {
		for (const [key, row] of kept) {
			const now = changed.has(key) ? changed.get(key)! : row;
			if (now) yield now;
		}
		for (const [key, row] of changed) if (row && !kept.has(key)) yield row;
	}

	function put(row: Row) {
		const value = unique?.value(row) ?? null;
		if (value !== null) {
			for (const other of draftRows())
				if (unique!.value(other) === value && keyOf(other) !== keyOf(row)) throw unique!.taken();
		}
		if (belongs && !belongs(row))
			throw new Error(`${name} ${keyOf(row)} belongs to a row that does not exist`);
		changed.set(keyOf(row), copy(row));
	}

	return {
		committed: {
			...reading(
				(key) => kept.get(key) ?? null,
				() => kept.values(),
				copy
			),
			count: () => kept.size,
			insert: refuseWriting,
			update: refuseWriting,
			delete: refuseWriting
		},
		draft: {
			...reading(draftRow, draftRows, copy),
			count: () => {
				let count = kept.size;
				for (const [key, row] of changed) count += Number(row !== null) - Number(kept.has(key));
				return count;
			},
			insert: (row) => {
				if (draftRow(keyOf(row))) throw new Error(`${name} ${keyOf(row)} exists already`);
				put(row);
			},
			update: (key, changes) => {
				const row = draftRow(key);
				if (row) put({ ...row, ...changes });
				return row !== null;
			},
			delete: (wanted) => {
				for (const row of [...draftRows()]) if (wanted(row)) changed.set(keyOf(row), null);
			}
		},
		commit: () => {
			for (const [key, row] of changed) {
				if (row) kept.set(key, row);
				else kept.delete(key);
			}
			changed.clear();
		},
		rollback: () => changed.clear()
	};
}

function reading<Row>(
	get: (key: string) => Row | null,
	all: () => Iterable<Row>,
	copy: (row: Row) => Row
): Pick<Rows<Row>, 'get' | 'has' | 'list'> {
	return {
		get: (key) => {
			const row = get(key);
			return row && copy(row);
		},
		has: (key) => get(key) !== null,
		list: (wanted = () => true, by) => {
			const rows = [...all()].filter(wanted);
			return (by ? rows.sort(by) : rows).map(copy);
		}
	};
}

function refuseWriting(): never {
	throw new Error('Only a transaction writes');
}

function copyAsJson<Row>(row: Row): Row {
	return JSON.parse(JSON.stringify(row)) as Row;
}
