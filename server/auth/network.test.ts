import { describe, expect, it } from 'vitest';
import { networkOf } from './network.ts';

describe('[SY43] limits for an address count', () => {
	it.each([
		['192.0.2.7', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['::ffff:c000:207', '192.0.2.7'],
		['2001:db8:1:2::1', '2001:db8:1:2::/64'],
		['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
		['2001:0DB8:0001:0002:0000:0000:192.0.2.7', '2001:db8:1:2::/64'],
		['2001:db8:1:3::1', '2001:db8:1:3::/64'],
		['fe80::1%eth0', 'fe80:0:0:0::/64'],
		['::1', '0:0:0:0::/64'],
		['::', '0:0:0:0::/64'],
		['', ''],
		['unknown', 'unknown']
	])('%s as %s', (address, network) => expect(networkOf(address)).toBe(network));
});
