import { type CatalogObject, inversesOf, may, objectOf } from '@relata/model';
import { countMatching } from './count.ts';
import { list } from './list.ts';
import { readJson } from './read.ts';
import { withBelow } from './records-below.ts';
import type { Work } from '../work.ts';

export interface Related {
  name: string;
  object: string;
  field: string;
  count: number;
  countIsLowerBound?: true;
  /** The record and those below it, to which these belong; missing: to the record alone. */
  of?: string[];
  rows: string[];
}

const shown = 5;

/** Names that a record's timeline shows already. */
const inTimeline = new Set(['notes', 'activities', 'files']);

/** What points to a record: the deals of a company, its people, its subsidiaries; the first few of each, newest first. */
export async function related(work: Work, objectName: string, id: string): Promise<Related[]> {
  const object = objectOf(work.seen, objectName);
  await readJson(work, objectName, id, { fields: 'id' });
  const relations = relatedOf(work, object);
  const all = await withBelow(work, object, id);
  return Promise.all(
    relations.map(async ({ name, relation }): Promise<Related> => {
      const target = objectOf(work.seen, relation.holder);
      const holder = target.fields[relation.field];
      // Right below it stands what is right below it.
      const isTree = target.name === object.name && relation.field === object.below;
      const of = all.length > 1 && !isTree ? all : null;
      const isList = holder?.kind === 'links';
      const belongs = of ? { [isList ? 'hasAny' : 'in']: of } : { [isList ? 'has' : 'eq']: id };
      const filter = { [relation.field]: belongs };
      const columns = [...new Set(['title', ...target.columns, ...(of ? [relation.field] : [])])];
      const [page, count] = await Promise.all([
        list(work, target.name, {
          filter,
          sort: '-createdAt',
          limit: shown,
          total: 'none',
          fields: columns.filter((column) => column !== 'about').join(),
          include: includesOf(target, columns),
        }),
        countMatching(work, target, filter, {}, 'capped'),
      ]);
      return {
        name,
        object: target.name,
        field: relation.field,
        count: count.total,
        ...(count.totalIsLowerBound ? { countIsLowerBound: true as const } : {}),
        ...(of && { of }),
        rows: page.rows,
      };
    }),
  );
}

/** The relations that a record's page shows beside its timeline. */
export const relatedOf = (work: Pick<Work, 'actor' | 'seen'>, object: CatalogObject) =>
  inversesOf(work.seen, object.name).filter(
    ({ name, relation }) =>
      !inTimeline.has(name) && may(work.actor, 'read', objectOf(work.seen, relation.holder)),
  );

/** Titles of the references among an object's columns. */
const includesOf = (target: CatalogObject, columns: string[]): string =>
  columns
    .filter((column) => target.fields[column]?.to && target.fields[column]?.to !== '*')
    .map((column) => `${column}.title`)
    .join();
