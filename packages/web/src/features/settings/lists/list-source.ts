import type { AnyRecord } from '@relata/client';
import { type Language, objectOf, type Option, shipped } from '@relata/model';
import type { ListEntry } from './arranging.ts';
import type { List } from './lists-of.ts';
import { client } from '../../../data/client.ts';
import { refreshTables } from '../../../data/records.ts';
import { queryClient } from '../../../data/query-client.ts';
import { cleanOptions } from '../fields/draft.ts';
import { forgetFields } from '../fields/fields-data.ts';

/** Entries that came with Relata: they are hidden, not taken out. */
export const oursIn = (list: List): ReadonlySet<string> =>
  new Set(
    list.kind === 'records' || list.field.custom
      ? []
      : (objectOf(shipped, list.object.name).fields[list.name]?.options ?? []).map(
          (one) => one.value,
        ),
  );

export const isClosed = (list: List): boolean =>
  list.kind === 'field' && !list.field.custom && !list.field.open;

export const entryOf = (list: List, value: string): ListEntry =>
  list.kind === 'field' ? { field: list.id, value } : { plural: list.object.plural, id: value };

/** Records as the entries of a list. */
export const asOptions = (records: readonly AnyRecord[], language: Language): Option[] =>
  records.map((one): Option => {
    const { colour } = one;
    return {
      value: one.id,
      label: { [language]: one.title },
      ...(typeof colour === 'string' && { colour }),
    };
  });

/** What each new entry means, of lists whose entries mean something. */
export type Meant = Readonly<Record<string, string>>;

/** Saves what has been changed; gives the batch, where these are records. New entries have no value yet: see `cleanOptions`. */
export async function saveList(
  list: List,
  options: readonly Option[],
  before: readonly Option[],
  language: Language,
  meant: Meant,
): Promise<unknown> {
  if (list.kind === 'field') {
    await client.changeField(list.id, { options: cleanOptions(options) });
    return forgetFields();
  }
  const known = new Map(before.map((one) => [one.value, one]));
  const isOrdered = 'position' in list.object.fields;
  const said = ({ value, label, colour }: Option, position: number) => ({
    name: label?.[language] ?? value,
    ...(colour && 'colour' in list.object.fields && { colour }),
    ...(isOrdered && { position }),
  });
  const changed = (one: Option, at: number) =>
    JSON.stringify(known.get(one.value)) !== JSON.stringify(one) ||
    (isOrdered && before[at]?.value !== one.value);
  const create: Record<string, unknown>[] = [];
  const update: (Record<string, unknown> & { id: string })[] = [];
  for (const [at, given] of options.entries()) {
    const [one] = cleanOptions([given]);
    if (!one) continue;
    const means = meant[given.value];
    if (!known.has(one.value)) create.push({ ...said(one, at), ...(means && { means }) });
    else if (changed(one, at)) update.push({ id: one.value, ...said(one, at) });
  }
  const made = await client.batch(list.object, { create, update });
  await forgetList(list);
  return made;
}

export async function forgetList(list: List): Promise<void> {
  if (list.kind === 'field') return forgetFields();
  refreshTables(list.object.name);
  await queryClient.invalidateQueries({ queryKey: ['list', list.object.name] });
}
