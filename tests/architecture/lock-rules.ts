// What package-lock.json must hold, so that a fresh clone installs anywhere and Yjs is there once. Plain functions over
// the parsed lock.

export type LockEntry = {
	version?: string;
	resolved?: string;
	link?: boolean;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
};

export type Lock = { packages: Record<string, LockEntry> };

/** Two copies of one of these in one process do not know each other's types, and merging silently goes wrong. */
export const once = ['yjs', 'lib0', 'y-protocols', '@tiptap/y-tiptap'] as const;

/** Packages that may not come in: a second binding of Yjs to ProseMirror has its own plugin keys and crashes the editor. */
export const never = ['y-prosemirror'] as const;

/** Packages that are there more than once, or not at all. */
export function findNotOnce({ packages }: Lock, names: readonly string[] = once): string[] {
	return names.flatMap((name) => {
		const copies = placesOf(packages, name);
		return copies.length === 1 ? [] : [`${name}: ${copies.length === 0 ? 'absent' : copies.join(', ')}`];
	});
}

/** Places of packages that may not be there. */
export function findUnwanted({ packages }: Lock, names: readonly string[] = never): string[] {
	return names.flatMap((name) => placesOf(packages, name));
}

/** Packages whose entry names the registry they came from, which others may not reach. */
export function findAddresses({ packages }: Lock): string[] {
	return Object.entries(packages)
		.filter(([, { resolved, link }]) => resolved !== undefined && !link)
		.map(([path, { resolved }]) => `${path}: ${resolved}`);
}

/**
 * Packages that another one depends on, also only optionally, and that are not in the lock. `npm install` leaves such
 * gaps behind without a word when a registry lacks one platform's package; `npm ci` then refuses the whole lock.
 */
export function findGaps({ packages }: Lock): string[] {
	return Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
		Object.keys({ ...dependencies, ...optionalDependencies })
			.filter((name) => !isInReach(packages, path, name))
			.map((name) => `${path || 'package.json'} needs ${name}`)
	);
}

/** Looks where Node would: beside the package's own dependencies, then in every node_modules above it. */
function isInReach(packages: Lock['packages'], from: string, name: string): boolean {
	for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
		if (packages[place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`]) return true;
		if (place === '') return false;
	}
}

function placesOf(packages: Lock['packages'], name: string): string[] {
	return Object.keys(packages).filter(
		(path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`)
	);
}
