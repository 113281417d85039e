import type { CatalogObject } from '@relata/model';
import { titlesOf } from '../../../data/records.ts';
import type { WindowQuery } from '../../../data/record-window.ts';
import { useRecordWindow } from '../../../data/use-record-window.ts';
import { namesIn } from '../colours/names-in.ts';
import type { Column } from './columns.ts';
import type { Collection } from './use-collection.ts';

/** Fields that a table asks for: its columns, what makes the title, and what their inputs depend on. */
export function fieldsFor(
  object: CatalogObject,
  columns: readonly Pick<Column, 'field'>[],
): string[] {
  const wanted = new Set(['id', 'version', 'title', ...object.title]);
  if (object.fields['photo']) wanted.add('photo');
  for (const { field } of columns) {
    wanted.add(field);
    const of = object.fields[field]?.of;
    if (of) wanted.add(of);
  }
  return [...wanted].filter((name) => Object.hasOwn(object.fields, name)).toSorted();
}

/** What a table asks for. */
export function queryOf(collection: Collection): WindowQuery {
  const { object, filter, sort, q, columns, colours } = collection;
  const judged = colours.flatMap((rule) => namesIn(rule.filter));
  const fields = fieldsFor(object, [...columns, ...judged.map((field) => ({ field }))]);
  return { object, filter, sort, q, fields, include: titlesOf(object, fields) };
}

export const useRows = (collection: Collection) => useRecordWindow(queryOf(collection));
