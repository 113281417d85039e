import {
  fieldOf,
  inversesOf,
  isId,
  mostPinned,
  objectOf,
  onTimelines,
  Refusal,
} from '@relata/model';
import { wholeOf } from '../merge/merged.ts';
import { notThere, readJson } from '../records/read.ts';
import { parseSelection, rowJson } from '../records/row.ts';
import { scalarOf, tableOf, titleSql } from '../tables/table.ts';
import { reachable, statement, type Work } from '../work.ts';
import { byImport } from './by-import.ts';
import { changedFields, type ChangedFields, isKept } from './changed-fields.ts';
import { doneBy, type Doer } from './doer.ts';
import { decodePlace, encodePlace } from './place.ts';

interface Entry {
  /** Of the objects that may be about any record, or 'change': of the record itself. */
  kind: string;
  id: string;
  at: string;
  by: Doer | null;
  /** It is kept from the caller who it was. */
  byKept?: true;
  record?: Record<string, unknown>;
  change?: {
    action: string;
    fields: ChangedFields;
    batch: string;
    /** It came from a file. */
    imported?: true;
    /** Of a record that became part of this one: which. */
    of: { id: string; title: string } | null;
    /** What somebody has to say of it. */
    remark: string | null;
    /** Who wrote it last, and when. */
    remarkBy: Doer | null;
    remarkAt: string | null;
    pinned: boolean;
  };
}

export interface TimelineQuery {
  kinds?: string | undefined;
  after?: string | undefined;
  limit?: number | undefined;
}

/**
 * What happened on a record, newest first. What is pinned and what is planned come apart, on the first page: the former
 * stands in its place as well.
 */
export async function timeline(work: Work, objectName: string, id: string, query: TimelineQuery) {
  if (!isId(id)) throw notThere();
  await readJson(work, objectName, id, { fields: 'id' });
  const limit = Math.min(query.limit ?? 30, 100);
  const attachable = onTimelines(work.catalog);
  const allKinds = [...attachable.map(({ name }) => name), 'change'];
  const wanted = new Set(
    query.kinds === undefined ? allKinds : query.kinds.split(',').filter(Boolean),
  );
  for (const kind of wanted)
    if (!allKinds.includes(kind))
      throw new Refusal('malformed', `a timeline has ${allKinds.join(', ')}, not '${kind}'`, {
        errors: [
          {
            field: 'kinds',
            code: 'option',
            message: `there is no kind '${kind}'`,
            values: { value: kind },
          },
        ],
      });
  const place = query.after ? decodePlace(query.after) : null;
  const about = inversesOf(work.seen, objectName);
  const sources = attachable.filter(
    ({ name }) => wanted.has(name) && about.some(({ relation }) => relation.holder === name),
  );
  const found = await Promise.all([
    ...sources.map((one) => attached(work, id, one, place, limit)),
    ...(wanted.has('change') ? [changes(work, objectName, id, { place, limit: limit + 1 })] : []),
  ]);
  const entries = found.flat().toSorted(newestFirst);
  const data = entries.slice(0, limit);
  const last = data.at(-1);
  const next = entries.length > limit && last ? encodePlace(last.at, last.id) : null;
  if (place) return { data, page: { next } };
  return {
    data,
    pinned: newestPinned([
      ...(await pinned(work, id, sources)),
      ...(wanted.has('change')
        ? await changes(work, objectName, id, { place, limit: mostPinned, isPinned: true })
        : []),
    ]),
    planned: await planned(work, id, sources),
    page: { next },
  };
}

const newestFirst = (a: Entry, b: Entry): number =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;

const newestPinned = (entries: Entry[]): Entry[] =>
  entries.toSorted(newestFirst).slice(0, mostPinned);

/** What somebody wants to be read first, however long ago it was. */
async function pinned(work: Work, id: string, sources: readonly Attachable[]): Promise<Entry[]> {
  const found = await Promise.all(
    sources.map((one) => {
      const at = momentOf(one);
      const order = `order by ${at} desc, t.id desc limit ${mostPinned}`;
      const isPinned = columnOf(one, one.onTimeline.pinned);
      return entriesOf(work, id, one.name, at, `and ${isPinned}`, null, order);
    }),
  );
  return found.flat();
}

type Attachable = ReturnType<typeof onTimelines>[number];

/** SQL: when it was, the first of several moments. */
const momentOf = (object: Attachable): string =>
  `coalesce(${object.onTimeline.at.map((name) => columnOf(object, name)).join(', ')})`;

const columnOf = (object: Attachable, name: string): string =>
  scalarOf('t', name, fieldOf(object, name));

async function attached(
  work: Work,
  id: string,
  source: Attachable,
  place: { at: string; id: string } | null,
  limit: number,
): Promise<Entry[]> {
  const at = momentOf(source);
  const { planned: plan } = source.onTimeline;
  const happened = plan ? `and ${columnOf(source, plan.once)} is true` : '';
  return entriesOf(
    work,
    id,
    source.name,
    at,
    happened,
    place,
    `order by ${at} desc, t.id desc limit ${limit + 1}`,
  );
}

const mostPlanned = 50;

/** What is still to do about the record, the most urgent first. */
async function planned(work: Work, id: string, sources: readonly Attachable[]): Promise<Entry[]> {
  const found = await Promise.all(
    sources.map(async (one) => {
      const { planned: plan } = one.onTimeline;
      if (!plan) return [];
      const due = columnOf(one, plan.for);
      const at = `coalesce(${due}, t.created_at)`;
      const isOpen = `and ${columnOf(one, plan.once)} is not true`;
      const order = `order by ${due} asc nulls last, t.id limit ${mostPlanned}`;
      return entriesOf(work, id, one.name, at, isOpen, null, order);
    }),
  );
  return found.flat();
}

async function entriesOf(
  work: Work,
  id: string,
  kind: string,
  at: string,
  condition: string,
  place: { at: string; id: string } | null,
  order: string,
): Promise<Entry[]> {
  const object = objectOf(work.seen, kind);
  const made = statement(work);
  const selection = parseSelection(object, undefined, `${object.follows}.title`, made);
  const target = made.parameters.add(id, 'uuid');
  const before = place
    ? `and (${at}, t.id) < (${made.parameters.add(place.at, 'timestamptz')}, ${made.parameters.add(place.id, 'uuid')})`
    : '';
  const { rows } = await work.connection.query<{
    row: Record<string, unknown>;
    id: string;
    at: string;
    by: string | null;
    name: string | null;
  }>(
    `select ${rowJson(object, 't', selection, made)} as "row", t.id, ${at} as at, t.created_by as by,
       (select u.name from "user" u where u.workspace_id = $1 and u.id = t.created_by) as name
     from link l join ${tableOf(object)} t on t.workspace_id = $1 and t.id = l.from_id
     where l.workspace_id = $1 and l.to_id = ${target} and l.field = '${kind}.${object.follows}' and t.deleted_at is null
       and ${reachable(work, object, 'read', 't', made)} ${condition} ${before} ${order}`,
    made.parameters.values,
  );
  return rows.map((row): Entry => ({
    kind,
    id: row.id,
    at: new Date(row.at).toISOString(),
    ...doneBy(work, kind, 'create', { id: row.by, name: row.name }),
    record: row.row,
  }));
}

async function changes(
  work: Work,
  objectName: string,
  id: string,
  {
    place,
    limit,
    isPinned = false,
  }: { place: { at: string; id: string } | null; limit: number; isPinned?: boolean },
): Promise<Entry[]> {
  const object = objectOf(work.seen, objectName);
  const { rows } = await work.connection.query<{
    id: string;
    at: string;
    actor_id: string | null;
    name: string | null;
    action: string;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
    batch: string;
    imported: boolean;
    record_id: string;
    title: string | null;
    remark: string | null;
    remark_by: string | null;
    remark_name: string | null;
    remark_at: string | null;
    pinned: boolean | null;
  }>(
    `select m.remark, m.remark_by, m.remark_at, w.name as remark_name, m.pinned, c.record_id, ${titleSql('t', object)} as title, c.id, c.at, c.actor_id, u.name, c.action, c.before, c.after, c.batch, ${byImport} as imported
     from change c left join "user" u on u.workspace_id = $1 and u.id = c.actor_id
     left join change_mark m on m.workspace_id = $1 and m.change_id = c.id
     left join "user" w on w.workspace_id = $1 and w.id = m.remark_by
     left join ${tableOf(object)} t on t.workspace_id = $1 and t.id = c.record_id and c.record_id <> $2::uuid
     where c.workspace_id = $1 and c.record_id in ${wholeOf('$2')} and c.object = $3 ${isPinned ? 'and m.pinned' : ''} ${place ? 'and (c.at, c.id) < ($4, $5)' : ''}
     order by c.at desc, c.id desc limit ${limit}`,
    [work.workspace.id, id, objectName, ...(place ? [place.at, place.id] : [])],
  );
  const fieldsOf = await changedFields(work, object, rows);
  return rows.map((row): Entry => {
    const told = fieldsOf(row);
    const fields = Object.entries(told).filter(([name]) => name in object.fields);
    const of = { id: row.record_id, title: row.title ?? '' };
    return {
      kind: 'change',
      id: row.id,
      at: new Date(row.at).toISOString(),
      ...doneBy(work, objectName, row.action, { id: row.actor_id, name: row.name }),
      change: {
        action: row.action,
        batch: row.batch,
        ...(row.imported && { imported: true as const }),
        ...(isKept(work, objectName, row, told) ? nothingSaid : saidIn(row)),
        pinned: row.pinned === true,
        of: row.record_id === id.toLowerCase() ? null : of,
        fields: Object.fromEntries(fields),
      },
    };
  });
}

interface Said {
  remark: string | null;
  remark_by: string | null;
  remark_name: string | null;
  remark_at: string | null;
}

const nothingSaid = { remark: null, remarkBy: null, remarkAt: null };

const saidIn = ({ remark, remark_by: id, remark_name: name, remark_at: at }: Said) => ({
  remark,
  remarkBy: id ? { id, name: name ?? '' } : null,
  remarkAt: at ? new Date(at).toISOString() : null,
});
