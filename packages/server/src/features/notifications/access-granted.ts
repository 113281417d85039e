import { objectOf } from '@relata/model';
import type { Happened, Reaction } from '#engine/events/react.ts';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';
import { notify } from './notify.ts';
import { peopleOfTeams } from './people-named.ts';
import { eyesOf, whichTheySee } from './which-they-see.ts';

/**
 * Who is named on a record that is kept from others is told, alone or with their team (OO-NOT-01, OO-PERM-10):
 * once, not by whoever did it themselves, and not who sees it anyway because they made or own it.
 */
export const accessGranted: Reaction = {
  name: 'notifications.access',
  types: ['*.create', '*.update'],
  async react(work, event) {
    if (!work.catalog.objects[event.object]?.fields['accessList']) return;
    const fields = event.data['fields'];
    const touches = ['access', 'accessList'].some(
      (name) => Array.isArray(fields) && fields.includes(name),
    );
    if (event.type.endsWith('.update') && !touches) return;
    for (const [user, ids] of await newlyNamed(work, event)) {
      const theirs = await eyesOf(work, user);
      const seen = theirs ? await whichTheySee(theirs, event.object, ids) : [];
      const [first] = seen;
      if (first === undefined) continue;
      const news = {
        user,
        kind: 'access',
        object: event.object,
        record: seen.length === 1 ? first : null,
        by: event.actor,
        values: {},
      } as const;
      await notify(work, event.batch, news, seen.length);
    }
  },
};

interface Row {
  id: string;
  owner_id: string | null;
  created_by: string | null;
  access_list: string[];
  /** As it was before the batch; null where the batch did not change it, or made the record. */
  before: Record<string, unknown> | null;
}

/** Who is named by a later change is told by that one's event. */
const namedFromTheStart = `not exists (select 1 from change c where c.workspace_id = $1 and c.record_id = t.id
  and c.batch <> $3 and (c.after ? 'access' or c.after ? 'accessList'))`;

/** The records by the people who are named on them since the event, and were not before. */
async function newlyNamed(work: Work, event: Happened): Promise<Map<string, string[]>> {
  const object = objectOf(work.catalog, event.object);
  const { rows } = await work.connection.query<Row>(
    `with first as materialized (
       select distinct on (record_id) record_id, before from change
       where workspace_id = $1 and batch = $3 and object = $4 and (after ? 'access' or after ? 'accessList')
       order by record_id, version)
     select t.id, t.owner_id, t.created_by, t.access_list, f.before
     from ${tableOf(object)} t left join first f on f.record_id = t.id
     where t.workspace_id = $1 and t.id = any($2) and t.deleted_at is null and t.access = 'restricted'
       and cardinality(t.access_list) > 0${event.type.endsWith('.create') ? ` and ${namedFromTheStart}` : ''}`,
    [work.workspace.id, event.recordIds, event.batch, object.name],
  );
  const inTeams = rows.length ? await peopleOfTeams(work) : new Map<string, string[]>();
  const people = (named: readonly string[]) => named.flatMap((id) => inTeams.get(id) ?? [id]);
  const told = new Map<string, string[]>();
  for (const row of rows) {
    const known = new Set([
      ...people(namedBefore(row)),
      ...[event.actor, row.owner_id, row.created_by].filter((id) => id !== null),
    ]);
    for (const user of new Set(people(row.access_list)))
      if (!known.has(user)) told.set(user, [...(told.get(user) ?? []), row.id]);
  }
  return told;
}

/** Whom the record was open to by name: nobody where it was not kept from others. */
function namedBefore({ before, access_list: now }: Row): string[] {
  if (!before) return [];
  if ('access' in before && before['access'] !== 'restricted') return [];
  if (!('accessList' in before)) return now;
  const list = before['accessList'];
  return Array.isArray(list) ? list.map(String) : [];
}
