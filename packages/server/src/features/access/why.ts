import {
  type Actor,
  type CatalogObject,
  explainAccess,
  type Explained,
  type Facts,
  isId,
  objectOf,
  reachingVerbs,
  Refusal,
  systemActor,
} from '@relata/model';
import { actorFor } from '#engine/catalog/actor-for.ts';
import type { Engine } from '#engine/engine.ts';
import { notThere, read } from '#engine/records/read.ts';
import { demandAdministrator, reading } from '#engine/work.ts';

export type Why = Record<(typeof reachingVerbs)[number], Explained>;

/**
 * What a person may do with a record, and by which rule. Administrators ask about everybody, others about
 * themselves. Of a record that the asker may not see it says nothing: it is not there.
 */
export async function why(
  engine: Engine,
  asker: Actor,
  { object: name, id, user }: { object: string; id: string; user: string },
): Promise<Why> {
  if (user !== asker.user) demandAdministrator(asker, 'reads');
  if (!isId(user)) throw notThere();
  const work = await reading(engine, asker);
  const object = objectOf(work.catalog, name);
  await read(work, name, id);
  const person = await actorFor(
    engine.database.of(asker.workspace),
    engine.workspaces,
    asker.workspace,
    user,
  ).catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'unauthenticated' ? notThere() : error;
  });
  const record = await read(await reading(engine, systemActor(asker.workspace, 'why')), name, id);
  const theirs = await reading(engine, person);
  const sees = await read(theirs, name, id).then(
    () => true,
    () => false,
  );
  return explained(person, object, factsOf(object, record), sees);
}

function explained(person: Actor, object: CatalogObject, facts: Facts, sees: boolean): Why {
  const of = (verb: (typeof reachingVerbs)[number]): Explained => {
    const found = explainAccess(person, verb, object, facts);
    // Its own rules let them; what it hangs on does not.
    return found.allowed && !sees ? { allowed: false, reason: 'hanging' } : found;
  };
  return { read: of('read'), update: of('update'), delete: of('delete') };
}

/** Of a record, what the rules of access look at. */
export function factsOf(object: CatalogObject, record: Record<string, unknown>): Facts {
  const text = (name: string | undefined) => {
    const value = record[name ?? ''];
    return typeof value === 'string' ? value : null;
  };
  const list = record['accessList'];
  return {
    owner: text('owner'),
    createdBy: text('createdBy'),
    access: text('access'),
    place: object.stages
      ? { pipeline: text(object.stages.pipeline), stage: text(object.stages.stage) }
      : null,
    accessList: Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [],
  };
}
