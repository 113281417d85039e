import { type Catalog, type CatalogObject, type Field, type Filter, roles } from '@relata/model';
import { rowJson } from '#engine/records/row.ts';
import { matching } from '#engine/records/matching.ts';
import { tableOf } from '#engine/tables/table.ts';
import { statement, type Work } from '#engine/work.ts';
import { shapeIn, type Stored } from '#features/custom-fields/index.ts';
import type { Json, SetUpFile } from './file.ts';
import { forTeams } from './for-teams.ts';
import { Foreign, named, tokenOf } from './names.ts';

/** A workspace's set-up as its file says it, and which record is meant by each name. */
export interface SetUp {
  file: SetUpFile;
  ids: Map<string, string>;
  /** By the names of the records, how the file says them. */
  forms: Map<string, Json>;
  /** By the same: the people in lists that name people and teams, whom the file leaves out, by field. */
  people: Map<string, ReadonlyMap<string, string[]>>;
}

/** What its records are known by, and which of them the file holds; undefined: none. */
export const setUpOf = (object: CatalogObject): CatalogObject['setUp'] =>
  object.setUp ?? (object.writtenBy === 'settings' ? {} : undefined);

const ofPeople = new Set(['user', 'files', 'tags']);

/** The fields that are in the file: what somebody has said, but not of whom. */
export const carriedFields = ({ objects }: Catalog, object: CatalogObject): [string, Field][] =>
  Object.entries(object.fields).filter(([, field]) => {
    if (field.writtenBy || ofPeople.has(field.kind)) return false;
    const target = field.to === undefined ? undefined : objects[field.to];
    return field.to === undefined || (target !== undefined && setUpOf(target) !== undefined);
  });

/** Its values may be, or hold, what other records are known by. */
export const speaksOfOthers = ({ to, kind }: Field): boolean =>
  to !== undefined ||
  kind === 'json' ||
  kind === 'select' ||
  kind === 'multiSelect' ||
  kind === 'audience';

/** Objects of which the file holds records; those that name others come after these. */
export function setUpObjects({ objects }: Catalog): CatalogObject[] {
  const rest = Object.values(objects).filter(setUpOf);
  const sorted: CatalogObject[] = [];
  while (rest.length) {
    const isReady = (object: CatalogObject) =>
      keyFields(object).every((name) => !rest.some((one) => one.name === object.fields[name]?.to));
    const at = rest.findIndex(isReady);
    sorted.push(...rest.splice(Math.max(at, 0), 1));
  }
  return sorted;
}

const keyFields = (object: CatalogObject): readonly string[] => setUpOf(object)?.by ?? object.title;

/** Names of records in the order of a list of theirs: the second of the same name is `#2`. */
export function namesOf(object: CatalogObject, forms: readonly Json[]): string[] {
  const seen = new Map<string, number>();
  return forms.map((form) => {
    const parts = keyFields(object).map((name) => form[name]);
    const first = tokenOf(object.name, parts, 1);
    const nth = (seen.get(first) ?? 0) + 1;
    seen.set(first, nth);
    return tokenOf(object.name, parts, nth);
  });
}

export async function exportSetUp(work: Work): Promise<SetUp> {
  const names = new Map<string, string>();
  const leftOut: NonNullable<SetUpFile['leftOut']> = [];
  const loaded: { object: CatalogObject; rows: Json[] }[] = [];
  for (const object of setUpObjects(work.catalog)) {
    const rows = await recordsOf(work, object);
    const keys = rows.map((row) =>
      Object.fromEntries(
        keyFields(object).map((name) => {
          const value = row[name];
          return [name, typeof value === 'string' ? (names.get(value) ?? value) : value];
        }),
      ),
    );
    for (const [at, name] of namesOf(object, keys).entries())
      names.set(String(rows[at]?.['id']), name);
    loaded.push({ object, rows });
  }
  const records: SetUpFile['records'] = {};
  const forms: SetUp['forms'] = new Map();
  const people: SetUp['people'] = new Map();
  const known = await knownPeople(work);
  for (const { object, rows } of loaded) {
    const kept: Json[] = [];
    for (const { id, ...row } of rows) {
      const name = names.get(String(id)) ?? '';
      try {
        const form = formOf(work, object, row, names);
        forms.set(name, form);
        people.set(name, peopleIn(object, row, known));
        kept.push(form);
      } catch (problem) {
        if (!(problem instanceof Foreign)) throw problem;
        leftOut.push({ object: object.name, name });
      }
    }
    records[object.name] = kept;
  }
  const ids = new Map([...names].map(([id, name]) => [name, id]));
  const objects = await ownObjects(work, names, leftOut);
  const fields = await ownFields(work, names, leftOut);
  const { workspace = {}, ...settings } = await settingsOf(work);
  const file: SetUpFile = {
    relata: 'set-up',
    version: 1,
    workspace,
    settings,
    objects,
    fields,
    records,
    ...(leftOut.length && { leftOut }),
  };
  return { file, ids, forms, people };
}

/** Texts are as somebody typed them, whatever they look like; references and JSON say whom they mean by name. */
function formOf(
  work: Work,
  object: CatalogObject,
  row: Json,
  names: ReadonlyMap<string, string>,
): Json {
  const means = (field: Field, value: unknown) => {
    if (field.kind === 'audience') {
      const kept = withoutPeople(value, names);
      return kept.length ? kept : null;
    }
    return speaksOfOthers(field) ? named(value, names) : value;
  };
  return Object.fromEntries(
    carriedFields(work.catalog, object).map(([name, field]) => [
      name,
      means(field, row[name] ?? null),
    ]),
  );
}

const peopleIn = (object: CatalogObject, row: Json, known: ReadonlySet<string>) =>
  new Map(
    Object.entries(object.fields)
      .filter(([, { kind }]) => kind === 'audience')
      .map(([name]) => [name, listed(row[name]).filter((one) => known.has(one))]),
  );

async function knownPeople({ connection, workspace }: Work): Promise<ReadonlySet<string>> {
  const { rows } = await connection.query<{ id: string }>(
    'select id from "user" where workspace_id = $1 and deleted_at is null',
    [workspace.id],
  );
  return new Set(rows.map((row) => row.id));
}

const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Teams and roles by name. */
const withoutPeople = (value: unknown, names: ReadonlyMap<string, string>): string[] =>
  listed(value).flatMap((one) => (Object.hasOwn(roles, one) ? [one] : (names.get(one) ?? [])));

async function recordsOf(work: Work, object: CatalogObject): Promise<Json[]> {
  const { everywhere, shaping } = await forTeams(work, object);
  const made = statement(everywhere);
  const fields = ['id', ...carriedFields(work.catalog, object).map(([name]) => name)];
  const row = rowJson(object, 't', { fields, include: new Map(), asStored: true }, made);
  const filter: Filter = { and: [setUpOf(object)?.where ?? {}, shaping] };
  const which = matching(everywhere, object, filter, {}, made);
  const { rows } = await work.connection.query<{ row: Json }>(
    `select ${row} as "row" from ${tableOf(object)} t where ${which} order by t.created_at, t.id`,
    made.parameters.values,
  );
  return rows.map((one) => one.row);
}

/** What each group of settings says that is the same wherever it is. */
async function settingsOf(work: Work): Promise<Record<string, Json>> {
  const said: Record<string, Json> = {};
  for (const [group, { now, carried }] of groupsOf(work)) {
    if (!carried) continue;
    const all: Json = { ...(await now(work)) };
    said[group] = Object.fromEntries(carried.map((name) => [name, all[name] ?? null]));
  }
  return said;
}

export const groupsOf = ({ engine }: Work) =>
  engine.features.flatMap(({ settings = {} }) => Object.entries(settings));

/** Places and layouts as the API takes them; those of single pipelines by the names of these. */
async function ownObjects(
  work: Work,
  names: ReadonlyMap<string, string>,
  leftOut: NonNullable<SetUpFile['leftOut']>,
): Promise<SetUpFile['objects']> {
  const { rows } = await work.connection.query<{
    name: string;
    definition: Json & { layouts?: Json };
  }>(
    `select name, definition from custom_object where workspace_id = $1 and deleted_at is null
     order by (definition ->> 'order')::int, position, name`,
    [work.workspace.id],
  );
  const shaped = rows.filter((row) => Object.keys(row.definition).length);
  const carried = (object: string, layouts: Json): Json =>
    Object.fromEntries(
      Object.entries(layouts).flatMap(([pipeline, layout]): [string, unknown][] => {
        try {
          const key = named(pipeline, names);
          return [[String(key), named(layout, names)]];
        } catch (problem) {
          if (!(problem instanceof Foreign)) throw problem;
          leftOut.push({ object, name: 'layouts' });
          return [];
        }
      }),
    );
  return shaped.map(({ name, definition: { slot: _slot, order, layouts, ...definition } }) => {
    return {
      name,
      ...definition,
      ...(layouts && { layouts: carried(name, layouts) }),
      ...(order !== undefined && { position: order }),
    };
  });
}

async function ownFields(
  work: Work,
  names: ReadonlyMap<string, string>,
  leftOut: NonNullable<SetUpFile['leftOut']>,
): Promise<SetUpFile['fields']> {
  const { rows } = await work.connection.query<{
    object: string;
    name: string;
    definition: Stored;
  }>(
    'select object, name, definition from custom_field where workspace_id = $1 and deleted_at is null order by object, position, name',
    [work.workspace.id],
  );
  const depth = (object: string, name: string): number => {
    const uses = work.catalog.objects[object]?.fields[name]?.uses;
    return uses ? 1 + Math.max(0, ...uses.map((one) => depth(object, one))) : 0;
  };
  // Formulas come after what they are made of.
  const ordered = rows.toSorted((a, b) => depth(a.object, a.name) - depth(b.object, b.name));
  return ordered.flatMap(({ object, name, definition }) => {
    const field = work.catalog.objects[object]?.fields[name];
    if (!field) return [];
    const { kind, to, formula } = definition;
    const parts = Object.entries(shapeIn(definition)).flatMap(
      ([part, value]): [string, unknown][] => {
        if (part === 'seenBy' || part === 'changedBy') return [[part, audience(value, names)]];
        try {
          return [[part, named(value, names)]];
        } catch (problem) {
          if (!(problem instanceof Foreign)) throw problem;
          leftOut.push({ object, name: `${name}.${part}` });
          return [];
        }
      },
    );
    const own = field.custom ? { kind, ...(to && { to }), ...(formula && { formula }) } : {};
    return [{ object, name, ...own, ...Object.fromEntries(parts) }];
  });
}

/** Teams and roles by name, without people. Of whom nobody is left, that stays with the administrators. */
function audience(value: unknown, names: ReadonlyMap<string, string>): string[] {
  const kept = withoutPeople(value, names);
  return kept.length || !listed(value).length ? kept : ['administrator'];
}
