import type { CatalogObject } from '@relata/model';
import type { Happened, Reaction } from '#engine/events/react.ts';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';
import { notify } from './notify.ts';
import { eyesOf, whichTheySee } from './which-they-see.ts';

/** Something that happened to a record which people may follow. */
interface Tale {
  record: string;
  what: 'moved' | 'won' | 'lost' | 'passed' | 'note';
  /** Where it was moved: what the stage is called. */
  to?: string | undefined;
  /** The field that says so: to whoever does not see it, nothing happened. */
  field?: string;
  /** Who has it now: they are told of that themselves. */
  owner?: unknown;
  /** The note, which they have to see. */
  note?: string;
}

/**
 * Whoever follows a record is told when it moves, ends, gets another owner or a note (EP-OPP-15,
 * plug-bitrix24-pipedrive §17.4): not of what they did themselves, nor of what they do not see; of many at once by one
 * notification.
 */
export const followed: Reaction = {
  name: 'notifications.followed',
  types: ['*.update', 'note.create'],
  async react(work, event) {
    const isNote = event.type === 'note.create';
    for (const [object, tales] of await (isNote ? ofNotes : ofChanges)(work, event))
      for (const [user, theirs] of await byFollower(work, object, tales))
        if (user !== event.actor) await tell(work, event, object, user, theirs);
  },
};

type Tales = [CatalogObject, Tale[]][];

async function ofChanges(work: Work, event: Happened): Promise<Tales> {
  const object = work.catalog.objects[event.object];
  const { fields } = event.data;
  if (!object?.followedBy || !Array.isArray(fields)) return [];
  const stage = object.stages?.stage ?? '';
  const watched = [stage, 'owner'].filter((name) => fields.includes(name));
  if (!watched.length) return [];
  const { rows } = await work.connection.query<{ id: string; after: Record<string, unknown> }>(
    `select distinct on (record_id) record_id as id, after from change
     where workspace_id = $1 and batch = $2 and object = $3 and record_id = any($4) and action <> 'create' and after ?| $5
     order by record_id, version desc`,
    [work.workspace.id, event.batch, object.name, event.recordIds, watched],
  );
  const stages = await stagesOf(
    work,
    object,
    rows.map(({ after }) => after[stage]),
  );
  const tales = rows.flatMap(({ id, after }): Tale[] => {
    const to = stages.get(String(after[stage]));
    const { owner } = after;
    const moved: Tale[] = to ? [{ record: id, field: stage, ...to }] : [];
    return owner ? [...moved, { record: id, what: 'passed', field: 'owner', owner }] : moved;
  });
  return [[object, tales]];
}

/** What the stages are called, and what they mean where they say so. */
async function stagesOf(
  work: Work,
  object: CatalogObject,
  ids: unknown[],
): Promise<Map<string, Pick<Tale, 'what' | 'to'>>> {
  const stage = work.catalog.objects[object.fields[object.stages?.stage ?? '']?.to ?? ''];
  const wanted = ids.filter((id) => typeof id === 'string');
  if (!stage || !wanted.length) return new Map();
  const means = stage.fields['means'] ? 't.means' : 'null';
  const { rows } = await work.connection.query<{ id: string; title: string; means: string | null }>(
    `select t.id, t.title, ${means} as means from ${tableOf(stage)} t where t.workspace_id = $1 and t.id = any($2)`,
    [work.workspace.id, wanted],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      { what: row.means === 'won' || row.means === 'lost' ? row.means : 'moved', to: row.title },
    ]),
  );
}

async function ofNotes(work: Work, event: Happened): Promise<Tales> {
  const { rows } = await work.connection.query<{ object: string; id: string; note: string }>(
    `select to_object as object, to_id as id, from_id as note from link
     where workspace_id = $1 and field = 'note.about' and from_id = any($2)`,
    [work.workspace.id, event.recordIds],
  );
  return [...Map.groupBy(rows, ({ object }) => object)].flatMap(([name, some]): Tales => {
    const object = work.catalog.objects[name];
    const tales = some.map(({ id, note }): Tale => ({ record: id, what: 'note', note }));
    return object?.followedBy ? [[object, tales]] : [];
  });
}

async function byFollower(
  work: Work,
  object: CatalogObject,
  tales: readonly Tale[],
): Promise<Map<string, Tale[]>> {
  if (!tales.length) return new Map();
  const { rows } = await work.connection.query<{ record: string; user: string }>(
    'select from_id as record, to_id as user from link where workspace_id = $1 and field = $2 and from_id = any($3)',
    [work.workspace.id, `${object.name}.${object.followedBy}`, tales.map(({ record }) => record)],
  );
  const told = new Map<string, Tale[]>();
  for (const { record, user } of rows) {
    const theirs = tales.filter((tale) => tale.record === record && tale.owner !== user);
    if (theirs.length) told.set(user, [...(told.get(user) ?? []), ...theirs]);
  }
  return told;
}

/** Tells what they see of it. */
async function tell(
  work: Work,
  event: Happened,
  object: CatalogObject,
  user: string,
  tales: readonly Tale[],
): Promise<void> {
  const theirs = await eyesOf(work, user);
  if (!theirs) return;
  const fields = theirs.seen.objects[object.name]?.fields ?? {};
  const records = new Set(
    await whichTheySee(
      theirs,
      object.name,
      tales.map(({ record }) => record),
    ),
  );
  const notes = tales.flatMap(({ note }) => note ?? []);
  const read = new Set(notes.length ? await whichTheySee(theirs, 'note', notes) : []);
  const seen = tales.filter(
    ({ record, field, note }) =>
      records.has(record) && (!field || field in fields) && (!note || read.has(note)),
  );
  const [first] = seen;
  if (!first) return;
  const count = new Set(seen.map(({ record }) => record)).size;
  const news = {
    user,
    kind: 'followed',
    object: object.name,
    record: count === 1 ? first.record : null,
    by: event.actor,
    values: { what: first.what, ...(first.to !== undefined && { to: first.to }) },
  } as const;
  await notify(work, event.batch, news, count);
}
