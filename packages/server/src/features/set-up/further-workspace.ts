import { type Actor, Refusal } from '@relata/model';
import { audit } from '#engine/audit/audit.ts';
import type { Engine } from '#engine/engine.ts';
import type { Workspace } from '#engine/work.ts';
import { addPerson } from '#features/people/index.ts';
import type { SignIn } from '#features/sign-in/index.ts';
import { makeWorkspace } from './make-workspace.ts';

interface Maker {
  identity_id: string;
  name: string;
  email: string;
  language: string | null;
  locale: string | null;
  time_zone: string | null;
}

/**
 * Makes another workspace on this server, for the same person: its administrator. Language, currency and
 * places are those of the workspace that they come from; nothing else of it is in the new one.
 */
export async function makeFurtherWorkspace(
  engine: Engine,
  signIn: SignIn,
  actor: Actor,
  name: string,
): Promise<Workspace> {
  const { query } = engine.database;
  const { rows } = await engine.database.of(actor.workspace).query<Maker>(
    `select m.identity_id, u.name, u.email, u.language, u.locale, u.time_zone
     from "user" u join membership m on m.workspace_id = u.workspace_id and m.user_id = u.id
     where u.workspace_id = $1 and u.id = $2`,
    [actor.workspace, actor.user],
  );
  const [maker] = rows;
  if (!maker)
    throw new Refusal('forbidden', 'sign in to make a workspace', { reason: 'session_needed' });
  const { workspace: here } = await engine.workspaces.get(actor.workspace);
  const { currency, language, timeZone, country } = here;
  const { identity_id: identity, email, locale, time_zone: ownZone } = maker;
  const facts = { name, currency, language, locale: here.locale, timeZone, country };
  const { workspace } = await makeWorkspace(engine, facts, async (work) => {
    const user = await addPerson(work, {
      name: maker.name,
      email,
      role: 'administrator',
      locale,
      timeZone: ownZone,
      ...(maker.language && { language: maker.language }),
    });
    await signIn.join(work.connection.query, { identity, workspace: work.workspace.id, user });
    const asMaker = { ...work, actor: { ...actor, workspace: work.workspace.id, user } };
    await audit(asMaker, { action: 'workspace_made', details: { name } });
  });
  await signIn.forget(query, `identity:${identity}`);
  return workspace;
}
