import { type CatalogObject, type Field, objectOf } from '@relata/model';
import { scalarOf, tableOf } from '../tables/table.ts';
import { reachable, statement, type Work } from '../work.ts';
import { isList } from './targets.ts';
import { nameKey } from './values/index.ts';

/** What a file calls by name and an import does not make: stages, reasons, people of the workspace. */
export interface Lists {
  /**
   * Id of what a list calls so. Within a pipeline, where the list is parted; without one, in the first
   * pipeline, else wherever it is found.
   */
  find(object: string, name: string, within: string | null): string | undefined;
  /** Id of the user of this name or e-mail address: `Otto F. (deactivated)`, `Otto <otto@firm.example>`. */
  user(text: string): string | undefined;
}

/** Loads the lists that some fields choose from. They are short: settings, not records. */
export async function loadLists(work: Work, fields: Field[]): Promise<Lists> {
  const names = new Set(fields.map((field) => field.to ?? ''));
  const found = new Map<string, Map<string, string>>();
  for (const name of names) {
    const object = work.catalog.objects[name];
    if (object && isList(object)) found.set(name, await entriesOf(work, object));
  }
  const users = names.has('user') ? await usersOf(work) : new Map<string, string>();
  return {
    find: remembering((object: string, name: string, within: string | null) =>
      found.get(object)?.get(`${within ?? ''}|${nameKey(name)}`),
    ),
    user: remembering((text: string) => {
      const address = /<([^<>]+)>/.exec(text)?.[1] ?? text;
      return (
        users.get(address.trim().toLowerCase()) ??
        users.get(nameKey(text)) ??
        users.get(nameKey(text.replace(/\s*[([<].*$/, '')))
      );
    }),
  };
}

/** The same few names stand in all rows. */
function remembering<A extends (string | null)[]>(
  find: (...given: A) => string | undefined,
): (...given: A) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (...given) => {
    const key = given.join('\n');
    if (!known.has(key)) {
      if (known.size > 10_000) known.clear();
      known.set(key, find(...given));
    }
    return known.get(key);
  };
}

/** Name → id; of parted lists for each part, and without it for the first that has the name. */
async function entriesOf(work: Work, object: CatalogObject): Promise<Map<string, string>> {
  const made = statement(work);
  const parent = Object.entries(object.fields).find(
    ([, field]) => field.kind === 'link' && field.required && field.to,
  );
  const within = parent ? scalarOf('t', ...parent) : 'null';
  const { rows } = await work.connection.query<{
    id: string;
    title: string;
    within: string | null;
  }>(
    `select t.id, t.title, ${within} as within from ${tableOf(object)} t ${parent ? firstParts(object, parent) : ''}
     where t.workspace_id = $1 and t.deleted_at is null and ${reachable(work, object, 'read', 't', made)}
     order by ${parent ? 'p.rank, ' : ''}${object.fields['position'] ? 't."position", ' : ''}t.id`,
    made.parameters.values,
  );
  const entries = new Map<string, string>();
  for (const row of rows)
    for (const part of ['', row.within ?? '']) {
      const key = `${part}|${nameKey(row.title)}`;
      if (!entries.has(key)) entries.set(key, row.id);
    }
  return entries;

  function firstParts(list: CatalogObject, [name, field]: [string, Field]): string {
    const parts = objectOf(work.catalog, field.to ?? '');
    const order = ['isDefault', 'position']
      .filter((one) => parts.fields[one])
      .map(
        (one) =>
          `${scalarOf('o', one, parts.fields[one] ?? field)}${one === 'isDefault' ? ' desc nulls last' : ''}`,
      );
    return `join (select o.id, row_number() over (order by ${[...order, 'o.id'].join(', ')}) as rank
      from ${tableOf(parts)} o where o.workspace_id = $1 and o.deleted_at is null) p on p.id = ${scalarOf('t', name, list.fields[name] ?? field)}`;
  }
}

async function usersOf(work: Work): Promise<Map<string, string>> {
  const object = objectOf(work.catalog, 'user');
  const made = statement(work);
  const { rows } = await work.connection.query<{ id: string; title: string; email: string }>(
    `select t.id, t.title, t.email from "user" t
     where t.workspace_id = $1 and t.deleted_at is null and t.active and ${reachable(work, object, 'read', 't', made)} order by t.id`,
    made.parameters.values,
  );
  const users = new Map<string, string>();
  for (const row of rows) {
    users.set(row.email.toLowerCase(), row.id);
    const key = nameKey(row.title);
    // A name that two people share tells nobody: better the importer's own than the wrong one of the two.
    users.set(key, users.has(key) ? '' : row.id);
  }
  for (const [key, id] of users) if (id === '') users.delete(key);
  return users;
}
