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
  const history = async (most: number, isPinned = false) =>
    wanted.has('change') ? changes(work, objectName, id, { place, limit: most, isPinned }) : [];
  const [attached, happened, marked] = await Promise.all([
    attachedTo(work, id, sources, place, limit),
    history(limit + 1),
    place ? [] : history(mostPinned, true),
  ]);
  const entries = [...attached.happened, ...happened].toSorted(newestFirst);
  const data = entries.slice(0, limit);
  const last = data.at(-1);
  const next = entries.length > limit && last ? encodePlace(last.at, last.id) : null;
  if (place) return { data, page: { next } };
  return {
    data,
    pinned: newestPinned([...attached.pinned, ...marked]),
    planned: attached.planned,
    page: { next },
  };
}

const newestFirst = (a: Entry, b: Entry): number =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;

const newestPinned = (entries: Entry[]): Entry[] =>
  entries.toSorted(newestFirst).slice(0, mostPinned);

type Attachable = ReturnType<typeof onTimelines>[number];

/** SQL: when it was, the first of several moments. */
const momentOf = (object: Attachable): string =>
  `coalesce(${object.onTimeline.at.map((name) => columnOf(object, name)).join(', ')})`;

const columnOf = (object: Attachable, name: string): string =>
  scalarOf('t', name, fieldOf(object, name));

type Part = 'happened' | 'pinned' | 'planned';

/** Where an entry stands. */
interface Spot {
  kind: string;
  part: Part;
  id: string;
  at: string;
}

const mostPlanned = 50;

/**
 * What is about the record: what happened, newest first; what somebody wants to be read first, however long ago it was;
 * what is still to do, the most urgent first. One light statement tells what there is: for the rows of an object whose
 * records may be about any other, the database plans longer than it reads.
 */
async function attachedTo(
  work: Work,
  id: string,
  sources: readonly Attachable[],
  place: { at: string; id: string } | null,
  limit: number,
): Promise<Record<Part, Entry[]>> {
  const spots = sources.length ? await spotsOf(work, id, sources, place, limit) : [];
  const found = await Promise.all(
    sources.map(async ({ name }) => {
      const ids = new Set(spots.filter(({ kind }) => kind === name).map((spot) => spot.id));
      return ids.size ? contentsOf(work, name, [...ids]) : [];
    }),
  );
  const contents = new Map(found.flat().map((one) => [one.id, one]));
  const entriesOf = (part: Part): Entry[] =>
    spots.flatMap((spot) => {
      const content = spot.part === part && contents.get(spot.id);
      return content ? [{ ...content, at: new Date(spot.at).toISOString() }] : [];
    });
  return {
    happened: entriesOf('happened'),
    pinned: entriesOf('pinned'),
    planned: entriesOf('planned'),
  };
}

async function spotsOf(
  work: Work,
  id: string,
  sources: readonly Attachable[],
  place: { at: string; id: string } | null,
  limit: number,
): Promise<Spot[]> {
  const made = statement(work);
  const target = made.parameters.add(id, 'uuid');
  const after = place
    ? [made.parameters.add(place.at, 'timestamptz'), made.parameters.add(place.id, 'uuid')]
    : null;
  const asked = sources.flatMap((source) => {
    const { planned: plan, pinned } = source.onTimeline;
    const at = momentOf(source);
    const is = (part: Part, moment: string, condition: string, order: string, most: number) =>
      `(select '${source.name}' as kind, '${part}' as part, t.id, ${moment} as at, row_number() over (order by ${order}) as nth
       from link l join ${tableOf(source)} t on t.workspace_id = $1 and t.id = l.from_id
       where l.workspace_id = $1 and l.to_id = ${target} and l.field = '${source.name}.${source.follows}' and t.deleted_at is null
         and ${reachable(work, objectOf(work.seen, source.name), 'read', 't', made)} ${condition}
       order by ${order} limit ${most})`;
    const isDone = plan ? `and ${columnOf(source, plan.once)} is true` : '';
    const isLater = after ? `and (${at}, t.id) < (${after.join(', ')})` : '';
    const newest = `${at} desc, t.id desc`;
    const happened = is('happened', at, `${isDone} ${isLater}`, newest, limit + 1);
    if (place) return [happened];
    const first = is('pinned', at, `and ${columnOf(source, pinned)}`, newest, mostPinned);
    if (!plan) return [happened, first];
    const due = columnOf(source, plan.for);
    const isOpen = `and ${columnOf(source, plan.once)} is not true`;
    const urgent = `${due} asc nulls last, t.id`;
    return [
      happened,
      first,
      is('planned', `coalesce(${due}, t.created_at)`, isOpen, urgent, mostPlanned),
    ];
  });
  const { rows } = await work.connection.query<Spot>(
    `select kind, part, id, at from (${asked.join(' union all ')}) s order by kind, part, nth`,
    made.parameters.values,
  );
  return rows;
}

/** What is in entries of a kind, by whom. */
async function contentsOf(work: Work, kind: string, ids: string[]): Promise<Omit<Entry, 'at'>[]> {
  const object = objectOf(work.seen, kind);
  const made = statement(work);
  const selection = parseSelection(object, undefined, `${object.follows}.title`, made);
  const { rows } = await work.connection.query<{
    row: Record<string, unknown>;
    id: string;
    by: string | null;
    name: string | null;
  }>(
    `select ${rowJson(object, 't', selection, made)} as "row", t.id, t.created_by as by,
       (select u.name from "user" u where u.workspace_id = $1 and u.id = t.created_by) as name
     from ${tableOf(object)} t
     where t.workspace_id = $1 and t.id = any(${made.parameters.add(ids, 'uuid[]')}) and t.deleted_at is null`,
    made.parameters.values,
  );
  return rows.map((row) => ({
    kind,
    id: row.id,
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
