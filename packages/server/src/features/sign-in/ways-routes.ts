import type { FastifyInstance } from 'fastify';
import { whole } from '#engine/api/open-api-described.ts';
import type { AuthParts } from './auth-parts.ts';
import { passkeysWork } from './passkeys.ts';
import { flag, signing } from './described.ts';

/** Tells the sign-in page, and whoever asks, which ways in there are. */
export function addWaysRoute(app: FastifyInstance, { config, engine }: AuthParts): void {
  app.get(
    '/api/auth/ways',
    signing('Which ways in there are', {
      answer: whole({ passkeys: flag, provider: { type: ['string', 'null'] }, mail: flag }),
      open: true,
    }),
    async () => ({
      passkeys: passkeysWork(config),
      /** Name of the OpenID provider; null: none is configured. */
      provider: config.oidc?.name ?? null,
      mail: engine.mails.works,
    }),
  );
}
