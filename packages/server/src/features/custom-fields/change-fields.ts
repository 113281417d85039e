import {
  customField,
  type Field,
  invalid,
  mostCustomFields,
  nameProblem,
  objectOf,
  Refusal,
} from '@relata/model';
import type { z } from 'zod';
import type { Work } from '#engine/work.ts';
import { fieldNamed, lockDefinitions, shown, wipeValues } from './fields.ts';
import { type fieldChanges, type newField, type ShownField } from './shapes.ts';
import { takeOutOfViews } from './take-out-of-views.ts';

const problems = {
  field_name: 'takes letters and digits, beginning with a small letter, 40 at most',
  reserved: 'this name means something else',
  taken: 'there is such a field, or such a list of related records, already',
} as const;

const withOptions = new Set(['select', 'multiSelect']);

/** Adds a field of the workspace's own. Of a deleted one with the same name and kind the values come back. */
export async function addField(work: Work, wanted: z.infer<typeof newField>): Promise<ShownField> {
  await lockDefinitions(work);
  const { object: of, name, kind, options, to } = wanted;
  const object = objectOf(work.catalog, of);
  if (object.writtenBy === 'system')
    throw invalid('object', 'option', `${object.plural} take no fields`);
  const problem = nameProblem(work.catalog, of, name);
  if (problem) throw invalid('name', problem, problems[problem]);
  checkParts(work, wanted);
  const others = Object.values(object.fields).filter((field) => field.custom);
  if (others.length >= mostCustomFields)
    throw invalid('name', 'too_many', `at most ${mostCustomFields} fields`, {
      max: mostCustomFields,
    });
  const field = customField({
    kind,
    label: wanted.label,
    ...(options && { options }),
    ...(wanted.required && { required: true }),
    ...(to && { to }),
  });
  await store(work, of, name, field);
  return shown(of, name, field);
}

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

async function store(work: Work, of: string, name: string, field: Field): Promise<void> {
  const { query } = work.connection;
  const place = [work.workspace.id, of, name];
  const { rows } = await query<{ definition: Field; alive: boolean }>(
    'select definition, deleted_at is null as alive from custom_field where workspace_id = $1 and object = $2 and name = $3',
    place,
  );
  const [before] = rows;
  // Somebody added it after this request had read the catalog.
  if (before?.alive) throw invalid('name', 'taken', problems.taken);
  if (before && (before.definition.kind !== field.kind || before.definition.to !== field.to))
    await wipeValues(work, objectOf(work.catalog, of), name);
  await query(
    `insert into custom_field (workspace_id, object, name, definition, position, created_at)
     select $1, $2, $3, $4, coalesce(max(position) + 1, 0), $5 from custom_field where workspace_id = $1 and object = $2
     on conflict (workspace_id, object, name) do update
       set definition = excluded.definition, position = excluded.position, created_at = excluded.created_at, deleted_at = null`,
    [...place, JSON.stringify(field), work.now],
  );
}

/** Kind and name stay: what is stored hangs on them. */
export async function changeField(
  work: Work,
  id: string,
  wanted: z.infer<typeof fieldChanges>,
): Promise<ShownField> {
  await lockDefinitions(work);
  const { object, name, field } = fieldNamed(work, id);
  if (wanted.options && !withOptions.has(field.kind))
    throw invalid('options', 'no_options', 'only choices have options');
  const changes = {
    ...(wanted.label && { label: wanted.label }),
    ...(wanted.options && { options: wanted.options }),
    ...(wanted.required !== undefined && { required: wanted.required }),
  };
  const { rows } = await work.connection.query<{ definition: Field }>(
    `update custom_field set definition = definition || $4
     where workspace_id = $1 and object = $2 and name = $3 and deleted_at is null returning definition`,
    [work.workspace.id, object.name, name, JSON.stringify(changes)],
  );
  const changed = rows[0]?.definition;
  if (!changed) throw new Refusal('not_found', 'there is no such field');
  return shown(object.name, name, changed);
}

/** The field goes, its values stay until another one takes the name. */
export async function removeField(work: Work, id: string): Promise<void> {
  await lockDefinitions(work);
  const { object, name } = fieldNamed(work, id);
  const { rowCount } = await work.connection.query(
    'update custom_field set deleted_at = $4 where workspace_id = $1 and object = $2 and name = $3 and deleted_at is null',
    [work.workspace.id, object.name, name, work.now],
  );
  if (!rowCount) throw new Refusal('not_found', 'there is no such field');
  await takeOutOfViews(work, object, name);
}
