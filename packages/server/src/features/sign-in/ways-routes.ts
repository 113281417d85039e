import type { FastifyInstance } from 'fastify';
import type { Engine } from '#engine/engine.ts';
import { whole } from '#engine/api/open-api-described.ts';
import { logoAddress } from '#features/firm/index.ts';
import type { AuthParts } from './auth-parts.ts';
import { passkeysWork } from './passkeys.ts';
import { flag, signing } from './described.ts';

/** Tells the sign-in page, and whoever asks, which ways in there are. */
export function addWaysRoute(app: FastifyInstance, { config, engine }: AuthParts): void {
  app.get(
    '/api/auth/ways',
    signing('Which ways in there are', {
      answer: whole({
        passkeys: flag,
        provider: { type: ['string', 'null'] },
        mail: flag,
        logo: { type: ['string', 'null'] },
      }),
      open: true,
    }),
    async () => ({
      passkeys: passkeysWork(config),
      /** Name of the OpenID provider; null: none is configured. */
      provider: config.oidc?.name ?? null,
      mail: engine.mails.works,
      /** Address of the logo of the one workspace that there is. */
      logo: await logoOfAll(engine),
    }),
  );
}

/** Of several nobody knows yet into which somebody comes. */
async function logoOfAll({ database }: Engine): Promise<string | null> {
  const { rows } = await database.query<{ id: string; logo: string | null }>(
    `select id, settings ->> 'logo' as logo from workspace limit 2`,
  );
  const [only, another] = rows;
  return only && !another ? logoAddress(only) : null;
}
