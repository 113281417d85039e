import { createHash } from 'node:crypto';
import type { QueryOptions } from '../platform/db.ts';

const names = new Map<string, string>();
const mostNames = 500;

/**
 * Has a hot statement prepared once per connection, so that it is not parsed and planned each time; not beyond
 * some hundred shapes, so that no connection fills up with them.
 */
export function prepared(text: string): QueryOptions {
  const known = names.get(text);
  if (known) return { name: known };
  if (names.size >= mostNames) return {};
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return { name };
}
