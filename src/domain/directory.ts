/** Who there is: the people and departments that names in the minutes are looked up in. */
export type Directory = {
	readonly people: readonly DirectoryPerson[];
	readonly departments: readonly DirectoryDepartment[];
};

export type DirectoryPerson = {
	readonly id: string;
	readonly name: string;
	/** Other names people write: "Liz", "小刘", a sign-in name. */
	readonly aliases: readonly string[];
	readonly departmentIds: readonly string[];
};

export type DirectoryDepartment = {
	readonly id: string;
	readonly name: string;
	/** The code used in record numbers, `MKT`. */
	readonly code: string;
	readonly aliases: readonly string[];
	readonly headId: string | null;
};

export const emptyDirectory: Directory = { people: [], departments: [] };
