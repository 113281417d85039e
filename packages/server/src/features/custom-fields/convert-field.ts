import {
  type Actor,
  type CatalogObject,
  convertibleKinds,
  convertValue,
  customField,
  type Field,
  invalid,
  isBlank,
  mentions,
  type Money,
  type Option,
  Refusal,
  textsOf,
  toBase,
} from '@relata/model';
import type { z } from 'zod';
import type { Engine } from '#engine/engine.ts';
import { forgetIndexes } from '#engine/indexes/forget.ts';
import { tableOf } from '#engine/tables/table.ts';
import { rateOf, reachable, reading, statement, type Work } from '#engine/work.ts';
import { patientMs } from '#platform/db.ts';
import { told, demandUnused } from './change-fields.ts';
import { withOptions } from './check-shape.ts';
import { convertInViews } from './convert-in-views.ts';
import {
  fieldNamed,
  lockDefinitions,
  noField,
  shapeIn,
  type Stored,
  storedField,
} from './fields.ts';
import type { conversion } from './shapes.ts';

/** What becomes of the values of a field that gets another kind. */
export interface Converted {
  converted: number;
  lost: number;
  /** A few of each, of records that the caller sees. */
  examples: { from: unknown; to: unknown }[];
}

/** A stored definition remembers the one before its last conversion. */
type Remembering = Stored & { former?: Stored };

const atOnce = 2000;
const mostExamples = 5;
const mostOptions = 500;

/**
 * Gives a field of the workspace's own another kind. Values that say something there are converted, the others go;
 * all are kept beside, so that it can be taken back. `preview` changes nothing.
 */
export async function convertField(
  work: Work,
  id: string,
  { kind, options, preview }: z.infer<typeof conversion>,
): Promise<Converted> {
  if (!preview) await lockDefinitions(work);
  const { object, name, field, stored } = await convertible(work, id, kind);
  if (!preview) await withoutIndexes(work, object, name);
  const known = withOptions.has(kind)
    ? (options ?? (await valuesAsOptions(work, object, name)))
    : undefined;
  const { former: _former, ...before }: Remembering = stored.definition;
  const after = converted(before, kind, known);
  const whole: Field = { ...after, kind };
  const done = await eachValue(
    work,
    object,
    name,
    preview === true,
    ({ value }) => ({
      becomes: convertValue(value, whole, work.workspace.currency),
      keeps: value,
    }),
    whole,
  );
  if (!preview) {
    await forgetIndexes(work.connection.query, object, name, work.workspace.id);
    await define(work, object, name, { ...after, former: before });
    await convertInViews(work, object, name, { ...field, ...whole });
    await told(work, 'changed', object, name, { kind, before: { kind: field.kind } });
  }
  return done;
}

/**
 * Values of the other kind fit no index that was built for this one. It goes in a transaction of its own, before the
 * first value is touched: dropping it locks the table, which is not for as long as many values take. Again at the end
 * goes what somebody's sorting has asked for meanwhile.
 */
async function withoutIndexes(work: Work, object: CatalogObject, name: string): Promise<void> {
  const { id } = work.workspace;
  await work.engine.database.of(id).tx(({ query }) => forgetIndexes(query, object, name, id));
}

/**
 * The same before a long transaction begins: an index that is just being built waits for every transaction to end,
 * and would wait for the one that waits for it.
 */
export async function beforeTakingBack(engine: Engine, actor: Actor, id: string): Promise<void> {
  const work = await reading(engine, actor);
  const { object, name } = await convertedBefore(work, id);
  await engine.database
    .of(actor.workspace)
    .tx(({ query }) => forgetIndexes(query, object, name, actor.workspace), {
      statementTimeoutMs: patientMs,
    });
}

/** The field, if it may get this kind. */
export async function convertible(work: Work, id: string, kind: string) {
  const { object, name, field } = fieldNamed(work, id);
  const stored = await storedField(work, object.name, name);
  if (!field.custom || !stored?.alive) throw noField();
  const isTyped = field.formula === undefined;
  if (!isTyped || !convertibleKinds.some((one) => one === field.kind) || kind === field.kind)
    throw invalid('kind', 'not_convertible', `a field of kind ${field.kind} cannot become ${kind}`);
  demandUnused(object, name);
  demandNoOwnCondition(field, name);
  return { object, name, field, stored };
}

/** The field and what it was before its last conversion, if that can be taken back. */
export async function convertedBefore(work: Work, id: string) {
  const { object, name, field } = fieldNamed(work, id);
  const stored = await storedField(work, object.name, name);
  const { former }: Remembering = stored?.alive ? stored.definition : {};
  if (!former?.kind) throw new Refusal('not_found', 'there is nothing to take back');
  demandUnused(object, name);
  const whole: Field = { ...former, kind: former.kind };
  return { object, name, field, former, whole };
}

/** The kind and the values from before the last conversion; what has been entered since is converted back. */
export async function unconvertField(work: Work, id: string): Promise<Converted> {
  await lockDefinitions(work);
  const { object, name, field, former, whole } = await convertedBefore(work, id);
  await withoutIndexes(work, object, name);
  const done = await eachValue(
    work,
    object,
    name,
    false,
    ({ value, kept }) => ({
      becomes:
        kept && JSON.stringify(kept.became) === JSON.stringify(value ?? null)
          ? kept.was
          : convertValue(value, whole, work.workspace.currency),
      keeps: undefined,
    }),
    whole,
  );
  await forgetIndexes(work.connection.query, object, name, work.workspace.id);
  await define(work, object, name, former);
  await convertInViews(work, object, name, { ...field, ...whole });
  await told(work, 'changed', object, name, { kind: former.kind, before: { kind: field.kind } });
  return done;
}

/** A rule about the field that looks at itself was made for values of its kind. */
function demandNoOwnCondition(field: Field, name: string): void {
  const rules = [field.requiredWhen, field.readOnlyWhen, field.showWhen];
  if (rules.some((rule) => rule && mentions(rule).includes(name)))
    throw invalid('name', 'used_in_rule', `the rules of '${name}' look at it`, { field: name });
}

function converted(
  before: Stored,
  kind: z.infer<typeof conversion>['kind'],
  options: Option[] | undefined,
): Stored {
  const {
    default: _default,
    defaultAlong: _defaultAlong,
    unique,
    options: _options,
    ...kept
  } = shapeIn(before);
  return {
    ...customField({ kind, label: before.label ?? {}, ...(options && { options }) }),
    ...kept,
    ...(unique && (kind === 'text' || kind === 'number' || kind === 'integer') && { unique }),
  };
}

const define = (work: Work, object: CatalogObject, name: string, definition: Remembering) =>
  work.connection.query(
    'update custom_field set definition = $4 where workspace_id = $1 and object = $2 and name = $3',
    [work.workspace.id, object.name, name, JSON.stringify(definition)],
  );

/** What stands there becomes what can be chosen. */
async function valuesAsOptions(work: Work, object: CatalogObject, name: string): Promise<Option[]> {
  const found = new Set<string>();
  for await (const rows of portions(work, object, name))
    for (const { value } of rows)
      for (const text of textsOf(value)) {
        if (text.trim()) found.add(text.trim().slice(0, 100));
        if (found.size > mostOptions)
          throw invalid('options', 'too_many', `at most ${mostOptions} choices`, {
            max: mostOptions,
          });
      }
  if (!found.size) throw invalid('options', 'required', 'must be filled');
  return [...found].toSorted((a, b) => a.localeCompare(b)).map((value) => ({ value }));
}

interface ValueRow {
  id: string;
  value: unknown;
  /** What it was before the last conversion, and what that made of it. */
  kept: { was: unknown; became: unknown } | null;
  visible: boolean;
}

async function* portions(
  work: Work,
  object: CatalogObject,
  name: string,
): AsyncGenerator<ValueRow[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const made = statement(work);
    const visible = reachable(work, object, 'read', 't', made);
    const [own, aside, from] = [name, beside(name), after].map((one) =>
      made.parameters.add(one, 'text'),
    );
    const { rows } = await work.connection.query<ValueRow>(
      `select t.id, case jsonb_typeof(t.custom -> ${own}) when 'object' then (t.custom -> ${own}) - 'base' else t.custom -> ${own} end as value,
         t.custom -> ${aside} as kept, (t.deleted_at is null and ${visible}) as visible
       from ${tableOf(object)} t
       where t.workspace_id = $1 and t.id > (${from})::uuid and (t.custom ? ${own} or t.custom ? ${aside}) order by t.id limit ${atOnce}`,
      made.parameters.values,
    );
    if (rows.length) yield rows;
    if (rows.length < atOnce) return;
    after = rows.at(-1)?.id ?? after;
  }
}

/** Where a record keeps what a field held before: no field can have this name. */
export const beside = (name: string): string => `${name}~`;

async function eachValue(
  work: Work,
  object: CatalogObject,
  name: string,
  isPreview: boolean,
  change: (row: ValueRow) => { becomes: unknown; keeps: unknown },
  field: Field,
): Promise<Converted> {
  const done: Converted = { converted: 0, lost: 0, examples: [] };
  const shown = { kept: 0, lost: 0 };
  const context = { rate: (currency: string) => rateOf(work.workspace, currency) };
  for await (const rows of portions(work, object, name)) {
    const written: { id: string; value: unknown; kept: unknown }[] = [];
    for (const row of rows) {
      const { becomes, keeps } = change(row);
      const isLost = isBlank(becomes);
      if (!isBlank(row.value)) done[isLost ? 'lost' : 'converted']++;
      const which = isLost ? 'lost' : 'kept';
      if (row.visible && !isBlank(row.value) && shown[which]++ < mostExamples)
        done.examples.push({ from: row.value, to: becomes ?? null });
      const stored =
        field.kind === 'money' && becomes
          ? { ...(becomes as Money), base: toBase(becomes as Money, context) }
          : becomes;
      written.push({
        id: row.id,
        value: isLost ? null : stored,
        kept: keeps === undefined ? null : { was: keeps, became: becomes ?? null },
      });
    }
    if (isPreview) continue;
    await work.connection.query(
      `update ${tableOf(object)} t set custom = (coalesce(t.custom, '{}') - $2::text - $3::text)
         || case when r.value is null or r.value = 'null' then '{}' else jsonb_build_object($2::text, r.value) end
         || case when r.kept is null or r.kept = 'null' then '{}' else jsonb_build_object($3::text, r.kept) end
       from json_to_recordset($4::json) as r(id uuid, value jsonb, kept jsonb) where t.workspace_id = $1 and t.id = r.id`,
      [work.workspace.id, name, beside(name), JSON.stringify(written)],
    );
    await work.advanced(rows.length);
  }
  return done;
}
