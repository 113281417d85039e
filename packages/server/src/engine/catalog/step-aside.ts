import { buildCatalog, type CatalogObject, shipped } from '@relata/model';
import type { Database, Query } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { tableOf } from '../tables/table.ts';
import { objectsOf } from './own-objects.ts';

interface Own {
  workspace: string;
  object: string;
  name: string;
}

/**
 * A release may bring a field under a name that a workspace has given to one of its own. Then the workspace's steps
 * aside with all that it holds: `rate` is called `rate2` from now on. Saved views, formulas and history go on saying
 * `rate`, which is ours by then. Looked for at every start, before anything is read.
 */
export async function stepAside(database: Database, log: Log): Promise<void> {
  const { rows } = await database.query<Own>(
    `select workspace_id as workspace, object, name from custom_field where definition ? 'kind' order by 1, 2, 3`,
  );
  for (const own of rows.filter((one) => names(one).includes(one.name)))
    await database.tx(async ({ query }) => {
      const object = await objectWith(query, own);
      if (!object || !(own.name in object.fields)) return;
      const name = await rename(query, own, object);
      log.warn({ ...own, name, was: own.name }, 'a field gave its name to one of ours');
    });
}

const anyOwn = buildCatalog('', {
  fields: [],
  objects: [{ name: 'any', definition: { plural: 'any', icon: '', label: {}, slot: 1 } }],
}).objects['any'];

const names = ({ object }: Own): string[] =>
  Object.keys((shipped.objects[object] ?? anyOwn)?.fields ?? {});

/** The object as it is without the fields of the workspace; undefined where it has been removed. */
async function objectWith(
  query: Query,
  { workspace, object }: Own,
): Promise<CatalogObject | undefined> {
  const objects = await objectsOf(query, workspace);
  return buildCatalog('', { fields: [], objects }).objects[object];
}

async function rename(
  query: Query,
  { workspace, object, name }: Own,
  definition: CatalogObject,
): Promise<string> {
  const { rows } = await query<{ name: string }>(
    'select name from custom_field where workspace_id = $1 and object = $2',
    [workspace, object],
  );
  const taken = new Set([...Object.keys(definition.fields), ...rows.map((row) => row.name)]);
  let number = 2;
  while (taken.has(`${name}${number}`)) number++;
  const next = `${name}${number}`;
  await query(
    'update custom_field set name = $4 where workspace_id = $1 and object = $2 and name = $3',
    [workspace, object, name, next],
  );
  await query(
    `update ${tableOf(definition)} set custom = (custom - $2::text) || jsonb_build_object($3::text, custom -> $2)
     where workspace_id = $1 and custom ? $2`,
    [workspace, name, next],
  );
  await query('update link set field = $3 where workspace_id = $1 and field = $2', [
    workspace,
    `${object}.${name}`,
    `${object}.${next}`,
  ]);
  return next;
}
