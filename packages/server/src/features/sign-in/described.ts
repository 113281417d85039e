import type { z } from 'zod';
import { describes, list, type Schema, text, whole } from '#engine/api/open-api-described.ts';

/** A route of the sign-in, as the API's description has it; without an answer it says `{done: true}`. */
export const signing = (
  summary: string,
  { answer = done, ...more }: { body?: z.ZodType | Schema; answer?: Schema; open?: true } = {},
) => describes({ about: 'sign-in', summary, ...more, content: { 'application/json': answer } });

/** The same for one that sends the browser elsewhere. */
export const leading = (summary: string, query?: z.ZodType) =>
  describes({ about: 'sign-in', summary, open: true, status: 302, ...(query && { query }) });

const done = whole({ done: { type: 'boolean' } });
export const flag: Schema = { type: 'boolean' };
export const sent = whole({
  sent: { type: 'boolean', description: 'False: this server sends no mail' },
});
/** Empty unless it is the first factor. */
export const codes = whole({ recoveryCodes: list(text()) });
/** What is passed on to the browser's `navigator.credentials`. */
export const challenge: Schema = {
  type: 'object',
  description: 'Options of WebAuthn Level 3, as JSON',
};
/** A session in the cookie, or what is still asked for. */
export const letInOrAsked: Schema = {
  type: 'object',
  properties: { secondFactor: whole({ totp: flag, passkey: flag }) },
};
