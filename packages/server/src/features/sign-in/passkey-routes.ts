import { isId, Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '#engine/api/parse.ts';
import { networkOf } from './attempts.ts';
import { auditIdentity } from './audit-identity.ts';
import type { AuthParts } from './auth-parts.ts';
import { endFactors, factorsOf, isSecond } from './factors.ts';
import { forgetIdentity } from './forget-identity.ts';
import { firstActive, membershipsOf } from './memberships.ts';
import { beginNewSession } from './new-session.ts';
import { refuseCredentials, wrongCredentials } from './pass-on.ts';
import {
  askForPasskey,
  beginPasskey,
  finishPasskey,
  passkeysWork,
  takePasskey,
} from './passkeys.ts';
import { endPending } from './pending.ts';
import { renewRecoveryCodes } from './recovery-codes.ts';
import { justProved } from './signed-in.ts';
import { tellOwner } from './tell-owner.ts';
import { challenge, codes, signing } from './described.ts';

const nothing = z.strictObject({}).nullish();
const bytes = z.string().max(20_000);
/** What of WebAuthn's RegistrationResponseJSON and AuthenticationResponseJSON is looked at; browsers add more. */
const answer = { id: bytes, rawId: bytes, type: z.literal('public-key') };
const made = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(50)).max(10).default([]),
  }),
});
const used = z.object({
  ...answer,
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
});
const finishing = z.strictObject({ name: z.string().trim().min(1).max(100), response: made });
const using = z.strictObject({ response: used, rememberMe: z.boolean().optional() });

/** Passkeys: made and removed by whoever is signed in; a way to sign in without a password. */
export function addPasskeyRoutes(app: FastifyInstance, parts: AuthParts): void {
  const { engine, config, attempts } = parts;
  const { database, clock } = engine;

  const demandWorking = (): void => {
    if (!passkeysWork(config))
      throw new Refusal('conflict', 'passkeys need an address by name, over HTTPS', {
        reason: 'passkeys_off',
      });
  };

  app.post(
    '/api/auth/passkeys/start',
    signing('Begin to make a passkey', { answer: challenge }),
    async (request) => {
      parse(nothing, request.body);
      demandWorking();
      const { identity } = await justProved(parts, request);
      const { query } = database;
      const { rows } = await query<{ email: string; name: string }>(
        'select email, name from auth_user where id = $1',
        [identity],
      );
      const { email = '', name = '' } = rows[0] ?? {};
      return beginPasskey({ query, now: clock.now(), config }, { identity, email, name });
    },
  );

  /** With the first factor come the recovery codes; they are shown this once. */
  app.post(
    '/api/auth/passkeys/finish',
    signing('Keep the passkey that was made', { body: finishing, answer: codes }),
    async (request) => {
      const { name, response } = parse(finishing, request.body);
      const { identity } = await justProved(parts, request);
      const recoveryCodes = await database.tx(async (connection) => {
        const { query } = connection;
        const isFirst = !isSecond(await factorsOf(query, identity));
        const now = clock.now();
        if (
          !(await finishPasskey({ query, now, config }, identity, name, {
            ...response,
            clientExtensionResults: {},
          }))
        )
          throw new Refusal('invalid', 'the passkey does not fit', { reason: 'passkey' });
        await auditIdentity(engine, query, identity, {
          action: 'passkey_added',
          details: { name },
        });
        await tellOwner(engine, connection, identity, 'passkeyAdded');
        return isFirst ? renewRecoveryCodes(query, identity, parts.sealer) : [];
      });
      await forgetIdentity(parts, identity);
      return { recoveryCodes };
    },
  );

  app.delete(
    '/api/auth/passkeys/:id',
    signing('Remove a passkey'),
    async (request: FastifyRequest<{ Params: { id: string } }>) => {
      const { identity } = await justProved(parts, request);
      const { id } = request.params;
      await database.tx(async (connection) => {
        const { query } = connection;
        const { rows } = isId(id)
          ? await query<{ name: string }>(
              'delete from auth_passkey where id = $1 and identity_id = $2 returning name',
              [id, identity],
            )
          : { rows: [] };
        if (!rows[0]) throw new Refusal('not_found', 'there is no such passkey');
        if (!isSecond(await factorsOf(query, identity))) await endFactors(query, identity);
        await auditIdentity(engine, query, identity, {
          action: 'passkey_removed',
          details: { name: rows[0].name },
        });
        await tellOwner(engine, connection, identity, 'passkeyRemoved');
      });
      await forgetIdentity(parts, identity);
      return { done: true };
    },
  );

  app.post(
    '/api/auth/passkeys/sign-in/start',
    signing('Begin to sign in with a passkey', { answer: challenge, open: true }),
    async (request) => {
      parse(nothing, request.body);
      demandWorking();
      return askForPasskey({ query: database.query, now: clock.now(), config });
    },
  );

  /** It is both factors: something that one has, opened by something that one knows or is. */
  app.post(
    '/api/auth/passkeys/sign-in/finish',
    signing('Sign in with a passkey', { body: using, open: true }),
    async (request, reply) => {
      const { response, rememberMe = true } = parse(using, request.body);
      await attempts.at({ address: networkOf(request.ip) }, wrongCredentials, () =>
        database.tx(async ({ query }) => {
          const identity = await takePasskey(
            { query, now: clock.now(), config },
            { ...response, clientExtensionResults: {} },
          );
          if (identity === null) throw refuseCredentials();
          if (!(await firstActive(engine, await membershipsOf(query, identity))))
            throw refuseCredentials();
          await beginNewSession({ query, clock, config }, request, reply, { identity, rememberMe });
          await auditIdentity(engine, query, identity, {
            action: 'signed_in',
            details: { way: 'passkey' },
          });
        }),
      );
      endPending(parts, reply);
      return { done: true };
    },
  );
}
