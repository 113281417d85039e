import { constraintOf } from '#platform/database-errors.ts';
import { Refusal } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import type { Work, Workspace } from '#engine/work.ts';
import { addPerson } from '#features/people/index.ts';
import { refuseBadIdentity, type SignIn } from '#features/sign-in/index.ts';
import { makeWorkspace, type WorkspaceFacts } from './make-workspace.ts';

/** Whoever sets the server up, and their workspace. */
export interface FirstWorkspace extends WorkspaceFacts {
  admin: { name: string; email: string; password: string; timeZone: string };
}

/** Has nobody set this server up yet? */
export async function isSetUpNeeded({ database }: Pick<Engine, 'database'>): Promise<boolean> {
  const { rows } = await database.query('select 1 from set_up');
  return !rows.length;
}

/**
 * Makes the first workspace with its administrator, once in the life of a server. Of many at the same
 * moment one succeeds; the others, and all later ones, are refused `conflict`.
 */
export async function setUp(
  engine: Engine,
  signIn: SignIn,
  { admin, ...facts }: FirstWorkspace,
): Promise<{ workspace: Workspace; user: string }> {
  if (!(await isSetUpNeeded(engine))) throw closed();
  const person = { ...admin, about: [facts.name] };
  refuseBadIdentity(person);
  const { workspace, result } = await makeWorkspace(engine, facts, async (work) => {
    await claim(work);
    const identity = await signIn.createIdentity(work.connection.query, person);
    const { name, email, timeZone } = admin;
    const user = await addPerson(work, {
      name,
      email: email.toLowerCase(),
      role: 'administrator',
      timeZone,
    });
    await signIn.join(work.connection.query, { identity, workspace: work.workspace.id, user });
    return user;
  });
  return { workspace, user: result };
}

/** The table takes one row: whoever comes second waits for the first to commit, and fails. */
async function claim(work: Work): Promise<void> {
  try {
    await work.connection.query('insert into set_up (workspace_id, at) values ($1, $2)', [
      work.workspace.id,
      work.now,
    ]);
  } catch (error) {
    throw constraintOf(error) === 'set_up_pk' ? closed() : error;
  }
}

const closed = (): Refusal =>
  new Refusal('conflict', 'this server has been set up', { reason: 'already_set_up' });
