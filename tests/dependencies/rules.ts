// What a package must be to come into the project: under a licence that asks nothing of those who use it, and not older
// than the release that fixed what we know of.

/** A package as package-lock.json has it; `path` is its place in node_modules. */
export type LockedPackage = { path: string; version: string; licence: string | null };

/** Permissive, or weak copyleft that stays within the package's own files (MPL). */
const allowedLicences = new Set([
	'MIT',
	'MIT-0',
	'ISC',
	'0BSD',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'Apache-2.0',
	'MPL-2.0',
	'BlueOak-1.0.0',
	'CC0-1.0',
	'CC-BY-4.0',
	'Unlicense',
	'Python-2.0'
]);

/** Packages whose metadata does not say enough, by name, with what was found instead and where. */
export type LicenceExceptions = ReadonlyMap<string, string>;

export const licenceExceptions: LicenceExceptions = new Map();

/** The least version, and why. */
export type Minimum = { name: string; version: string; because: string };

export const minimums: readonly Minimum[] = [
	{
		name: 'ws',
		version: '8.21.0',
		because: 'earlier ones hold on to memory for a message of countless tiny fragments'
	},
	{
		name: 'devalue',
		version: '5.6.4',
		because: 'earlier ones let crafted form data reach __proto__ or fill the memory'
	},
	{
		name: '@sveltejs/kit',
		version: '2.70.0',
		because: 'earlier ones leave the origin check out of a build made without NODE_ENV=production'
	}
];

/** Of the SQLite inside better-sqlite3: in earlier ones a reset of the write-ahead log can corrupt the database. */
export const leastSqlite = '3.51.3';

/** One sentence per package whose licence is neither allowed nor a written exception; exceptions nobody needs, too. */
export function findLicenceProblems(
	packages: readonly LockedPackage[],
	exceptions: LicenceExceptions = licenceExceptions
): string[] {
	const refused = packages.filter(({ licence }) => licence === null || !isAllowed(licence));
	const unexplained = refused
		.filter((each) => !exceptions.has(nameOf(each)))
		.map((each) => `${nameOf(each)} ${each.version}: licence ${each.licence ?? 'not stated'}`);
	const needed = new Set(refused.map(nameOf));
	const idle = [...exceptions.keys()]
		.filter((name) => !needed.has(name))
		.map((name) => `${name}: an exception that is not needed any more`);
	return [...unexplained, ...idle];
}

/** One sentence per copy of a package that is older than it may be. A package that is absent breaks no minimum. */
export function findOldVersions(
	packages: readonly LockedPackage[],
	least: readonly Minimum[] = minimums
): string[] {
	return least.flatMap(({ name, version, because }) =>
		packages
			.filter((each) => nameOf(each) === name && isOlder(each.version, version))
			.map((each) => `${name} ${each.version} is older than ${version}: ${because}`)
	);
}

/** Whether version `a` comes before `b`, by their numbers; a pre-release counts as before its release. */
export function isOlder(a: string, b: string): boolean {
	const [left, right] = [numbers(a), numbers(b)];
	for (const [index, number] of left.entries()) {
		const difference = number - (right[index] ?? 0);
		if (difference !== 0) return difference < 0;
	}
	return a.includes('-') && !b.includes('-');
}

/** The packages of a parsed package-lock.json, without the project itself. */
export function readLock(lock: {
	packages: Record<string, { version?: string; license?: string; link?: boolean }>;
}): LockedPackage[] {
	return Object.entries(lock.packages)
		.filter(([path, { link }]) => path !== '' && !link)
		.map(([path, { version = '', license = null }]) => ({ path, version, licence: license }));
}

/** The package's name: what stands after the last node_modules of its path. */
export function nameOf({ path }: Pick<LockedPackage, 'path'>): string {
	return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Of an SPDX expression: with OR one choice must be allowed, with AND all parts. */
function isAllowed(expression: string): boolean {
	const bare = expression.replace(/[()]/g, '');
	if (/ AND /.test(bare)) return bare.split(/ AND | OR /).every((each) => allowedLicences.has(each.trim()));
	return bare.split(' OR ').some((each) => allowedLicences.has(each.trim()));
}

function numbers(version: string): number[] {
	return version
		.replace(/[-+].*$/, '')
		.split('.')
		.map(Number);
}
