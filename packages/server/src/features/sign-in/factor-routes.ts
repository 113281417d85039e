import { type FieldError, Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Connection } from '#platform/db.ts';
import { parse } from '#engine/api/parse.ts';
import { text, whole } from '#engine/api/open-api-described.ts';
import { networkOf } from './attempts.ts';
import { auditFailure, auditIdentity } from './audit-identity.ts';
import type { AuthParts } from './auth-parts.ts';
import {
  beginAuthenticator,
  confirmAuthenticator,
  takeAuthenticatorCode,
} from './authenticator.ts';
import { demandsSecond } from './demand-second.ts';
import { endFactors, factorsOf, isSecond } from './factors.ts';
import { forgetIdentity } from './forget-identity.ts';
import { listPasskeys } from './passkeys.ts';
import { otherWaysOf } from './provider-accounts.ts';
import { beginNewSession } from './new-session.ts';
import { endPending, pendingOf, tooLate } from './pending.ts';
import { takeProof } from './proofs.ts';
import { renewRecoveryCodes, takeRecoveryCode } from './recovery-codes.ts';
import { justProved, signedIn } from './signed-in.ts';
import { tellOwner } from './tell-owner.ts';
import { totpAddress } from './totp.ts';
import { codes, signing } from './described.ts';

const nothing = z.strictObject({}).nullish();
const code = z.strictObject({ code: z.string().max(50) });
const either = z.union([code, z.strictObject({ recoveryCode: z.string().max(100) })]);

const wrongCode = 'code';
const refuseCode = (field: 'code' | 'recoveryCode'): Refusal => {
  const error: FieldError = {
    field,
    code: field === 'code' ? 'code_wrong' : 'recovery_code_wrong',
    message: 'the code is wrong, used or too old',
  };
  return new Refusal('invalid', error.message, { reason: wrongCode, errors: [error] });
};

/** Authenticator apps and recovery codes: the second half of a sign-in, and how one gets it. */
export function addFactorRoutes(app: FastifyInstance, parts: AuthParts): void {
  const { engine, config, attempts, sealer } = parts;
  const { database, clock } = engine;
  const guess = <T>(request: FastifyRequest, identity: string, task: () => Promise<T>) =>
    attempts.at({ account: `factor ${identity}`, address: networkOf(request.ip) }, wrongCode, task);
  const changed = (identity: string) => forgetIdentity(parts, identity);

  app.get(
    '/api/auth/factors',
    signing('How one signs in', { answer: { type: 'object' } }),
    async (request) => {
      const { identity } = await signedIn(parts, request);
      const factors = await factorsOf(database.query, identity);
      return {
        ...factors,
        keys: await listPasskeys(database.query, identity),
        demanded: await demandsSecond(engine, identity),
        ...(await otherWaysOf(database.query, identity)),
      };
    },
  );

  app.post(
    '/api/auth/second-factor',
    signing('The second half of a sign-in: a code of the app, or a recovery code', {
      body: either,
      open: true,
    }),
    async (request, reply) => {
      const given = parse(either, request.body);
      const { identity, rememberMe, secret } = await pendingOf(parts, request);
      const isCode = 'code' in given;
      const enter = async (connection: Connection): Promise<void> => {
        const { query } = connection;
        const now = clock.now();
        const isRight = isCode
          ? await takeAuthenticatorCode({ query, sealer, now }, identity, given.code)
          : await takeRecoveryCode(query, identity, given.recoveryCode, sealer);
        if (!isRight) throw refuseCode(isCode ? 'code' : 'recoveryCode');
        if (!(await takeProof(query, 'second_factor', secret, now))) throw tooLate();
        await beginNewSession({ query, clock, config }, request, reply, { identity, rememberMe });
        const way = isCode ? 'authenticator' : 'recovery code';
        await auditIdentity(engine, query, identity, { action: 'signed_in', details: { way } });
        if (!isCode) await tellOwner(engine, connection, identity, 'recoveryCodeUsed');
      };
      try {
        await guess(request, identity, () => database.tx(enter));
      } catch (error) {
        auditFailure(engine, error, { identity }, 'second factor');
        throw error;
      }
      endPending(parts, reply);
      return { done: true };
    },
  );

  /** The secret counts from the first code on that `finish` takes. */
  app.post(
    '/api/auth/authenticator/start',
    signing('Begin to set an authenticator app up', {
      answer: whole({ secret: text(), address: text('For a QR code') }),
    }),
    async (request) => {
      parse(nothing, request.body);
      const { identity } = await justProved(parts, request);
      const { query } = database;
      const secret = await beginAuthenticator({ query, sealer, now: clock.now() }, identity);
      if (secret === null)
        throw new Refusal('conflict', 'there is an authenticator app already', {
          reason: 'authenticator',
        });
      const { rows } = await query<{ email: string }>('select email from auth_user where id = $1', [
        identity,
      ]);
      return { secret, address: totpAddress(secret, rows[0]?.email ?? '') };
    },
  );

  /** With the first factor come the recovery codes; they are shown this once. */
  app.post(
    '/api/auth/authenticator/finish',
    signing('Confirm it with a first code', { body: code, answer: codes }),
    async (request) => {
      const given = parse(code, request.body);
      const { identity } = await justProved(parts, request);
      const recoveryCodes = await guess(request, identity, () =>
        database.tx(async (connection) => {
          const { query } = connection;
          const isFirst = !isSecond(await factorsOf(query, identity));
          const now = clock.now();
          if (!(await confirmAuthenticator({ query, sealer, now }, identity, given.code)))
            throw refuseCode('code');
          await auditIdentity(engine, query, identity, { action: 'second_factor_on' });
          await tellOwner(engine, connection, identity, 'authenticatorOn');
          return isFirst ? renewRecoveryCodes(query, identity, sealer) : [];
        }),
      );
      await changed(identity);
      return { recoveryCodes };
    },
  );

  app.post(
    '/api/auth/authenticator/remove',
    signing('Remove the authenticator app'),
    async (request) => {
      parse(nothing, request.body);
      const { identity } = await justProved(parts, request);
      await database.tx(async (connection) => {
        const { query } = connection;
        const { passkeys } = await factorsOf(query, identity);
        const { rowCount } = await query('delete from auth_totp where identity_id = $1', [
          identity,
        ]);
        if (!rowCount) return;
        // Recovery codes stand in for a factor: without one they would be a second password.
        if (!passkeys) await endFactors(query, identity);
        await auditIdentity(engine, query, identity, { action: 'second_factor_off' });
        await tellOwner(engine, connection, identity, 'authenticatorOff');
      });
      await changed(identity);
      return { done: true };
    },
  );

  app.post(
    '/api/auth/recovery-codes',
    signing('New recovery codes instead of the old ones', { answer: codes }),
    async (request) => {
      parse(nothing, request.body);
      const { identity } = await justProved(parts, request);
      const recoveryCodes = await database.tx(async (connection) => {
        const { query } = connection;
        if (!isSecond(await factorsOf(query, identity)))
          throw new Refusal('conflict', 'there is no second factor', { reason: 'no_factor' });
        await tellOwner(engine, connection, identity, 'recoveryCodesMade');
        return renewRecoveryCodes(query, identity, sealer);
      });
      return { recoveryCodes };
    },
  );
}
