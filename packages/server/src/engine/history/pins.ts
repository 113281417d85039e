import { fieldOf, invalid, mostPinned, onTimelines } from '@relata/model';
import { wholeOf } from '../merge/merged.ts';
import { scalarOf, tableOf } from '../tables/table.ts';
import { statement, type Work } from '../work.ts';

/**
 * No more than `mostPinned` entries stand on top of what happened on a record.
 *
 * @param wanted how many more, by the ids of the records
 * @param but of those that are pinned already, by the ids of the entries: they are among the wanted ones
 */
export async function demandRoomToPin(
  work: Work,
  wanted: ReadonlyMap<string, number>,
  but: readonly string[],
): Promise<void> {
  const pinned = await pinnedAbout(work, [...wanted.keys()], but);
  for (const [record, count] of wanted)
    if (count + (pinned.get(record) ?? 0) > mostPinned)
      throw invalid('pinned', 'too_many_pinned', `at most ${mostPinned} are pinned to a record`, {
        max: mostPinned,
      });
}

/** How many others are pinned to each of these records, as far as the actor sees them and could unpin one. */
async function pinnedAbout(
  work: Work,
  records: readonly string[],
  but: readonly string[],
): Promise<Map<string, number>> {
  const made = statement(work);
  const to = made.parameters.add(records, 'uuid[]');
  const others = made.parameters.add(but, 'uuid[]');
  const parts = onTimelines(work.catalog).map((object) => {
    const { name, follows, onTimeline } = object;
    const pinned = scalarOf('t', onTimeline.pinned, fieldOf(object, onTimeline.pinned));
    return `select l.to_id from link l join ${tableOf(object)} t on t.workspace_id = $1 and t.id = l.from_id
       where l.workspace_id = $1 and l.field = '${name}.${follows}' and l.to_id = any(${to})
         and ${pinned} and t.deleted_at is null and t.id <> all(${others}) and ${made.visible(name, 't')}`;
  });
  parts.push(
    `select r.id as to_id from unnest(${to}) r (id) cross join lateral ${wholeOf('r.id')} w
     join change_mark m on m.workspace_id = $1 and m.record_id = w.id where m.pinned and m.change_id <> all(${others})`,
  );
  const { rows } = await work.connection.query<{ record: string; count: string }>(
    `select to_id as record, count(*) as count from (${parts.join(' union all ')}) p group by to_id`,
    made.parameters.values,
  );
  return new Map(rows.map(({ record, count }) => [record, Number(count)]));
}
