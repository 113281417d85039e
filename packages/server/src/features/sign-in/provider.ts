import * as oidc from 'openid-client';
import { Refusal } from '@relata/model';
import type { Config } from '#platform/config.ts';
import { type Exception, readExceptions } from '#platform/outbound/exceptions.ts';
import { openOutbound, type Outbound } from '#platform/outbound/outbound.ts';

/** What a sign-in at the provider needs to come back; kept encrypted in the browser that went there. */
export interface Trip {
  state: string;
  nonce: string;
  verifier: string;
  /** Address inside the app to go to afterwards. */
  to: string;
  /** Milliseconds */
  began: number;
  /** The identity that wants to be connected with what comes back; null: whoever it is wants to sign in. */
  connected: string | null;
  /** Link of an invitation that is being accepted. */
  invitation: string | null;
}

/** Whom the provider says it has seen. */
export interface Claimed {
  issuer: string;
  subject: string;
  /** Only where the provider says that it has checked it. */
  verifiedEmail: string | null;
  name: string;
}

export interface Provider {
  name: string;
  /** Where to send the browser. Refuses `unavailable` while the provider does not say. */
  addressFor(trip: Trip): Promise<string>;
  /** Exchanges what the browser came back with. Throws for anything that does not fit. */
  claimed(trip: Trip, cameBack: URL): Promise<Claimed>;
}

export const newTrip = (about: Pick<Trip, 'to' | 'connected' | 'invitation' | 'began'>): Trip => ({
  ...about,
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
});

const scope = 'openid email profile';

/**
 * OpenID Connect by authorisation code with PKCE, state and nonce. The ID token's signature is verified with
 * the provider's keys although it comes straight from it; issuer, audience and times by the library.
 */
export function openProvider(
  settings: NonNullable<Config['oidc']>,
  {
    publicUrl,
    outboundAllow = [],
  }: Pick<Config, 'publicUrl'> & Partial<Pick<Config, 'outboundAllow'>>,
): Provider {
  const redirect = `${publicUrl}/api/auth/oidc/return`;
  const outbound = openOutbound({ allow: [...outboundAllow, ...placeOf(settings.issuer)] });
  let found: Promise<oidc.Configuration> | undefined;
  // A provider that was away when it was first asked is asked again.
  const configuration = (): Promise<oidc.Configuration> => {
    const pending = (found ??= discover(settings, outbound));
    pending.catch(() => {
      if (found === pending) found = undefined;
    });
    return pending;
  };
  return {
    name: settings.name,
    async addressFor({ state, nonce, verifier }) {
      const known = await configuration().catch((cause: unknown) => {
        throw away(cause);
      });
      const address = oidc.buildAuthorizationUrl(known, {
        redirect_uri: redirect,
        scope,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return address.href;
    },
    async claimed({ state, nonce, verifier }, cameBack) {
      const tokens = await oidc.authorizationCodeGrant(
        await configuration(),
        new URL(`${redirect}${cameBack.search}`),
        {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        },
      );
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider sent no ID token');
      const { email, email_verified: isVerified, name } = claims;
      const verifiedEmail =
        typeof email === 'string' && isVerified === true ? email.toLowerCase() : null;
      return {
        issuer: claims.iss,
        subject: claims.sub,
        verifiedEmail,
        name: typeof name === 'string' && name.trim() ? name.trim() : (verifiedEmail ?? claims.sub),
      };
    },
  };
}

function away(cause: unknown): Refusal {
  const refusal = new Refusal('unavailable', 'The OpenID provider cannot be reached.', {
    reason: 'provider_away',
  });
  refusal.cause = cause;
  return refusal;
}

/** The issuer stands in the operator's own settings, so it may be in their own network; what it names may not. */
function placeOf(issuer: string): Exception[] {
  const { protocol, hostname, port } = new URL(issuer);
  return readExceptions(`${hostname}:${port || (protocol === 'http:' ? 80 : 443)}`);
}

async function discover(
  { issuer, clientId, clientSecret }: NonNullable<Config['oidc']>,
  outbound: Outbound,
): Promise<oidc.Configuration> {
  const isLocal = issuer.startsWith('http:');
  const found = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: 10,
    execute: isLocal ? [oidc.allowInsecureRequests] : [],
    [oidc.customFetch]: outbound,
  });
  oidc.enableNonRepudiationChecks(found);
  return found;
}
