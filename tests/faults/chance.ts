/** Dice that fall the same way for the same seed. */
export type Chance = {
	/** From 0 up to but not including 1. */
	share(): number;
	/** A whole number from 0 up to but not including `below`. */
	below(below: number): number;
	between(least: number, most: number): number;
	pick<One>(all: readonly One[]): One;
	/** Dice of its own for a part, so that what one part throws does not move the others. */
	part(name: string | number): Chance;
};

export function createChance(seed: string | number): Chance {
	let state = hashOf(String(seed));
	const share = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (most: number) => Math.floor(share() * most);
	return {
		share,
		below,
		between: (least, most) => least + share() * (most - least),
		pick: (all) => all[below(all.length)]!,
		part: (name) => createChance(`${seed}/${name}`)
	};
}

/** FNV-1a. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++)
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
	return hash;
}
