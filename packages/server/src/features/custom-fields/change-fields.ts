import {
  customField,
  inverseName,
  type CatalogObject,
  type Field,
  invalid,
  mentions,
  mostCustomFields,
  nameProblem,
  objectOf,
} from '@relata/model';
import type { z } from 'zod';
import { audit } from '#engine/audit/audit.ts';
import { forgetDerived } from '#engine/records/derive-again.ts';
import type { Work } from '#engine/work.ts';
import { checkedFormula } from './formulas.ts';
import { checkedShape, withOptions } from './check-shape.ts';
import {
  fieldNamed,
  isOurs,
  keepStored,
  lockDefinitions,
  noField,
  shapeIn,
  shown,
  type Stored,
  storedField,
  wipeValues,
} from './fields.ts';
import type { fieldChanges, newField, ShownField } from './shapes.ts';
import { takeOutOfViews } from './take-out-of-views.ts';

const problems = {
  field_name: 'takes letters and digits, beginning with a small letter, 40 at most',
  reserved: 'this name means something else',
  taken: 'there is such a field, or such a list of related records, already',
} as const;

/** Adds a field of the workspace's own. Of a deleted one with the same name and kind the values come back. */
export async function addField(work: Work, wanted: z.infer<typeof newField>): Promise<ShownField> {
  await lockDefinitions(work);
  const { object: of, name, kind, options, to, formula, ...parts } = wanted;
  const object = objectOf(work.catalog, of);
  demandShapeable(object);
  const problem = nameProblem(work.catalog, of, name);
  if (problem) throw invalid('name', problem, problems[problem]);
  checkParts(work, wanted);
  demandRoom(object);
  const field = customField({
    kind,
    label: wanted.label,
    ...(options && { options }),
    ...(to && { to, inverse: inverseName(work.catalog, of, name, to) }),
    ...(formula !== undefined && checkedFormula(object, name, kind, formula)),
  });
  const shape = await checkedShape(work, object, name, field, parts);
  const whole: Stored = { ...field, ...filledIn(shape) };
  await store(work, object, name, whole);
  if (formula !== undefined) await forgetDerived(work, object);
  await told(work, 'added', object, name, { ...shape, ...(formula !== undefined && { formula }) });
  return shown(object, name, kind, whole);
}

function demandShapeable(object: CatalogObject): void {
  if (object.writtenBy === 'system')
    throw invalid('object', 'option', `${object.plural} take no fields`);
}

function demandRoom(object: CatalogObject): void {
  const own = Object.values(object.fields).filter((field) => field.custom);
  if (own.length >= mostCustomFields)
    throw invalid('name', 'too_many', `at most ${mostCustomFields} fields`, {
      max: mostCustomFields,
    });
}

/** Without the parts that were taken back. */
const filledIn = (shape: Record<string, unknown>): Stored =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== null));

function checkParts(work: Work, { kind, options, to }: z.infer<typeof newField>): void {
  if (withOptions.has(kind) !== (options !== undefined))
    throw options
      ? invalid('options', 'no_options', 'only choices have options')
      : invalid('options', 'required', 'must be filled');
  const leads = kind === 'link' || kind === 'links';
  if (!leads && to !== undefined)
    throw invalid('to', 'no_reference', 'only references lead to an object');
  if (leads && to === undefined) throw invalid('to', 'required', 'must be filled');
  if (to !== undefined && !Object.hasOwn(work.catalog.objects, to))
    throw invalid('to', 'option', `there is no object '${to}'`);
}

async function store(
  work: Work,
  object: CatalogObject,
  name: string,
  field: Stored,
): Promise<void> {
  const before = await storedField(work, object.name, name);
  // Somebody added it after this request had read the catalog.
  if (before?.alive) throw invalid('name', 'taken', problems.taken);
  if (before && (before.definition.kind !== field.kind || before.definition.to !== field.to))
    await wipeValues(work, object, name);
  await work.connection.query(
    `insert into custom_field (workspace_id, object, name, definition, position, created_at)
     select $1, $2, $3, $4, coalesce(max(position) + 1, 0), $5 from custom_field where workspace_id = $1 and object = $2
     on conflict (workspace_id, object, name) do update
       set definition = excluded.definition, position = excluded.position, created_at = excluded.created_at, deleted_at = null`,
    [work.workspace.id, object.name, name, JSON.stringify(field), work.now],
  );
}

/** Kind and name stay: what is stored hangs on them. Of a field that we ship, what is different here. */
export async function changeField(
  work: Work,
  id: string,
  { formula, ...wanted }: z.infer<typeof fieldChanges>,
): Promise<ShownField> {
  await lockDefinitions(work);
  const { object, name, field } = fieldNamed(work, id);
  demandShapeable(object);
  const stored = await storedField(work, object.name, name);
  if (field.custom && !stored?.alive) throw noField();
  if (wanted.label === null && field.custom) throw invalid('label', 'required', 'must be filled');
  const shape: Record<string, unknown> = await checkedShape(work, object, name, field, wanted);
  if (formula !== undefined) {
    if (field.formula === undefined)
      throw invalid('formula', 'not_formula', 'people fill this field');
    Object.assign(shape, checkedFormula(object, name, field.kind, formula));
    await forgetDerived(work, object);
  }
  const before: Stored = stored?.alive ? stored.definition : {};
  const definition = filledIn({ ...before, ...shape });
  await keepStored(work, object.name, name, definition);
  if (shape['options'] !== undefined) await shareOptions(work, object, name, field, definition);
  await told(work, 'changed', object, name, {
    ...shape,
    before: Object.fromEntries(
      Object.keys(shape).map((part) => [
        part,
        Object.entries(before).find(([one]) => one === part)?.[1] ?? null,
      ]),
    ),
  });
  return shown(object, name, field.kind, definition);
}

/** Fields that share the list have the same entries from now on, as this one has. */
async function shareOptions(
  work: Work,
  object: CatalogObject,
  name: string,
  { list }: Field,
  { options }: Stored,
): Promise<void> {
  if (list === undefined) return;
  for (const other of Object.values(work.catalog.objects))
    for (const [one, field] of Object.entries(other.fields)) {
      if (field.list !== list || (other.name === object.name && one === name)) continue;
      const stored = await storedField(work, other.name, one);
      const { options: _old, ...rest } = stored?.alive ? stored.definition : {};
      await keepStored(work, other.name, one, { ...rest, ...(options && { options }) });
    }
}

/** A field of the workspace's own goes, its values stay until another one takes the name; of ours, what was different. */
export async function removeField(work: Work, id: string): Promise<void> {
  await lockDefinitions(work);
  const { object, name, field } = fieldNamed(work, id);
  if (field.custom) demandUnused(object, name);
  const { rowCount } = await work.connection.query(
    'update custom_field set deleted_at = $4 where workspace_id = $1 and object = $2 and name = $3 and deleted_at is null',
    [work.workspace.id, object.name, name, work.now],
  );
  if (!rowCount) throw noField();
  if (field.custom) await takeOutOfViews(work, object, name);
  await told(work, 'removed', object, name);
}

/** A rule that looks at a field which is gone could not be asked any more. */
export function demandUnused(object: CatalogObject, name: string): void {
  for (const [other, field] of Object.entries(object.fields)) {
    const rules = [field.requiredWhen, field.readOnlyWhen, field.showWhen];
    if (other !== name && rules.some((rule) => rule && mentions(rule).includes(name)))
      throw invalid('name', 'used_in_rule', `the rules of '${other}' look at it`, { field: other });
    if (other !== name && field.uses?.includes(name))
      throw invalid('name', 'used_in_formula', `the formula '${other}' uses it`, { field: other });
  }
}

/** What was removed comes back as it was, with its values: a field of the workspace's own, or what it said of ours. */
export async function restoreField(work: Work, id: string): Promise<ShownField> {
  await lockDefinitions(work);
  const [of = '', name = ''] = id.split('.');
  if (!Object.hasOwn(work.catalog.objects, of)) throw noField();
  const object = objectOf(work.catalog, of);
  const stored = await storedField(work, of, name);
  if (!stored || stored.alive) throw noField();
  const { definition } = stored;
  const ours = isOurs(object, name) ? object.fields[name] : undefined;
  if (!ours) {
    const problem = nameProblem(work.catalog, of, name);
    if (problem) throw invalid('name', problem, problems[problem]);
    demandRoom(object);
  }
  const kind = ours?.kind ?? definition.kind ?? 'text';
  const field: Field = ours ?? { ...definition, kind, custom: true };
  // Stages, people or fields that it names may be gone by now.
  const { label: _label, options: _options, ...parts } = shapeIn(definition);
  await checkedShape(work, object, name, field, asWished(parts));
  if (field.formula !== undefined) {
    checkedFormula(object, name, kind, field.formula);
    await forgetDerived(work, object);
  }
  await work.connection.query(
    'update custom_field set deleted_at = null where workspace_id = $1 and object = $2 and name = $3',
    [work.workspace.id, of, name],
  );
  await told(work, 'restored', object, name);
  return shown(object, name, kind, definition);
}

/** A stored shape, in the words of a request. */
const asWished = (parts: ReturnType<typeof shapeIn>): Parameters<typeof checkedShape>[4] =>
  JSON.parse(JSON.stringify(parts)) as Parameters<typeof checkedShape>[4];

export const told = (
  work: Work,
  what: 'added' | 'changed' | 'removed' | 'restored',
  object: CatalogObject,
  name: string,
  more: Record<string, unknown> = {},
) =>
  audit(work, {
    action: 'setting_changed',
    object: object.name,
    details: { of: 'field', field: name, what, ...more },
  });
