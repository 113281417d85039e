import { isPlainObject } from '@relata/model';
import type { SettingsGroup } from '#engine/engine.ts';
import type { Work } from '#engine/work.ts';

/** A setting that names an entry of a list. */
interface Named {
  of: string;
  name: string;
  group: SettingsGroup;
}

/** The settings that name an entry of these lists, as the log calls them: `leads.employeeKind`. */
export async function settingsWith(
  work: Work,
  fields: ReadonlySet<string>,
  entry: string,
): Promise<string[]> {
  const found = await named(work, fields, entry);
  return found.map(({ of, name }) => `${of}.${name}`);
}

/** Settings that name the one name the other from now on, as part of the batch: undoing it takes that back as well. */
export async function followInSettings(
  work: Work,
  fields: ReadonlySet<string>,
  from: string,
  to: string | null,
): Promise<void> {
  for (const { of, name, group } of await named(work, fields, from)) {
    await keepSetting(work, { of, name, before: from, after: to });
    await group.change(work, { [name]: to });
  }
}

async function named(work: Work, fields: ReadonlySet<string>, entry: string): Promise<Named[]> {
  const found: Named[] = [];
  for (const { settings = {} } of work.engine.features)
    for (const [of, group] of Object.entries(settings)) {
      const names = Object.keys(group.entries ?? {}).filter((name) =>
        fields.has(group.entries?.[name] ?? ''),
      );
      if (!names.length) continue;
      const now = await valuesOf(work, group);
      for (const name of names) if (now[name] === entry) found.push({ of, name, group });
    }
  return found;
}

async function valuesOf(work: Work, group: SettingsGroup): Promise<Record<string, unknown>> {
  const now = await group.now(work);
  return isPlainObject(now) ? now : {};
}

interface Row {
  of: string;
  name: string;
  before: string | null;
  after: string | null;
}

const keepSetting = (work: Work, { of, name, before, after }: Row) =>
  work.connection.query(
    `insert into setting_change (workspace_id, batch, of, name, before, after, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, batch, of, name) do update set after = excluded.after`,
    [work.workspace.id, work.batch, of, name, before, after, work.now],
  );

/** Settings that are still as the batch left them say again what they said before. */
export async function undoSettings(work: Work, batch: string): Promise<boolean> {
  if (!work.actor.role.administers) return false;
  const { rows } = await work.connection.query<Row>(
    'select of, name, before, after from setting_change where workspace_id = $1 and batch = $2',
    [work.workspace.id, batch],
  );
  for (const { of, name, before, after } of rows) {
    const group = work.engine.features.map(({ settings }) => settings?.[of]).find(Boolean);
    if (!group || (await valuesOf(work, group))[name] !== after) continue;
    await keepSetting(work, { of, name, before: after, after: before });
    await group.change(work, { [name]: before });
  }
  return rows.length > 0;
}
