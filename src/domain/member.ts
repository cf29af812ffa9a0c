import type { BoardChoices } from './board/limits.ts';
import type { Directory } from './directory.ts';
import type { Instant } from './day.ts';
import type { OwnWords } from './extraction/own-words.ts';

/** The company. Everything belongs to exactly one. */
export type Workspace = {
	readonly id: string;
	readonly name: string;
	/** IANA zone that days and clocks of the company count in. */
	readonly timeZone: string;
	readonly locale: Locale;
	/** Whether a meeting's join link lets people in with a name only. */
	readonly guestsMayJoin: boolean;
	/** What the company calls its lists of work, and how it gives work: extraction knows them beside its own. */
	readonly ownWords: OwnWords;
	/** Which rules of the board block and which only warn, and its limits, as far as somebody chose. */
	readonly boardRules: BoardChoices;
	readonly createdAt: Instant;
};

export const locales = ['zh-CN', 'zh-TW', 'en'] as const;
export type Locale = (typeof locales)[number];

export const roles = ['administrator', 'member', 'guest'] as const;
export type Role = (typeof roles)[number];

export type Member = {
	readonly id: string;
	readonly workspaceId: string;
	readonly name: string;
	/** What the person types to sign in, folded by `foldSignInName`; null for guests, who cannot sign in again. */
	readonly signInName: string | null;
	readonly aliases: readonly string[];
	readonly role: Role;
	readonly departmentIds: readonly string[];
	/** A guest's one meeting. */
	readonly guestOf: string | null;
	/** Removed members stay on record for the history they are part of, but cannot enter. */
	readonly removedAt: Instant | null;
	readonly createdAt: Instant;
};

export type Department = {
	readonly id: string;
	readonly workspaceId: string;
	readonly name: string;
	/** For record numbers such as 2024-MKT-001 (T5): two to six capital letters. */
	readonly code: string;
	readonly aliases: readonly string[];
	readonly headId: string | null;
};

export type Project = {
	readonly id: string;
	readonly workspaceId: string;
	readonly name: string;
	readonly createdAt: Instant;
};

/** Two to six capital letters, as in T5 of the forms (`^\d{4}-[A-Z]{2,}-\d{3,}$`). */
export function isDepartmentCode(code: string): boolean {
	return /^[A-Z]{2,6}$/.test(code);
}

/** Sign-in names differ only by what people see as different: width, case and outer spaces do not count. */
export function foldSignInName(name: string): string {
	return name.normalize('NFKC').trim().toLowerCase();
}

/** One of eight caret and avatar hues, the same for a person everywhere and always. */
export function hueOf(id: string): number {
	let sum = 0;
	for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 1_000_003;
	return sum % 8;
}

/** The names extraction may find in the minutes. Guests and removed members are not asked for promises. */
export function directoryOf(
	members: readonly Pick<Member, 'id' | 'name' | 'aliases' | 'role' | 'departmentIds' | 'removedAt'>[],
	departments: readonly Department[]
): Directory {
	return {
		people: members
			.filter((member) => member.role !== 'guest' && member.removedAt === null)
			.map(({ id, name, aliases, departmentIds }) => ({ id, name, aliases, departmentIds })),
		departments: departments.map(({ id, name, code, aliases, headId }) => ({
			id,
			name,
			code,
			aliases,
			headId
		}))
	};
}
