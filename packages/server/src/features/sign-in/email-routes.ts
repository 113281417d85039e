import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '#engine/api/parse.ts';
import { text, whole } from '#engine/api/open-api-described.ts';
import { networkOf } from './attempts.ts';
import type { AuthParts } from './auth-parts.ts';
import { confirmEmail, emailFrom } from './change-email.ts';
import { forgetIdentity } from './forget-identity.ts';
import { justProved } from './signed-in.ts';
import { tellOwner } from './tell-owner.ts';
import { sent, signing } from './described.ts';

const asking = z.strictObject({ email: z.string().max(320) });
const confirming = z.strictObject({ token: z.string().max(200) });

/** Another address to sign in with: it counts once somebody has opened the link that was sent to it. */
export function addEmailRoutes(app: FastifyInstance, parts: AuthParts): void {
  const { engine, attempts } = parts;
  const { database, mails } = engine;

  /** The same answer for an address that somebody has: only the letter is not sent. */
  app.post(
    '/api/auth/email',
    signing('Ask for another e-mail address; a link is sent to it', { body: asking, answer: sent }),
    async (request) => {
      const email = emailFrom(parse(asking, request.body).email);
      const { identity, id: session } = await justProved(parts, request);
      attempts.spend({ account: `email ${identity}`, address: `email ${networkOf(request.ip)}` });
      await database.tx(async (connection) => {
        await mails.queue(connection, 'emailChange', { identity, email, session });
        await tellOwner(engine, connection, identity, 'emailAsked', { email });
      });
      return { sent: mails.works };
    },
  );

  /** Needs nobody signed in: the letter may be read at another device. */
  app.post(
    '/api/auth/email/confirm',
    signing('Confirm a new e-mail address with the secret of its link', {
      body: confirming,
      answer: whole({ email: text() }),
      open: true,
    }),
    async (request) => {
      const { token } = parse(confirming, request.body);
      const { identity, email } = await attempts.at(
        { address: `links ${networkOf(request.ip)}` },
        'link',
        () => confirmEmail(parts, token),
      );
      await forgetIdentity(parts, identity);
      return { email };
    },
  );
}
