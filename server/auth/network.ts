import { isIPv6 } from 'node:net';

/**
 * What limits for one address count by: an IPv4 address itself, also when it is written within an IPv6 one (RFC 4291, 2.5.5.2); of
 * any other IPv6 address its /64, for that is what one line is given, and whoever has one has 2⁶⁴ addresses (RFC 6177). What is
 * no address comes back as it is.
 */
export function networkOf(address: string): string {
	const [bare] = address.split('%', 1) as [string];
	if (!isIPv6(bare)) return address;
	const groups = groupsOf(bare);
	const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
	if (isMapped) return [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.');
	return `${groups
		.slice(0, 4)
		.map((group) => group.toString(16))
		.join(':')}::/64`;
}

/** The eight groups of an IPv6 address, however it is written. */
function groupsOf(address: string): number[] {
	const [before, after] = address.split('::').map(partOf) as [number[], number[]?];
	if (!after) return before;
	return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

function partOf(part: string): number[] {
	return part
		.split(':')
		.filter((group) => group !== '')
		.flatMap((group) => {
			if (!group.includes('.')) return [parseInt(group, 16)];
			const [a, b, c, d] = group.split('.').map(Number) as [number, number, number, number];
			return [a * 256 + b, c * 256 + d];
		});
}
