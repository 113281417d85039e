import {
  type Catalog,
  type CatalogObject,
  dayIn,
  invalid,
  isAwaited,
  objectOf,
  plusDays,
  type RecordRef,
  systemActor,
} from '@relata/model';
import type { RecordChange } from '#engine/history/change.ts';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { endOf, zonesOf } from './all-day.ts';

/** What decides on which date an activity waits. */
const deciding = ['dateField', 'daysBefore', 'about'];

/**
 * What is due so many days before a date of what it is about gets its day. While there is no such date, it keeps what it
 * has; a `due` given by hand ends it, and so does taking away whatever has the date.
 */
export async function countBack(work: Work, drafts: Draft[]): Promise<void> {
  if (work.undoes !== null) return;
  const waiting = drafts.filter((draft) => typeof willBe(draft, 'dateField') === 'string');
  const ends = { dateField: null, daysBefore: null };
  const counted = waiting.filter((draft) => deciding.some((name) => changing(draft, name)));
  for (const draft of waiting)
    if (!counted.includes(draft) && draft.given.has('due') && changing(draft, 'due'))
      Object.assign(draft.changes, ends);
  if (!counted.length) return;
  const about = await aboutOf(work, counted);
  const sources = new Map<Draft, RecordRef>();
  for (const draft of counted) {
    const name = String(willBe(draft, 'dateField'));
    const source = sourceOf(work.catalog, about.get(draft.id), name);
    // Who may not see the date is told nothing by it; what others wait for goes on without them.
    const isSeen = source && Object.hasOwn(work.seen.objects[source.object]?.fields ?? {}, name);
    if (!isSeen && (draft.given.has('dateField') || draft.given.has('daysBefore')))
      throw invalid('dateField', 'unknown_field', `nothing that it is about has a date '${name}'`);
    if (!source) Object.assign(draft.changes, ends);
    else if (isSeen) sources.set(draft, source);
  }
  const dates = await datesOf(work, sources);
  const zoneOf = await zonesOf(work, counted);
  for (const [draft, source] of sources) {
    const date = dates.get(source.id)?.[String(willBe(draft, 'dateField'))];
    Object.assign(draft.changes, dueBefore(work, draft, date, zoneOf(draft)));
  }
}

/** Of records of one object whose dates have moved: what is due before those dates moves with them. */
export async function followDates(
  work: Work,
  changes: RecordChange[],
  object: CatalogObject,
): Promise<void> {
  if (!object.timeline) return;
  const moved = changes.flatMap(({ id, action, after }) =>
    action === 'create'
      ? []
      : Object.entries(after)
          .filter(([name, value]) => value !== null && hasDate(object, name))
          .map(([name, value]) => ({ id, name, value })),
  );
  if (!moved.length) return;
  const { rows } = await work.connection.query<{ id: string }>(
    `select distinct a.id from json_to_recordset($2) as m(id uuid, name text)
     join link l on l.workspace_id = $1 and l.field = 'activity.about' and l.to_id = m.id
     join activity a on a.workspace_id = $1 and a.id = l.from_id and a.date_field = m.name
     where a.done is not true and a.deleted_at is null`,
    [work.workspace.id, JSON.stringify(moved)],
  );
  if (!rows.length) return;
  const activity = objectOf(work.catalog, 'activity');
  // Whoever moves the date need not be able to change what others have planned.
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'activities') };
  const loaded = await lockRecords(everywhere, activity, {
    ids: rows.map(({ id }) => id),
    verb: 'update',
    fields: ownFields(activity),
  });
  const waiting = [...loaded].map(([id, before]): Draft => ({
    object: activity,
    id,
    before,
    changes: {},
    given: new Set(),
  }));
  const about = await aboutOf(work, waiting);
  const zoneOf = await zonesOf(work, waiting);
  for (const draft of waiting) {
    const name = String(willBe(draft, 'dateField'));
    const source = sourceOf(work.catalog, about.get(draft.id), name);
    const date = moved.find((one) => one.id === source?.id && one.name === name)?.value;
    Object.assign(draft.changes, dueBefore(work, draft, date, zoneOf(draft)));
  }
  await saveDrafts({ ...work, inAction: 'followDates' }, activity, waiting);
}

const hasDate = (object: CatalogObject, name: string): boolean => {
  const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined;
  return field !== undefined && isAwaited(field);
};

/** The first of what an activity is about that has such a date: it counts from that one, whatever else has one. */
const sourceOf = (
  { objects }: Catalog,
  about: RecordRef[] | undefined,
  name: string,
): RecordRef | undefined =>
  about?.find(({ object }) => {
    const known = Object.hasOwn(objects, object) ? objects[object] : undefined;
    return known !== undefined && hasDate(known, name);
  });

/** So many days before the date, of which moments have theirs where the workspace is. */
function dueBefore(
  work: Work,
  draft: Draft,
  date: unknown,
  timeZone: string,
): { due: string; allDay: true } | null {
  if (typeof date !== 'string') return null;
  const day = date.includes('T') ? dayIn(date, work.workspace.timeZone) : date;
  const due = endOf(plusDays(day, -Number(willBe(draft, 'daysBefore') ?? 0)), timeZone);
  return due === null ? null : { due, allDay: true };
}

/** What the activities will be about, by their ids, in their order. */
async function aboutOf(work: Work, drafts: Draft[]): Promise<Map<string, RecordRef[]>> {
  const { rows } = await work.connection.query<RecordRef & { of: string }>(
    `select from_id as of, to_object as object, to_id as id from link
     where workspace_id = $1 and field = 'activity.about' and from_id = any($2) order by from_id, position, to_id`,
    [work.workspace.id, drafts.filter(({ before }) => before).map(({ id }) => id)],
  );
  const stored = Map.groupBy(rows, ({ of }) => of);
  return new Map(
    drafts.map(({ id, changes }) => [
      id,
      Array.isArray(changes['about']) ? (changes['about'] as RecordRef[]) : (stored.get(id) ?? []),
    ]),
  );
}

/** The records from which it is counted, as far as the actor reads them, held until it is written. */
async function datesOf(
  work: Work,
  sources: Map<Draft, RecordRef>,
): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>();
  const byObject = Map.groupBy(sources, ([, { object }]) => object);
  for (const [object, some] of [...byObject].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const ids = [...new Set(some.map(([, { id }]) => id))];
    const fields = [...new Set(some.map(([draft]) => String(willBe(draft, 'dateField'))))];
    const verb = 'read';
    for (const [id, record] of await lockRecords(work, objectOf(work.seen, object), {
      ...{ ids, verb, fields },
    }))
      found.set(id, record);
  }
  return found;
}
