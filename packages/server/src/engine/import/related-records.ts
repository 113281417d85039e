import { type CatalogObject, fold, may, startAlong } from '@relata/model';
import { newId } from '../../platform/id.ts';
import { saveNew } from '../records/create.ts';
import { titleOf } from '../records/derive.ts';
import type { Draft } from '../records/draft.ts';
import { scalarOf, tableOf } from '../tables/table.ts';
import { reachable, statement, type Statement, type Work } from '../work.ts';
import { findByKeys, keysBy, matchingFields } from './duplicates.ts';
import { lacking } from './read-row.ts';
import { saveEach } from '../records/save-each.ts';
import { nameKey } from './values/index.ts';

/** A record that rows lead to, as they describe it. */
export interface Want {
  object: CatalogObject;
  values: Record<string, unknown>;
  /** Filled by `resolve`: id of the record that was found or made; null where neither was possible. */
  id: string | null;
}

/** Finds the records that rows lead to, and makes those that are missing: each once in a run. */
export interface RelatedRecords {
  /** Gives the number of records made. */
  resolve(work: Work, wants: Want[]): Promise<number>;
  forget(): void;
}

/** What names one record surely, the surest first; a name alone comes last. */
const naming = ['externalId', 'domain', 'emails'];
/** Two companies of one name are two if they have different addresses on the web. */
const apart = 'domain';
const mostRemembered = 200_000;

export function relatedRecords(): RelatedRecords {
  /** Key of an object's record → its id, of everything found or made so far. */
  const remembered = new Map<string, string>();
  /** Id → the value that keeps it apart from its namesakes. */
  const told = new Map<string, string>();

  const remember = (object: CatalogObject, keys: string[], id: string): void => {
    for (const key of keys) {
      const place = `${object.name}|${key}`;
      if (!remembered.has(place)) remembered.set(place, id);
    }
  };

  async function load(
    work: Work,
    object: CatalogObject,
    wants: Want[],
    country: string | null,
  ): Promise<void> {
    const keys = new Set<string>();
    for (const { values } of wants)
      for (const key of allKeys(object, values, country))
        if (!remembered.has(`${object.name}|${key}`)) keys.add(key);
    const known = await findByKeys(work, object, keys);
    const named = [...known]
      .filter(([key]) => key.startsWith('name:'))
      .flatMap(([, holders]) => holders.map(({ id }) => id));
    if (object.fields[apart])
      for (const [id, value] of await valuesOf(work, object, apart, named)) told.set(id, value);
    for (const [key, holders] of known) {
      const place = `${object.name}|${key}`;
      if (!key.startsWith('name:')) remember(object, [key], holders[0]?.id ?? '');
      // Of namesakes, each is remembered by what keeps it apart, the first one also by its name alone.
      else
        for (const { id } of holders) {
          const value = told.get(id);
          if (value !== undefined) remember(object, [`${key}|${value}`], id);
          if (!remembered.has(place)) remembered.set(place, id);
        }
    }
  }

  function found(
    object: CatalogObject,
    values: Record<string, unknown>,
    country: string | null,
  ): string | undefined {
    for (const field of matchingFields(object, naming))
      for (const key of keysBy(object, field, values, country)) {
        const id = remembered.get(`${object.name}|${key}`);
        if (id !== undefined) return id;
      }
    for (const key of keysBy(object, 'name', values, country)) {
      const own = values[apart];
      if (typeof own !== 'string') return remembered.get(`${object.name}|${key}`);
      const same = remembered.get(`${object.name}|${key}|${own}`);
      if (same !== undefined) return same;
      const namesake = remembered.get(`${object.name}|${key}`);
      if (namesake !== undefined && !told.has(namesake)) return namesake;
    }
    return undefined;
  }

  const learn = (
    object: CatalogObject,
    values: Record<string, unknown>,
    id: string,
    country: string | null,
  ): void => {
    const own = values[apart];
    remember(object, allKeys(object, values, country), id);
    if (typeof own !== 'string') return;
    for (const key of keysBy(object, 'name', values, country))
      remember(object, [`${key}|${own}`], id);
    told.set(id, own);
  };

  async function resolveOne(work: Work, object: CatalogObject, wants: Want[]): Promise<number> {
    const country = work.workspace.country;
    await load(work, object, wants, country);
    const titles =
      'name' in object.fields
        ? null
        : await namesakes(
            work,
            object,
            wants.filter((want) => !found(object, want.values, country)),
          );
    const makes = new Map<string, { draft: Draft; values: Record<string, unknown> }>();
    const mayMake = may(work.actor, 'create', object);
    for (const want of wants) {
      const values = completed(object, want.values);
      const title = titles
        ? `title:${nameKey(titleOf(object, values))}|${String(values['company'] ?? '')}`
        : '';
      want.id =
        found(object, values, country) ??
        (titles ? (remembered.get(`${object.name}|${title}`) ?? titles(values)) : undefined) ??
        null;
      if (want.id !== null) {
        if (titles && !keyed(object, values)) remember(object, [title], want.id);
        continue;
      }
      if (!mayMake || lacking(object, values)) continue;
      want.id = newId();
      makes.set(want.id, {
        values,
        draft: {
          object,
          id: want.id,
          before: null,
          changes: { ...startAlong(object), ...values },
          given: new Set(Object.keys(values)),
        },
      });
      learn(object, values, want.id, country);
      if (titles && !keyed(object, values)) remember(object, [title], want.id);
    }
    const all = [...makes.values()];
    const refused = await saveEach(work, all, (some) => {
      for (const one of some)
        one.draft.changes = { ...startAlong(one.draft.object), ...one.values };
      return saveNew(
        work,
        object,
        some.map((one) => one.draft),
      );
    });
    if (refused.size) {
      const gone = new Set([...refused.keys()].map((one) => one.draft.id));
      for (const want of wants) if (want.id !== null && gone.has(want.id)) want.id = null;
      for (const [key, id] of remembered) if (gone.has(id)) remembered.delete(key);
    }
    return all.length - refused.size;
  }

  return {
    async resolve(work, wants) {
      if (remembered.size > mostRemembered) this.forget();
      let made = 0;
      for (const [object, some] of Map.groupBy(wants, (want) => want.object))
        made += await resolveOne(work, object, some);
      return made;
    },
    forget() {
      remembered.clear();
      told.clear();
    },
  };
}

const keyed = (object: CatalogObject, values: Record<string, unknown>): boolean =>
  matchingFields(object, naming).some((field) => values[field] !== undefined);

const allKeys = (
  object: CatalogObject,
  values: Record<string, unknown>,
  country: string | null,
): string[] =>
  [...matchingFields(object, naming), 'name'].flatMap((field) =>
    keysBy(object, field, values, country),
  );

/** A company that only its domain names is called by it. */
function completed(
  object: CatalogObject,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const own = values[apart];
  return 'name' in object.fields && values['name'] === undefined && typeof own === 'string'
    ? { ...values, name: own }
    : values;
}

async function valuesOf(
  work: Work,
  object: CatalogObject,
  name: string,
  ids: string[],
): Promise<Map<string, string>> {
  const field = object.fields[name];
  if (!ids.length || !field) return new Map();
  const { rows } = await work.connection.query<{ id: string; value: string }>(
    `select t.id, ${scalarOf('t', name, field)} as value from ${tableOf(object)} t
     where t.workspace_id = $1 and t.id = any($2) and ${scalarOf('t', name, field)} is not null`,
    [work.workspace.id, ids],
  );
  return new Map(rows.map((row) => [row.id, row.value]));
}

interface Namesake {
  id: string;
  title: string;
  company: string | null;
  emails: boolean;
  external: boolean;
}

/**
 * People have no key for their name: those of the same company who are called so, whatever the case; without a
 * company, the only one of all who is called exactly so. Whoever has an address or a number of their own that the
 * row does not have is somebody else.
 */
async function namesakes(
  work: Work,
  object: CatalogObject,
  wants: Want[],
): Promise<(values: Record<string, unknown>) => string | undefined> {
  const named = wants.map(({ values }) => ({
    title: titleOf(object, values),
    company: values['company'],
  }));
  const within = named.filter((one) => one.title && typeof one.company === 'string');
  const alone = named.filter((one) => one.title && typeof one.company !== 'string');
  const company = object.fields['company'];
  const rows: Namesake[] = [];
  const find = async (condition: (made: Statement) => string): Promise<void> => {
    const made = statement(work);
    const answer = await work.connection.query<Namesake>(
      `select t.id, t.title, ${company ? scalarOf('t', 'company', company) : 'null'} as company,
         ${object.fields['emails'] ? 't.emails is not null' : 'false'} as emails, ${object.fields['externalId'] ? 't.external_id is not null' : 'false'} as external
       from ${tableOf(object)} t where t.workspace_id = $1 and ${condition(made)}
         and t.deleted_at is null and ${reachable(work, object, 'read', 't', made)} order by t.id`,
      made.parameters.values,
    );
    rows.push(...answer.rows);
  };
  const distinct = (texts: string[]): string[] => [...new Set(texts)];
  if (within.length && company)
    await find((made) => {
      const ids = made.parameters.add(distinct(within.map((one) => String(one.company))), 'uuid[]');
      return `${scalarOf('t', 'company', company)} = any(${ids}) and fold(t.title) = any(${made.parameters.add(distinct(within.map((one) => fold(one.title))), 'text[]')})`;
    });
  if (alone.length)
    await find(
      (made) =>
        `t.title collate "und-x-icu" = any(${made.parameters.add(distinct(alone.map((one) => one.title)), 'text[]')})`,
    );
  const byTitle = Map.groupBy(rows, (row) => fold(row.title));
  return (values) => {
    const same = (byTitle.get(fold(titleOf(object, values))) ?? []).filter(
      (row) =>
        !(values['emails'] !== undefined && row.emails) &&
        !(values['externalId'] !== undefined && row.external),
    );
    const fitting =
      values['company'] === undefined
        ? same
        : same.filter((row) => row.company === values['company']);
    return fitting.length === 1 ? fitting[0]?.id : undefined;
  };
}
