import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '#engine/api/parse.ts';
import { networkOf } from './attempts.ts';
import type { AuthParts } from './auth-parts.ts';
import { forgetIdentity } from './forget-identity.ts';
import { resetPassword } from './reset-links.ts';
import { proveAgain } from './signed-in.ts';
import { sent, signing } from './described.ts';

const asking = z.strictObject({ email: z.string().trim().min(1).max(320) });
const setting = z.strictObject({ token: z.string().max(200), password: z.string().max(1000) });
const proving = z.strictObject({ password: z.string().max(1000) });

/** Forgotten passwords, and the password that is asked for again before something delicate. */
export function addPasswordRoutes(app: FastifyInstance, parts: AuthParts): void {
  const { engine, attempts } = parts;
  const { database, mails } = engine;

  /** The same answer for an address that nobody has: only the letter is not sent. */
  app.post(
    '/api/auth/forgot-password',
    signing('Ask for a link by which a forgotten password is set anew', {
      body: asking,
      answer: sent,
      open: true,
    }),
    async (request) => {
      const { email } = parse(asking, request.body);
      const account = email.toLowerCase();
      attempts.spend({ account: `reset ${account}`, address: `reset ${networkOf(request.ip)}` });
      await database.tx((connection) =>
        mails.queue(connection, 'passwordReset', { email: account }),
      );
      return { sent: mails.works };
    },
  );

  app.post(
    '/api/auth/reset-password',
    signing('Set a new password with the secret of a link', { body: setting, open: true }),
    async (request) => {
      const { token, password } = parse(setting, request.body);
      const { identity } = await attempts.at(
        { address: `links ${networkOf(request.ip)}` },
        wrongLink,
        () => resetPassword(engine, token, password),
      );
      await forgetIdentity(parts, identity);
      return { done: true };
    },
  );

  /** For ten minutes after it, ways to sign in may be changed in this session. */
  app.post(
    '/api/auth/prove',
    signing('Give the password again; for ten minutes ways to sign in may be changed', {
      body: proving,
    }),
    async (request, reply) => {
      const { password } = parse(proving, request.body);
      await proveAgain(parts, request, reply, password);
      return { done: true };
    },
  );
}

/** Reason of a link that proves nothing: a guess. */
const wrongLink = 'link';
