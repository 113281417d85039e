import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { type Caller, callerOf, inBackground } from './door.ts';
import type { Mailbox } from './mailbox.ts';
import { openOutside } from './outside.ts';
import { type TestWorkspace, workspace } from './workspace.ts';

/**
 * A firm with forms on its website, and people who come by. With `rules` its leads go through them: not where there are
 * thousands, with which the background would still be busy in the tests that follow. `post` is how mails leave, which
 * they do in the background.
 */
export async function openForms({
  rules = false,
  post,
}: { rules?: boolean; post?: Mailbox['post'] } = {}) {
  const firm: TestWorkspace = await workspace({ country: 'IT', ...(post && { post }) });
  const stop = rules || post ? await inBackground(firm.engine) : async () => {};
  const outside = await openOutside(firm);
  const ada = await outside.as(firm.admin);
  let visitors = 0;

  /** Somebody on another site, from an address of their own unless it is named. */
  const visitor = (address = `2001:db8:${(visitors++).toString(16)}::1`) =>
    callerOf(outside.http.app, { 'x-forwarded-for': address, origin: 'https://www.firm.example' });

  const later = (seconds = 4) => firm.clock.pass(seconds);

  async function form(values: object = {}) {
    const name = crypto.randomUUID();
    const made = await ada.post('/forms', { name, protection: 'light', ...values });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { id, key } = made.body.data;
    const path = `/forms/${key}`;
    const ticket = async (who = visitor()): Promise<string> =>
      (await who.get(`${path}/ticket`)).body.data.ticket;
    const proven = async (who?: Caller) => {
      const one = await ticket(who);
      return { 'relata-ticket': one, 'relata-proof': prove(one) };
    };
    return {
      ...{ id: String(id), key: String(key), path, ticket, proven, record: made.body.data },
      /** Fills it in as a person does, who takes a few seconds. */
      async send(answers: object, who = visitor()) {
        const proof = await proven(who);
        later();
        return who.post(path, { ...answers, ...proof });
      },
      async leads() {
        const filter = encodeURIComponent(JSON.stringify({ form: { eq: id } }));
        return (await ada.get(`/leads?limit=200&total=exact&filter=${filter}`)).body;
      },
    };
  }

  /** As a browser sends a form of plain HTML. */
  const plainly = (who: Caller, path: string, answers: Record<string, string>) =>
    outside.http.app.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: {
        ...who.headers,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams(answers).toString(),
    });

  return {
    ...{ firm, outside, ada, visitor, later, form, plainly },
    async stop() {
      await outside.http.stop(1000);
      await stop();
    },
  };
}

/** The number that a browser would reckon. */
export function prove(ticket: string): string {
  const bits = Number(ticket.split('.')[2]);
  for (let number = 0; ; number++) {
    const hash = createHash('sha256').update(`${ticket}.${number}`).digest();
    if (hash.readUInt32BE(0) >>> (32 - bits) === 0) return String(number);
  }
}

export const rosa = { lastName: 'Prado', emails: 'rosa@acme.example' };
