import { shipped, systemActor } from '@relata/model';
import { newId } from '#platform/id.ts';
import { profileIn } from '#engine/catalog/profile.ts';
import type { Engine } from '#engine/engine.ts';
import { noteDerived } from '#engine/records/derive-again.ts';
import { type Work, type Workspace, working } from '#engine/work.ts';
import { seed } from './seed.ts';

export type WorkspaceFacts = Pick<
  Workspace,
  'name' | 'currency' | 'language' | 'timeZone' | 'country'
> &
  Partial<Pick<Workspace, 'locale'>>;

/**
 * Makes a workspace with what every one starts with. `also` runs at the beginning of the same
 * transaction (its administrator, the claim of being the first); nothing is left if it refuses.
 */
export async function makeWorkspace<T>(
  engine: Engine,
  facts: WorkspaceFacts,
  also: (work: Work) => Promise<T>,
): Promise<{ workspace: Workspace; result: T }> {
  const workspace: Workspace = {
    id: newId(),
    rates: {},
    locale: null,
    superiorsSee: false,
    auditYears: null,
    ownerChange: 'everyone',
    administratorsExempt: false,
    freeLostReasons: false,
    requireSecondFactor: false,
    newAccess: {},
    tellOfKept: true,
    ...profileIn({}),
    guarded: [],
    ...facts,
  };
  // Until the commit nobody else can load it, the engine's own memory included.
  const before: Engine = {
    ...engine,
    workspaces: { ...engine.workspaces, get: async () => ({ workspace, catalog: shipped }) },
  };
  const { name, currency, language, locale, timeZone, country, rates } = workspace;
  const result = await working(before, systemActor(workspace.id, 'set-up'), async (work) => {
    await work.connection.query(
      'insert into workspace (id, name, settings, created_at) values ($1, $2, $3, $4)',
      [
        workspace.id,
        name,
        JSON.stringify({ currency, language, locale, timeZone, country, rates }),
        work.now,
      ],
    );
    await noteDerived(work);
    const given = await also(work);
    await seed(work);
    return given;
  });
  return { workspace, result };
}
