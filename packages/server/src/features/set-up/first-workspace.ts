import { Refusal } from '@relata/model';
import { CannotStart } from '#platform/cannot-start.ts';
import type { Config } from '#platform/config.ts';
import type { Engine } from '#engine/engine.ts';
import type { SignIn } from '#features/sign-in/index.ts';
import { isSetUpNeeded, setUp } from './set-up.ts';

/**
 * Sets the server up with RELATA_ADMIN_EMAIL, RELATA_ADMIN_PASSWORD and RELATA_WORKSPACE where nobody
 * has yet. Throws {@link CannotStart} where they cannot be used.
 */
export async function firstWorkspace(
  engine: Engine,
  signIn: SignIn,
  admin: NonNullable<Config['admin']>,
): Promise<void> {
  if (!(await isSetUpNeeded(engine))) return;
  const { email, password, workspace } = admin;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  try {
    await setUp(engine, signIn, {
      name: workspace,
      currency: 'EUR',
      language: 'en',
      timeZone,
      country: null,
      admin: { name: email.split('@', 1)[0] ?? email, email, password, timeZone },
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Another server on the same database was faster: it has one now.
    if (error.code === 'conflict') return;
    const setting =
      error.errors[0]?.field === 'email' ? 'RELATA_ADMIN_EMAIL' : 'RELATA_ADMIN_PASSWORD';
    throw new CannotStart(`${setting} cannot be used: ${error.message}.`, { cause: error });
  }
}
