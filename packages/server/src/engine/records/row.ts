import { type CatalogObject, fieldOf, objectOf, Refusal } from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import { seenLink, seenReference } from '../filters/seen-references.ts';
import { scalarOf, tableOf, titleSql, wireOf } from '../tables/table.ts';
import type { Statement } from '../work.ts';

/** What a caller wants to see of a record: fields, and which references expanded to which fields of theirs. */
export interface Selection {
  fields: string[];
  /** `{company: null}`: the whole record; `{owner: ['title']}`: id and title. */
  include: Map<string, string[] | null>;
  /** As it is stored: what is about to be changed is loaded with the references that the actor cannot see. */
  asStored?: true;
}

/** Reads `fields=a,b` and `include=company,owner.title`. */
export function parseSelection(
  object: CatalogObject,
  fields: string | undefined,
  include: string | undefined,
  statement: Pick<Statement, 'seen'>,
): Selection {
  const wanted = fields ? fields.split(',').filter(Boolean) : Object.keys(object.fields);
  for (const name of wanted) fieldOf(object, name);
  const expanded: Selection['include'] = new Map();
  for (const path of (include ?? '').split(',').filter(Boolean)) {
    const [name = '', field, ...more] = path.split('.');
    const reference = fieldOf(object, name);
    if (more.length)
      throw new Refusal('malformed', `'${path}': one reference is followed, not two`, {
        errors: [{ field: path, code: 'too_deep', message: 'one reference is followed, not two' }],
      });
    if (!reference.to)
      throw new Refusal('malformed', `'${name}' is no reference`, {
        errors: [{ field: name, code: 'no_reference', message: `'${name}' is no reference` }],
      });
    if (field === undefined) {
      if (reference.to !== '*') expanded.set(name, null);
      else expanded.set(name, ['title']);
      continue;
    }
    if (reference.to !== '*') fieldOf(objectOf(statement.seen, reference.to), field);
    const before = expanded.get(name);
    if (before !== null) expanded.set(name, [...(before ?? []), field]);
  }
  return {
    fields: [
      'id',
      ...wanted.filter((name) => name !== 'id'),
      ...[...expanded.keys()].filter((name) => !wanted.includes(name)),
    ],
    include: expanded,
  };
}

/** A record as JSON, built by the database: an SQL expression over the table behind `alias`. */
export function rowJson(
  object: CatalogObject,
  alias: string,
  selection: Selection,
  statement: Statement,
): string {
  const members = selection.fields.map((name) => {
    const field = fieldOf(object, name);
    const include = selection.include.get(name);
    if (storageOf(field).shape === 'linked')
      return `${linkedJson(object, alias, name, selection, statement)} as "${name}"`;
    if (include !== undefined && field.to)
      return `${linkJson(object, alias, name, include, statement)} as "${name}"`;
    if (field.kind === 'link' && !selection.asStored)
      return `${seenReference(field, scalarOf(alias, name, field), statement)} as "${name}"`;
    return `${wireOf(alias, name, field)} as "${name}"`;
  });
  // With a blank in it, this name is no field's.
  return `(select row_to_json("the row") from (select ${members.join(', ')}) "the row")`;
}

function linkJson(
  object: CatalogObject,
  near: string,
  name: string,
  include: string[] | null,
  statement: Statement,
): string {
  const field = fieldOf(object, name);
  const target = objectOf(statement.seen, field.to ?? '');
  const far = statement.parameters.alias();
  const row = rowJson(target, far, whole(target, include), statement);
  return `(select ${row} from ${tableOf(target)} ${far} where ${far}.workspace_id = $1 and ${far}.id = ${scalarOf(near, name, field)} and ${far}.deleted_at is null and ${statement.visible(target.name, far)})`;
}

function whole(target: CatalogObject, include: string[] | null): Selection {
  const fields =
    include ??
    Object.keys(target.fields).filter(
      (name) => storageOf(fieldOf(target, name)).shape !== 'linked',
    );
  return { fields: ['id', ...new Set(fields.filter((name) => name !== 'id'))], include: new Map() };
}

/** Ids of a many-to-many field in the order given, or expanded records; `{object, id}` where they may be of any object. */
function linkedJson(
  object: CatalogObject,
  near: string,
  name: string,
  selection: Selection,
  statement: Statement,
): string {
  const field = fieldOf(object, name);
  const include = selection.include.get(name);
  const link = statement.parameters.alias();
  if (field.to !== '*' && include !== undefined) {
    const target = objectOf(statement.seen, field.to ?? '');
    const far = statement.parameters.alias();
    const row = rowJson(target, far, whole(target, include), statement);
    return `(select json_agg(${row} order by ${link}.position) from link ${link} join ${tableOf(target)} ${far} on ${far}.workspace_id = $1 and ${far}.id = ${link}.to_id and ${far}.deleted_at is null and ${statement.visible(target.name, far)} where ${link}.workspace_id = $1 and ${link}.field = '${object.name}.${name}' and ${link}.from_id = ${near}.id)`;
  }
  // Not before it is needed: a value that no part of the statement names is refused by the database.
  const seen = selection.asStored ? 'true' : seenLink(field, link, statement);
  const from = `from link ${link} where ${link}.workspace_id = $1 and ${link}.field = '${object.name}.${name}' and ${link}.from_id = ${near}.id${seen === 'true' ? '' : ` and ${seen}`}`;
  if (field.to !== '*') return `(select json_agg(${link}.to_id order by ${link}.position) ${from})`;
  if (include === undefined)
    return `(select json_agg(json_build_object('object', ${link}.to_object, 'id', ${link}.to_id) order by ${link}.position) ${from})`;
  const titles = Object.values(statement.seen.objects)
    .filter((target) => target.timeline)
    .map((target) => {
      const far = statement.parameters.alias();
      return `when '${target.name}' then (select ${titleSql(far, target)} from ${tableOf(target)} ${far} where ${far}.workspace_id = $1 and ${far}.id = ${link}.to_id and ${far}.deleted_at is null and ${statement.visible(target.name, far)})`;
    });
  return `(select json_agg(json_build_object('object', x.to_object, 'id', x.to_id, 'title', x.title) order by x.position) from (select ${link}.to_object, ${link}.to_id, ${link}.position, case ${link}.to_object ${titles.join(' ')} end as title ${from}) x where x.title is not null)`;
}
