import { v7 } from 'uuid';

/** A new UUIDv7: in order of creation, so that new rows land at the end of every index. */
export function newId(): string {
  return v7();
}
