import { isId, toInstant } from '@relata/model';
import { badCursor } from '../records/cursor.ts';

/** Where a page of a timeline ended: an instant, and the entry at it. */
export const encodePlace = (at: string, id: string): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url');

export function decodePlace(text: string): { at: string; id: string } {
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if (typeof at === 'string' && toInstant(at) && isId(id)) return { at, id };
  } catch {
    // Falls through to the refusal: what cannot be read is no place.
  }
  throw badCursor();
}
