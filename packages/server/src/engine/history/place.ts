import { isId, Refusal } from '@relata/model';

/** Where a page of a timeline ended: an instant, and the entry at it. */
export const encodePlace = (at: string, id: string): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

export function decodePlace(text: string): { at: string; id: string } {
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if (typeof at === 'string' && !Number.isNaN(Date.parse(at)) && isId(id)) return { at, id };
  } catch {
    // Falls through to the refusal: what cannot be read is no place.
  }
  throw new Refusal('malformed', "'after' takes the `page.next` of the same list", { reason: 'cursor' });
}
