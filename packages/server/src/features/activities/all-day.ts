import { dayIn, instantAt, isDay } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/**
 * What has all day is due in the last minute of it, on the clock of whoever is to do it: lists, boards and sums that
 * know only `due`, or what is next to do about a record, call it late when the day is over and not before.
 */
export async function endDays(work: Work, drafts: Draft[]): Promise<void> {
  if (work.undoes !== null) return;
  const whole = drafts.filter(
    (draft) =>
      willBe(draft, 'allDay') === true &&
      typeof willBe(draft, 'due') === 'string' &&
      (changing(draft, 'due') || changing(draft, 'allDay')),
  );
  const zoneOf = await zonesOf(work, whole);
  for (const draft of whole) {
    // A day that somebody gives is the day at their own place.
    const zone = draft.given.has('due') ? work.actor.timeZone : zoneOf(draft);
    const due = endOf(dayIn(String(willBe(draft, 'due')), zone), zoneOf(draft));
    if (due) draft.changes['due'] = due;
  }
}

/** The time zones of those who are to do it. */
export async function zonesOf(work: Work, drafts: Draft[]): Promise<(draft: Draft) => string> {
  const ownerOf = (draft: Draft) => String(willBe(draft, 'owner'));
  const others = new Set(drafts.map(ownerOf));
  const { rows } = others.size
    ? await work.connection.query<{ id: string; zone: string }>(
        `select id, time_zone as zone from "user" where workspace_id = $1 and id::text = any($2) and time_zone is not null`,
        [work.workspace.id, [...others]],
      )
    : { rows: [] };
  const zones = new Map(rows.map(({ id, zone }) => [id, zone]));
  return (draft) => zones.get(ownerOf(draft)) ?? work.workspace.timeZone;
}

/** The last minute of a day; null for days in a year without four digits, of which clocks know little. */
export function endOf(day: string, timeZone: string): string | null {
  if (!isDay(day) || day < '1000') return null;
  const end = instantAt(day, '23:59', timeZone);
  return isDay(end.slice(0, 10)) ? end : null;
}
