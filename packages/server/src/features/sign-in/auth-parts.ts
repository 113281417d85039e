import type { FastifyRequest } from 'fastify';
import type { Config } from '#platform/config.ts';
import type { Sealer, Secrets } from '#platform/seal.ts';
import type { Engine } from '#engine/engine.ts';
import type { Work } from '#engine/work.ts';
import type { Attempts } from './attempts.ts';
import type { Auth } from './better-auth.ts';
import type { Memory } from './memory.ts';
import type { Recognised } from './recognise.ts';
import type { Sessions } from './sessions.ts';

/** The settings that the sign-in needs. */
export type SignInConfig = Pick<Config, 'publicUrl'> &
  Secrets &
  Partial<Pick<Config, 'oidc' | 'outboundAllow'>>;

/** What whoever keeps the people of workspaces does when an identity comes by a provider, or gets another address. */
export interface Newcomers {
  /** The address that an open invitation is for. Refuses one that is not open. */
  invitedEmail(invitation: string): Promise<string>;
  /** Makes the identity the person that was invited. */
  accept(invitation: string, who: { identity: string; name: string }): Promise<void>;
  /** The address of a person is another now: their record has it as well. */
  moved(work: Work, user: string, email: string): Promise<void>;
}

/** What the doors of the sign-in share. */
export interface AuthParts {
  engine: Engine;
  config: SignInConfig;
  auth: Auth;
  attempts: Attempts;
  sessions: Sessions;
  memory: Memory<Recognised>;
  /** Encrypts the secrets of authenticator apps, and recovery codes. */
  sealer: Sealer;
  /** Set by whoever keeps the invitations; without it nobody new comes in by a provider. */
  newcomers: () => Newcomers | null;
  recognise: (request: FastifyRequest) => Promise<Recognised>;
}
