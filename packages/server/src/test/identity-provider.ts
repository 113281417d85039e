import { createSign, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';

/** Somebody as the provider knows them. */
export interface Account {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

export interface IdentityProvider {
  settings: { issuer: string; clientId: string; clientSecret: string; name: string };
  /** Who is signed in there, and lets everything pass. */
  account: Account;
  /** Follows the browser through the provider: gives the address that it is sent back to. */
  visit(address: string): Promise<string>;
  stop(): Promise<void>;
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port is free');
  return {
    issuer: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const client = { clientId: 'relata', clientSecret: 'a secret of the provider' };

/**
 * A real provider (npm oidc-provider) whose one user is signed in and asked nothing.
 *
 * @param redirect where browsers are sent back to; or who finds that out, knowing the issuer and client
 */
export async function openIdentityProvider(
  redirect: string | ((settings: IdentityProvider['settings']) => Promise<string>),
): Promise<IdentityProvider> {
  const account: Account = {
    sub: 'subject-1',
    email: 'somebody@firm.example',
    email_verified: true,
    name: 'Some Body',
  };
  let provider: Provider | undefined;
  const { issuer, stop } = await listen((request, response) => {
    if (!provider) response.end();
    else if (request.url?.startsWith('/interaction/'))
      void agree(provider, account, request, response);
    else void provider.callback()(request, response);
  });
  const settings = { issuer, ...client, name: 'Firm ID' };
  const back = typeof redirect === 'string' ? redirect : await redirect(settings);
  provider = new Provider(issuer, {
    clients: [
      { client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [back] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // Whoever asks for an e-mail address gets it with the ID token.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...account }) }),
    cookies: { keys: ['a key of tests'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  return {
    settings,
    account,
    visit: (address) => follow(issuer, address),
    stop,
  };
}

async function agree(
  provider: Provider,
  { sub }: Account,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params, prompt } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login')
    return provider.interactionFinished(request, response, { login: { accountId: sub } });
  const grant = new provider.Grant({ accountId: sub, clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(
    request,
    response,
    { consent },
    { mergeWithLastSubmission: true },
  );
}

async function follow(issuer: string, first: string): Promise<string> {
  const cookies = new Map<string, string>();
  let address = first;
  while (address.startsWith(issuer)) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    if (!next) throw new Error(`the provider stopped at ${address}: ${await answer.text()}`);
    address = new URL(next, address).href;
  }
  return address;
}

/** What a provider that lies puts into its ID token. */
export interface Forgery {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  /** Signed with a key that the provider has not published, or not at all. */
  signature?: 'other' | 'none';
}

export interface FalseProvider extends Pick<IdentityProvider, 'settings' | 'stop'> {
  forgery: Forgery;
  /** Where it says that tokens are given out; null: here. */
  tokensAt: string | null;
  /** What it was asked for, in order. */
  asked: string[];
  /** Gives the address that the browser is sent back to, as if its owner had agreed. */
  visit(address: string): string;
}

/** A provider whose tokens can be wrong in every way. */
export async function openFalseProvider(): Promise<FalseProvider> {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let nonce = '';
  const asked: string[] = [];
  const forged: { forgery: Forgery; tokensAt: string | null } = { forgery: {}, tokensAt: null };
  const { issuer, stop } = await listen((request, response) => {
    const send = (body: object) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    asked.push(request.url ?? '');
    if (request.url === '/.well-known/openid-configuration')
      return send({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: forged.tokensAt ?? `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (request.url === '/keys')
      return send({
        keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
      });
    return send({ access_token: 'x', token_type: 'Bearer', id_token: tokenOf(forged.forgery) });
  });
  const tokenOf = ({ header, claims, signature }: Forgery): string => {
    const now = Math.floor(Date.now() / 1000);
    const all = {
      iss: issuer,
      sub: 'subject-1',
      aud: client.clientId,
      iat: now,
      exp: now + 300,
      nonce,
      email: 'somebody@firm.example',
      email_verified: true,
      ...claims,
    };
    const text = [{ alg: 'RS256', kid: 'k', ...header }, all]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    if (signature === 'none') return `${text}.`;
    const { privateKey } = signature === 'other' ? other : key;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
  };
  return {
    settings: { issuer, ...client, name: 'False ID' },
    asked,
    get forgery() {
      return forged.forgery;
    },
    set forgery(next) {
      forged.forgery = next;
    },
    get tokensAt() {
      return forged.tokensAt;
    },
    set tokensAt(next) {
      forged.tokensAt = next;
    },
    visit(address) {
      const { searchParams } = new URL(address);
      nonce = searchParams.get('nonce') ?? '';
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', 'c');
      back.searchParams.set('state', searchParams.get('state') ?? '');
      return back.href;
    },
    stop,
  };
}
