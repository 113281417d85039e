import type { FastifyRequest } from 'fastify';
import type { Config } from '#platform/config.ts';
import type { Sealer } from '#platform/seal.ts';
import type { Engine } from '#engine/engine.ts';
import type { Attempts } from './attempts.ts';
import type { Auth } from './better-auth.ts';
import type { Memory } from './memory.ts';
import type { Recognised } from './recognise.ts';
import type { Sessions } from './sessions.ts';

/** What the doors of the sign-in share. */
export interface AuthParts {
  engine: Engine;
  config: Pick<Config, 'publicUrl' | 'secret'>;
  auth: Auth;
  attempts: Attempts;
  sessions: Sessions;
  memory: Memory<Recognised>;
  /** Encrypts the secrets of authenticator apps. */
  sealer: Sealer;
  recognise: (request: FastifyRequest) => Promise<Recognised>;
}
