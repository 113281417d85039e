import { isId, Refusal, viewingAs } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { auditBy } from '#engine/audit/audit.ts';
import type { Engine } from '#engine/engine.ts';
import { demandAdministrator } from '#engine/work.ts';
import { actorIn } from './memberships.ts';
import type { Remembered } from './memory.ts';
import type { Recognised } from './recognise.ts';

/** A look that goes on is noted again after so long. */
const notedMs = 60 * 60_000;
const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * As whom the request wants to see the workspace: `X-View-As`, or `viewAs` in the address for what a browser
 * opens by itself (events, files). Refuses `malformed`.
 */
export function viewedIn({ headers, query }: FastifyRequest): string | undefined {
  const inAddress = typeof query === 'object' && query !== null && 'viewAs' in query;
  const given = headers['x-view-as'] ?? (inAddress ? query.viewAs : undefined);
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !isId(given))
    throw new Refusal('malformed', 'X-View-As holds the id of a person');
  return given.toLowerCase();
}

/**
 * Refuses whatever is no reading while somebody looks on, on every route that is added from now on, and what
 * belongs to how somebody signs in: that is never another's.
 */
export function refuseWhileLookingOn(
  app: FastifyInstance,
  recognise: (request: FastifyRequest) => Promise<Recognised>,
): void {
  app.addHook('onRequest', async (request) => {
    if (viewedIn(request) === undefined) return;
    const isOfSignIn = request.routeOptions.url?.startsWith('/api/auth/');
    if (reads.has(request.method) && !isOfSignIn) return;
    await recognise(request);
    throw viewingAs();
  });
}

/**
 * The workspace as one of its people sees it, for an administrator with a session of their own: reading only, without
 * what is that person's alone, in the administrator's language. Refuses `forbidden` and, for who is nobody here, `not_found`.
 */
export async function lookOn(
  { database, workspaces, clock }: Pick<Engine, 'database' | 'workspaces' | 'clock'>,
  by: Recognised,
  user: string,
): Promise<Remembered<Recognised>> {
  const { actor: administrator, identity, caller } = by;
  if (!identity || administrator.user === null)
    throw new Refusal('forbidden', 'sign in to view as somebody else', {
      reason: 'session_needed',
    });
  demandAdministrator(administrator, 'reads');
  const { workspace, name, language, locale } = administrator;
  const seen = await actorIn({ database, workspaces }, { workspace, user });
  if (!seen) throw await whyNot({ database }, workspace, user);
  await noteIt({ database, clock }, by, { user, name: seen.name });
  return {
    value: {
      actor: {
        ...seen,
        language,
        locale,
        readOnly: true,
        viewedBy: { user: administrator.user, name },
      },
      identity: null,
      caller,
    },
    hangsOn: [`user:${user}`, `user:${administrator.user}`, `workspace:${workspace}`, caller],
  };
}

async function whyNot(
  { database }: Pick<Engine, 'database'>,
  workspace: string,
  user: string,
): Promise<Refusal> {
  const { rows } = await database
    .of(workspace)
    .query('select 1 from "user" where workspace_id = $1 and id = $2 and deleted_at is null', [
      workspace,
      user,
    ]);
  if (!rows.length) return new Refusal('not_found', 'there is no such person');
  return new Refusal('forbidden', 'this person is not active', { reason: 'viewed_inactive' });
}

/** Once for a session and a person, and again for each hour that it goes on; not for each request. */
async function noteIt(
  { database, clock }: Pick<Engine, 'database' | 'clock'>,
  { actor, caller }: Recognised,
  seen: { user: string; name: string },
): Promise<void> {
  const now = clock.now();
  const session = caller.slice(-8);
  await database.of(actor.workspace).tx(async ({ query }) => {
    // Requests of the same page arrive together, maybe at different processes: one of them notes it.
    await query('select 1 from audit_head where workspace_id = $1 for update', [actor.workspace]);
    const { rows } = await query(
      `select 1 from audit_entry where workspace_id = $1 and action = 'viewed_as' and actor_id = $2
         and record_id = $3 and at > $4 and details ->> 'session' = $5 limit 1`,
      [
        actor.workspace,
        actor.user,
        seen.user,
        new Date(now.getTime() - notedMs).toISOString(),
        session,
      ],
    );
    if (rows.length) return;
    await auditBy(query, actor, now.toISOString(), {
      action: 'viewed_as',
      object: 'user',
      record: seen.user,
      details: { name: seen.name, session },
    });
  });
}
