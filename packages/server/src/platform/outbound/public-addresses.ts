import { BlockList, isIP } from 'node:net';

/**
 * Of IPv4 everything is public but these: what IANA's special-purpose registry (RFC 6890) does not hand out to
 * the whole Internet, multicast, and the address under which Azure's machines reach their own host.
 */
const notPublic4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/**
 * Of IPv6 only 2000::/3 is public, without Teredo and its neighbours, examples and 6to4, which hides an IPv4
 * address. Outside of it are loopback, link-local, unique local, multicast, IPv4-mapped and NAT64.
 */
const notPublic6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const kept = new BlockList();
for (const [network, bits] of notPublic4) kept.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of notPublic6) kept.addSubnet(network, bits, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** Does the address belong to the public Internet (T20)? Takes what a resolver gives: no port, no brackets. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !kept.check(address, 'ipv4');
  return family === 6 && global6.check(address, 'ipv6') && !kept.check(address, 'ipv6');
}
