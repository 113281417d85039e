import { Refusal } from '@relata/model';
import { type AuditEntry, auditBy } from '#engine/audit/audit.ts';
import type { Engine } from '#engine/engine.ts';
import type { Query } from '#platform/db.ts';

/** Writes what happened to somebody's ways to sign in into the log of every workspace in which they work. */
export async function auditIdentity(
  { clock }: Pick<Engine, 'clock'>,
  query: Query,
  identity: string,
  entry: AuditEntry,
): Promise<void> {
  const { rows } = await query<{ workspace_id: string; user_id: string; name: string }>(
    `select m.workspace_id, m.user_id, u.name from membership m
     join "user" u on u.workspace_id = m.workspace_id and u.id = m.user_id where m.identity_id = $1
     order by m.workspace_id`,
    [identity],
  );
  for (const { workspace_id: workspace, user_id: user, name } of rows)
    await auditBy(query, { workspace, user, name }, clock.now().toISOString(), {
      object: 'user',
      record: user,
      ...entry,
    });
}

/**
 * Somebody knew the address and not the rest. After the answer, and without it waiting: how long that
 * takes must not say whether there is such an address. Guesses that were not looked at are not noted:
 * they would only fill the log.
 */
export function auditFailure(
  engine: Engine,
  refused: unknown,
  account: { email: string } | { identity: string },
  way: string,
): void {
  if (!(refused instanceof Refusal) || refused.code === 'too_many') return;
  const { query } = engine.database;
  const write = async (): Promise<void> => {
    const { rows } =
      'identity' in account
        ? { rows: [{ id: account.identity }] }
        : await query<{ id: string }>('select id from auth_user where email = $1', [
            account.email.toLowerCase(),
          ]);
    if (rows[0])
      await auditIdentity(engine, query, rows[0].id, {
        action: 'sign_in_failed',
        details: { way },
      });
  };
  write().catch((error: unknown) => engine.log.warn({ err: error }, 'a refusal was not noted'));
}
