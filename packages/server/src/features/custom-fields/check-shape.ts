import {
  asksOfOthers,
  type CatalogObject,
  type Default,
  type Field,
  FieldProblem,
  type Filter,
  invalid,
  isId,
  kinds,
  mentions,
  mustBeShown,
  parseFilter,
  roles,
  unshaped,
  whySeen,
} from '@relata/model';
import type { Work } from '#engine/work.ts';
import type { FieldWish } from './shapes.ts';
import { demandDistinct } from './demand-distinct.ts';

export const withOptions = new Set(['select', 'multiSelect']);
const uniqueKinds = new Set(['text', 'number', 'integer']);
const conditions = ['requiredWhen', 'readOnlyWhen', 'showWhen'] as const;
/** What can be said of fields that nobody types into. */
const ofFilled = new Set(['label', 'help', 'seenBy', 'showWhen', 'options', 'personal', 'section']);

/** What a caller wants of a field, as it is stored; null: taken back. Refuses what cannot be. */
export async function checkedShape(
  work: Work,
  object: CatalogObject,
  name: string,
  field: Field,
  wanted: FieldWish,
): Promise<Record<string, unknown>> {
  const shape: Record<string, unknown> = {};
  for (const [part, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    shape[part] = isNothing(part, value) ? null : value;
    if (
      shape[part] !== null &&
      field.writtenBy &&
      field.kind !== 'autonumber' &&
      !ofFilled.has(part)
    )
      throw invalid(part, 'filled_by_relata', 'nobody types into this field');
  }
  checkOptions(object, name, field, wanted);
  for (const part of conditions)
    if (shape[part]) shape[part] = condition(work, object, name, field, part, shape[part]);
  if (shape['showWhen'] && mustBeShown(object, name))
    throw invalid('showWhen', 'always_shown', 'nothing works without this field');
  if (wanted.requiredFrom)
    shape['requiredFrom'] = {
      stage: await stages(work, object, [wanted.requiredFrom.stage].flat()),
    };
  for (const part of ['default', 'defaultAlong'] as const)
    if (shape[part] !== undefined && shape[part] !== null)
      shape[part] = start(field, part, wanted[part]);
  const why = shape['seenBy'] && !field.custom ? whySeen(unshaped(object), name) : null;
  if (why) throw invalid('seenBy', why, 'this field can be kept from nobody');
  await checkAudience(work, 'seenBy', shape['seenBy']);
  await checkAudience(work, 'changedBy', shape['changedBy']);
  if (shape['unique']) {
    if (!field.custom || !uniqueKinds.has(field.kind))
      throw invalid(
        'unique',
        'not_unique_kind',
        'only texts and numbers of your own can be unique',
      );
    await demandDistinct(work, object, name, field);
  }
  if (wanted.section && !sectionsOf(object).includes(wanted.section))
    throw invalid('section', 'option', 'there is no such section');
  return shape;
}

const isNothing = (part: string, value: unknown): boolean =>
  value === null ||
  value === false ||
  (Array.isArray(value) && !value.length) ||
  (part === 'help' && typeof value === 'object' && !Object.values(value).some(Boolean));

const sectionsOf = (object: CatalogObject): string[] => [
  ...unshaped(object).sections.map((one) => one.name),
  'custom',
];

function checkOptions(
  object: CatalogObject,
  name: string,
  field: Field,
  { options }: FieldWish,
): void {
  if (options === undefined) return;
  if (!withOptions.has(field.kind)) {
    if (options) throw invalid('options', 'no_options', 'only choices have options');
    return;
  }
  if (field.custom) {
    if (!options) throw invalid('options', 'required', 'must be filled');
    return;
  }
  if (field.open || !options) return;
  // Code knows what these mean; another one would mean nothing.
  const ours = unshaped(object).fields[name]?.options ?? [];
  const strange = options.find((one) => !ours.some((own) => own.value === one.value));
  if (strange) throw invalid('options', 'closed_list', 'this list takes no further options');
}

/** A rule about fields looks at the record itself: it is asked with every change of it. */
function condition(
  work: Work,
  object: CatalogObject,
  name: string,
  field: Field,
  part: string,
  given: unknown,
): Filter {
  const own: CatalogObject = { ...object, fields: { ...object.fields, [name]: field } };
  const catalog = { ...work.catalog, objects: { ...work.catalog.objects, [object.name]: own } };
  const filter = parseFilter(given, object.name, catalog);
  if (asksOfOthers(filter, own, catalog))
    throw invalid(part, 'own_fields_only', 'a rule looks at the fields of the record itself');
  if (!mentions(filter).length) throw invalid(part, 'filter', 'a condition is needed');
  return filter;
}

/** Stages that are there, of the pipelines that deals go through. */
async function stages(work: Work, object: CatalogObject, ids: string[]): Promise<string[]> {
  if (object.fields['stage']?.to !== 'stage')
    throw invalid('requiredFrom', 'no_stages', `${object.plural} go through no stages`);
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
  const { rows } = await work.connection.query<{ id: string; pipeline_id: string }>(
    'select id, pipeline_id from stage where workspace_id = $1 and id = any($2) and deleted_at is null',
    [work.workspace.id, wanted.filter(isId)],
  );
  if (rows.length < wanted.length)
    throw invalid('requiredFrom', 'not_found', 'there is no such stage');
  if (new Set(rows.map((row) => row.pipeline_id)).size < rows.length)
    throw invalid('requiredFrom', 'one_stage', 'one stage of each pipeline');
  return wanted;
}

function start(field: Field, part: string, given: FieldWish['default']): Default {
  const wrong = () => invalid(part, 'default', 'does not fit this kind of field');
  if (given === 'me' && field.kind === 'user') return given;
  if (given === 'today' && field.kind === 'date') return given;
  if (given === 'now' && field.kind === 'dateTime') return given;
  if (typeof given !== 'object' || given === null || field.to || field.kind === 'files')
    throw wrong();
  try {
    const value = kinds[field.kind].parse(given.value ?? null, field);
    if (value === null) throw wrong();
    return { value };
  } catch (problem) {
    if (problem instanceof FieldProblem) throw wrong();
    throw problem;
  }
}

/** People, teams and roles that are there. */
async function checkAudience(work: Work, part: string, named: unknown): Promise<void> {
  if (!Array.isArray(named)) return;
  const others = named.filter((one) => !Object.hasOwn(roles, String(one)));
  const ids = others.filter(isId);
  const { rows } = await work.connection.query<{ n: string }>(
    `select count(*) as n from (
       select id from "user" where workspace_id = $1 and id = any($2) and deleted_at is null
       union select id from team where workspace_id = $1 and id = any($2) and deleted_at is null
       union select id from "role" where workspace_id = $1 and id = any($2) and deleted_at is null) x`,
    [work.workspace.id, ids],
  );
  if (Number(rows[0]?.n) < new Set(others).size)
    throw invalid(part, 'not_found', 'one of these is no person, team or role');
}
