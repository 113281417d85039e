import { Refusal } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { openSealer } from '#platform/seal.ts';
import { parse } from '#engine/api/parse.ts';
import { text, whole } from '#engine/api/open-api-described.ts';
import { auditIdentity } from './audit-identity.ts';
import type { AuthParts } from './auth-parts.ts';
import { cookieEnd } from './new-session.ts';
import { letIn } from './pending.ts';
import { connect, identityFor } from './provider-accounts.ts';
import { type Claimed, newTrip, openProvider, type Trip } from './provider.ts';
import { cookieNames, cookieOf } from './session-cookie.ts';
import { justProved } from './signed-in.ts';
import { leading, signing } from './described.ts';

const minutes = 10;
const going = z.object({
  to: z.string().max(2000).optional(),
  /** Link of an invitation that is being accepted by way of the provider. */
  invitation: z.string().max(500).optional(),
});
const connecting = z.strictObject({}).nullish();

/** Sign-in at a provider of OpenID Connect: there by redirect, back with a code. Nothing without OIDC_ISSUER. */
export function addOidcRoutes(app: FastifyInstance, parts: AuthParts): void {
  const { engine, config } = parts;
  if (!config.oidc) return;
  const provider = openProvider(config.oidc, config);
  const sealer = openSealer(config, 'trips to the provider');
  const { provider: cookie } = cookieNames(config);

  const depart = async (
    reply: FastifyReply,
    about: Omit<Parameters<typeof newTrip>[0], 'began'>,
  ) => {
    const trip = newTrip({ ...about, began: engine.clock.now().getTime() });
    const address = await provider.addressFor(trip).catch((error: unknown) => {
      const { cause } = Object(error);
      reply.log.warn({ err: cause ?? error }, 'the provider cannot be asked');
      throw error;
    });
    const kept = sealer.seal(JSON.stringify(trip));
    reply.header('set-cookie', `${cookie}=${kept}; Max-Age=${minutes * 60}; ${cookieEnd(config)}`);
    return address;
  };
  /** What this browser went away with; null: nothing, or too long ago. */
  const tripOf = (request: FastifyRequest): Trip | null => {
    try {
      const trip: Trip = JSON.parse(sealer.open(cookieOf(request, cookie) ?? ''));
      return engine.clock.now().getTime() - trip.began < minutes * 60_000 ? trip : null;
    } catch {
      return null;
    }
  };

  /** Gives where the browser goes on to. */
  const arrive = async (
    request: FastifyRequest,
    reply: FastifyReply,
    trip: Trip,
    claimed: Claimed,
  ): Promise<string> => {
    const { connected } = trip;
    if (connected !== null) {
      await engine.database.tx((connection) => connect(engine, connection, connected, claimed));
      return trip.to;
    }
    const identity = await identityFor(parts, claimed, trip.invitation);
    const asked = await letIn(parts, request, reply, { identity, rememberMe: true });
    if (asked) return `/sign-in?second=1&to=${encodeURIComponent(trip.to)}`;
    await auditIdentity(engine, engine.database.query, identity, {
      action: 'signed_in',
      details: { way: provider.name },
    });
    return trip.to;
  };

  app.get(
    '/api/auth/oidc/start',
    leading('Go to the OpenID provider', going),
    async (request, reply) => {
      const { to, invitation } = parse(going, request.query);
      const about = { to: inside(to), connected: null, invitation: invitation ?? null };
      try {
        return await reply.redirect(await depart(reply, about));
      } catch (error) {
        return failed(reply, error);
      }
    },
  );

  /** Somebody who is signed in connects their account: gives the address to go to. */
  app.post(
    '/api/auth/oidc/connect',
    signing('Connect one’s account at the provider: where to go', {
      answer: whole({ address: text() }),
    }),
    async (request, reply) => {
      parse(connecting, request.body);
      const { identity } = await justProved(parts, request);
      const about = { to: '/settings/security', connected: identity, invitation: null };
      return { address: await depart(reply, about) };
    },
  );

  app.get(
    '/api/auth/oidc/return',
    leading('Come back from the OpenID provider'),
    async (request, reply) => {
      const trip = tripOf(request);
      reply.header('set-cookie', `${cookie}=; Max-Age=0; ${cookieEnd(config)}`);
      if (!trip) return backWith(reply, 'provider_late');
      let claimed: Claimed;
      try {
        claimed = await provider.claimed(trip, new URL(request.url, config.publicUrl));
      } catch (error) {
        request.log.warn({ err: error }, 'a sign-in at the provider was refused');
        return backWith(reply, 'provider_refused');
      }
      try {
        return await reply.redirect(await arrive(request, reply, trip, claimed));
      } catch (error) {
        return failed(reply, error);
      }
    },
  );
}

const backWith = (reply: FastifyReply, reason: string): FastifyReply =>
  reply.redirect(`/sign-in?problem=${reason}`);

/** A browser that was sent here sees a page, not a refusal. */
function failed(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof Refusal && error.reason) return backWith(reply, error.reason);
  throw error;
}

/** Only addresses of this app. */
const inside = (to: string | undefined): string =>
  to?.startsWith('/') && !/^\/[/\\]/.test(to) ? to : '/';
