import { type CatalogObject, inversesOf, may, objectOf } from '@relata/model';
import { countMatching } from './count.ts';
import { list } from './list.ts';
import { readJson } from './read.ts';
import type { Work } from '../work.ts';

export interface Related {
  name: string;
  object: string;
  field: string;
  count: number;
  countIsLowerBound?: true;
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
  return Promise.all(
    relations.map(async ({ name, relation }): Promise<Related> => {
      const target = objectOf(work.seen, relation.holder);
      const holder = target.fields[relation.field];
      const filter = { [relation.field]: holder?.kind === 'links' ? { has: id } : { eq: id } };
      const [page, count] = await Promise.all([
        list(work, target.name, {
          filter,
          sort: '-createdAt',
          limit: shown,
          total: 'none',
          fields: ['title', ...target.columns.filter((column) => column !== 'about')].join(),
          include: includesOf(target),
        }),
        countMatching(work, target, filter, {}, 'capped'),
      ]);
      return {
        name,
        object: target.name,
        field: relation.field,
        count: count.total,
        ...(count.totalIsLowerBound ? { countIsLowerBound: true as const } : {}),
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
const includesOf = (target: CatalogObject): string =>
  target.columns
    .filter((column) => target.fields[column]?.to && target.fields[column]?.to !== '*')
    .map((column) => `${column}.title`)
    .join();
