import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '@relata/model';
import type { Clock } from '#platform/clock.ts';
import type { Secrets } from '#platform/seal.ts';
import type { Form } from './form.ts';

/**
 * A ticket says when a form was opened and what its browser has to reckon: `<ms>.<id>.<bits>.<signature>`, signed, so
 * that nothing of it is kept. The proof is a number with which SHA-256 of `<ticket>.<number>` begins with so many zero
 * bits. The id becomes the lead's external id, so the same ticket makes one lead, however often it is sent.
 */
export interface Tickets {
  issue(form: Form): string;
  /** Id of the ticket. Refuses `invalid`: forged or unproven, too soon, too late. */
  check(form: Form, ticket: unknown, proof: unknown): string;
}

/** Zero bits: about 1,000, 32,000 and 260,000 attempts. */
const bitsOf: Record<string, number> = { light: 10, normal: 15, strong: 18 };
const soonestMs = 3000;
const latestMs = 2 * 3_600_000;

/** Told apart so that what was refused can be counted by why. */
export const reasons = {
  unchecked: 'form_unchecked',
  tooFast: 'form_too_fast',
  expired: 'form_expired',
} as const;

const refused = (reason: string) =>
  new Refusal('invalid', `the ticket or its proof does not count: ${reason}`, { reason });

export function openTickets({ secret, olderSecrets = [] }: Secrets, clock: Clock): Tickets {
  const keys = [secret, ...olderSecrets].map((one) =>
    Buffer.from(hkdfSync('sha256', one, '', 'relata web forms', 32)),
  );
  const signed = (key: Buffer, form: Form, body: string) =>
    createHmac('sha256', key).update(`${form.key}.${body}`).digest();
  return {
    issue(form) {
      const bits = bitsOf[String(form.says['protection'])] ?? bitsOf['normal'];
      const id = randomBytes(16).toString('base64url');
      const body = `${clock.now().getTime()}.${id}.${bits}`;
      const [key = Buffer.alloc(0)] = keys;
      return `${body}.${signed(key, form, body).toString('base64url')}`;
    },
    check(form, ticket, proof) {
      if (typeof ticket !== 'string' || typeof proof !== 'string') throw refused(reasons.unchecked);
      const [, body = '', at = '', id = '', bits = '', signature = ''] =
        /^((\d{13})\.([\w-]{22})\.(\d{1,2}))\.([\w-]{43})$/.exec(ticket) ?? [];
      const given = Buffer.from(signature, 'base64url');
      const isOurs = keys.some((key) => {
        const ours = signed(key, form, body);
        return ours.length === given.length && timingSafeEqual(ours, given);
      });
      if (!isOurs || !isProven(ticket, proof, Number(bits))) throw refused(reasons.unchecked);
      const age = clock.now().getTime() - Number(at);
      if (age < soonestMs) throw refused(reasons.tooFast);
      if (age > latestMs) throw refused(reasons.expired);
      return id;
    },
  };
}

function isProven(ticket: string, proof: string, bits: number): boolean {
  if (!/^\d{1,12}$/.test(proof)) return false;
  const hash = createHash('sha256').update(`${ticket}.${proof}`).digest();
  return hash.readUInt32BE(0) >>> (32 - bits) === 0;
}
