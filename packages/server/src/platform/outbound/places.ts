import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type Exception, isExcepted } from './exceptions.ts';
import { isPublic } from './public-addresses.ts';

export interface PlacesSettings {
  /** Those on which the public Internet is reached. */
  ports: readonly number[];
  /** What the operator lets it reach besides that. */
  allow: Exception[];
  /** All addresses of a name. Asked once. */
  resolve?: ((name: string) => Promise<LookupAddress[]>) | undefined;
}

/**
 * Where to connect for a host that somebody has named (T20 of the security targets): those of its addresses that may be
 * reached, to be connected to without looking the name up again. None: it may not be reached.
 */
export async function openPlaces(
  { host, port }: { host: string; port: number },
  { ports, allow, resolve = (name) => lookup(name, { all: true }) }: PlacesSettings,
): Promise<LookupAddress[]> {
  const family = isIP(host);
  const all = family ? [{ address: host, family }] : await resolve(host);
  return all.filter(
    ({ address }) =>
      (isPublic(address) && ports.includes(port)) || isExcepted(allow, { host, address, port }),
  );
}

/** For `net.connect` and `http.request`: gives what was checked, so that this is what is connected to. */
export const pinned =
  (places: LookupAddress[]) =>
  (
    _name: string,
    { all }: { all?: boolean | undefined },
    done: (
      error: NodeJS.ErrnoException | null,
      address: string | LookupAddress[],
      family?: number,
    ) => void,
  ): void =>
    all ? done(null, places) : done(null, places[0]?.address ?? '', places[0]?.family);
