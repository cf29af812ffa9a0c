/** Several rules ask what stands at the same place of a text: what was read of the last text is kept until another is read. */
import type { NameIndex } from './names.ts';

type ReadAt<T> = (folded: string, at: number, names: NameIndex, original: string) => T;

/** The same answers as `read`, which is asked once for each place of the text that is being read. */
export function keptByPlace<T>(read: ReadAt<T>): ReadAt<T> {
	let text = '';
	let written = '';
	let known: NameIndex | null = null;
	let answers = new Map<number, T>();
	return (folded, at, names, original) => {
		if (names !== known || folded !== text || original !== written) answers = new Map();
		// Taken over even when they are equal: texts that are one and the same are compared faster.
		text = folded;
		written = original;
		known = names;
		const answer = answers.get(at);
		if (answer !== undefined) return answer;
		const fresh = read(folded, at, names, original);
		// Reading a name in brackets may have asked for another text meanwhile.
		if (text === folded) answers.set(at, fresh);
		return fresh;
	};
}
