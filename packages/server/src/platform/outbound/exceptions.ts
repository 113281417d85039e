import { BlockList, isIP } from 'node:net';

/** What Relata may reach although it is not public, or not on a port of the web. */
export interface Exception {
  /** undefined: the ports of the web, and no other. */
  port: number | undefined;
  /** Lower case, without a dot at the end. */
  isHost(name: string): boolean;
  isIn(address: string): boolean;
}

/** On which the web is reached, and what is named without a port. */
export const webPorts: readonly number[] = [80, 443];

/** Is this host or address named, on this port? */
export function isExcepted(
  exceptions: Exception[],
  { host, address, port }: { host: string; address: string; port: number },
): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return exceptions.some(
    (each) =>
      (each.port === undefined ? webPorts.includes(port) : each.port === port) &&
      (each.isHost(name) || each.isIn(address)),
  );
}

/**
 * Reads `idp.firm.example, 10.1.0.0/16, 192.168.1.7:8443, [fd00::/8]:8080`: names, addresses and networks, each
 * with a port if it is not one of the web, separated by blanks or commas. Throws an Error that names what it cannot read.
 */
export function readExceptions(text: string): Exception[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const exception = read(entry);
      if (!exception) throw new Error(`${entry} is no name, address or network`);
      return exception;
    });
}

function read(entry: string): Exception | undefined {
  // Without brackets, what follows the last colon of an IPv6 address is a part of it.
  const isBare6 = isIP(entry.split('/', 1)[0] ?? '') === 6;
  const [, bracketed, plain, digits] =
    /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d+))?$/.exec(isBare6 ? `[${entry}]` : entry) ?? [];
  const host = bracketed ?? plain;
  const port = digits === undefined ? undefined : Number(digits);
  if (!host || port === 0 || (port ?? 0) > 65_535) return undefined;
  const [address = '', bits] = host.split('/');
  const version = isIP(address);
  if (version) {
    const family = version === 4 ? 'ipv4' : 'ipv6';
    const longest = version === 4 ? 32 : 128;
    if (bits !== undefined && (!/^\d+$/.test(bits) || Number(bits) > longest)) return undefined;
    const network = new BlockList();
    network.addSubnet(address, bits === undefined ? longest : Number(bits), family);
    return {
      port,
      isHost: () => false,
      isIn: (one) => isIP(one) === version && network.check(one, family),
    };
  }
  if (!/^[\w-]+(\.[\w-]+)*$/.test(host)) return undefined;
  const name = host.toLowerCase();
  return { port, isHost: (one) => one === name, isIn: () => false };
}
