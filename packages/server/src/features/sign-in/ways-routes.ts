import type { FastifyInstance } from 'fastify';
import type { AuthParts } from './auth-parts.ts';
import { passkeysWork } from './passkeys.ts';

/** Tells the sign-in page, and whoever asks, which ways in there are. */
export function addWaysRoute(app: FastifyInstance, { config, engine }: AuthParts): void {
  app.get('/api/auth/ways', async () => ({
    passkeys: passkeysWork(config),
    /** Name of the OpenID provider; null: none is configured. */
    provider: config.oidc?.name ?? null,
    mail: engine.mails.works,
  }));
}
