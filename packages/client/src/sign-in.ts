import { addressOf, type Transport } from './transport.ts';

/** Which ways in this server has. */
export interface Ways {
  passkeys: boolean;
  /** Name of the OpenID provider; null: none. */
  provider: string | null;
  /** False: it sends no e-mail, so nobody gets a link by it. */
  mail: boolean;
  /** Address of the firm's logo; null: there is none, or more than one firm. */
  logo: string | null;
}

/** What a right password is answered with; `secondFactor`: nobody is signed in before it is given. */
export interface SignedIn {
  secondFactor?: { totp: boolean; passkey: boolean };
}

/** How somebody signs in. */
export interface SignInFactors {
  password: boolean;
  /** Connected with an account at the OpenID provider. */
  provider: boolean;
  totp: boolean;
  keys: { id: string; name: string; createdAt: string; usedAt: string | null }[];
  /** How many are left. */
  recoveryCodes: number;
  /** A workspace of theirs asks everybody for a second factor. */
  demanded: boolean;
}

/** Where somebody is signed in. Times are RFC 3339 UTC. */
export interface SignedInDevice {
  id: string;
  /** What the browser says of itself. */
  agent: string | null;
  address: string | null;
  since: string;
  lastUsed: string;
  /** This one. */
  current: boolean;
}

export interface ApiKey {
  id: string;
  name: string;
  /** How it begins. */
  prefix: string;
  scopes: string[];
  /** Id of whose rights it has. */
  user: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}

export interface NewApiKey {
  name: string;
  scopes: string[];
  /** RFC 3339; null: for good. */
  expiresAt: string | null;
}

/** Everything around signing in: `/api/auth/…` and `/api/v1/api-keys`. */
export function signInCalls(send: Transport) {
  const at = (path: string): string => `/api/auth/${path}`;
  /** The JSON's edge: the server's answer is taken to be what the contract says. */
  const get = async <T>(path: string): Promise<T> => (await send(path)) as T;
  const post = async <T = unknown>(path: string, body: object = {}): Promise<T> =>
    (await send(at(path), { method: 'POST', body })) as T;
  const remove = (path: string) => send(path, { method: 'DELETE' });
  return {
    ways: () => get<Ways>(at('ways')),
    signIn: (email: string, password: string) =>
      post<SignedIn>('sign-in/email', { email, password }),
    signOut: () => post('sign-out'),
    giveSecondFactor: (given: { code: string } | { recoveryCode: string }) =>
      post('second-factor', given),
    askForPasskey: <Options>() => post<Options>('passkeys/sign-in/start'),
    givePasskey: (response: object) => post('passkeys/sign-in/finish', { response }),
    /** Where the browser goes to sign in at the provider, or to accept the invitation with this token by it. */
    providerAddress: (to: string, invitation?: string) =>
      addressOf('', at('oidc/start'), { to, invitation }),
    connectProvider: () => post<{ address: string }>('oidc/connect'),
    forgotPassword: (email: string) => post<{ sent: boolean }>('forgot-password', { email }),
    resetPassword: (token: string, password: string) => post('reset-password', { token, password }),
    changePassword: (currentPassword: string, newPassword: string) =>
      post('change-password', { currentPassword, newPassword }),
    /** `sent`: a letter is on its way to the new address, unless somebody else has it. */
    askForEmail: (email: string) => post<{ sent: boolean }>('email', { email }),
    confirmEmail: (token: string) => post<{ email: string }>('email/confirm', { token }),
    /** Asked for again; for ten minutes ways to sign in may be changed. */
    prove: (password: string) => post('prove', { password }),
    factors: () => get<SignInFactors>(at('factors')),
    startAuthenticator: () => post<{ secret: string; address: string }>('authenticator/start'),
    /** Recovery codes come with the first factor, else none do. */
    finishAuthenticator: (code: string) =>
      post<{ recoveryCodes: string[] }>('authenticator/finish', { code }),
    removeAuthenticator: () => post('authenticator/remove'),
    renewRecoveryCodes: () => post<{ recoveryCodes: string[] }>('recovery-codes'),
    startPasskey: <Options>() => post<Options>('passkeys/start'),
    finishPasskey: (name: string, response: object) =>
      post<{ recoveryCodes: string[] }>('passkeys/finish', { name, response }),
    removePasskey: (id: string) => remove(at(`passkeys/${encodeURIComponent(id)}`)),
    devices: async () => (await get<{ data: SignedInDevice[] }>(at('devices'))).data,
    endDevice: (id: string) => remove(at(`devices/${encodeURIComponent(id)}`)),
    endOtherDevices: () => post<{ ended: number }>('devices/end-others'),
    apiKeys: async () => (await get<{ data: ApiKey[] }>('/api/v1/api-keys')).data,
    /** The key itself is in this answer and nowhere else. */
    makeApiKey: async (wanted: NewApiKey) =>
      (
        (await send('/api/v1/api-keys', { method: 'POST', body: wanted })) as {
          data: ApiKey & { key: string };
        }
      ).data,
    endApiKey: (id: string) => remove(`/api/v1/api-keys/${encodeURIComponent(id)}`),
  };
}
