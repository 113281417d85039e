import { type CatalogObject, fieldOf, objectOf, Refusal } from '@relata/model';
import { canBeKept } from '../filters/seen-references.ts';
import { scalarType, storageOf } from '../fields/storage.ts';
import { scalarOf, sortCollation, sortExpression, tableOf, titleSql } from '../tables/table.ts';
import type { Statement } from '../work.ts';

/** One part of an order: `-value` is `{field: 'value', descending: true}`. */
export interface SortKey {
  field: string;
  descending: boolean;
}

export function parseSort(object: CatalogObject, sort: string): SortKey[] {
  const keys: SortKey[] = [];
  for (const part of sort.split(',').filter(Boolean)) {
    const descending = part.startsWith('-');
    const field = descending ? part.slice(1) : part;
    const definition = fieldOf(object, field);
    if (definition.kind === 'json' || storageOf(definition).shape === 'linked')
      throw new Refusal('malformed', `lists cannot be sorted by '${field}'`, {
        errors: [{ field, code: 'not_sortable', message: `lists cannot be sorted by '${field}'` }],
      });
    if (!keys.some((key) => key.field === field)) keys.push({ field, descending });
  }
  if (keys.length > 5) throw new Refusal('malformed', 'lists are sorted by 5 fields at most');
  return keys;
}

/** An ordering expression with what comparing a cursor with it needs. */
export interface Ordering {
  /** SQL over the table's alias and, where `join` is set, over the joined one. */
  expression: string;
  /** Expression of the same value as text that can be cast back without loss. */
  text: string;
  type: string;
  collation: string;
  descending: boolean;
  nullable: boolean;
  join?: string;
}

const always = new Set(['id', 'version', 'createdAt', 'updatedAt', 'title']);

/** How a list is ordered by a field. References are ordered by the other record's own order: title or position. */
export function orderingOf(
  object: CatalogObject,
  key: SortKey,
  alias: string,
  index: number,
  statement: Statement,
): Ordering {
  const field = fieldOf(object, key.field);
  if ((field.kind === 'link' || field.kind === 'user') && field.to) {
    const target = objectOf(statement.seen, field.to);
    const far = `s${index}`;
    const position = target.fields['position'];
    const visible = canBeKept(target) ? statement.visible(target.name, far) : 'true';
    const expression = position
      ? scalarOf(far, 'position', position)
      : `${titleSql(far, target)} ${sortCollation}`;
    return {
      expression,
      text: position ? `${expression}::text` : titleSql(far, target),
      type: position ? scalarType(position) : 'text',
      collation: position ? '' : sortCollation,
      descending: key.descending,
      nullable: true,
      join: `left join ${tableOf(target)} ${far} on ${far}.workspace_id = $1 and ${far}.id = ${scalarOf(alias, key.field, field)} and ${far}.deleted_at is null${visible === 'true' ? '' : ` and ${visible}`}`,
    };
  }
  const expression = sortExpression(alias, key.field, field);
  const collated = expression.endsWith(sortCollation);
  const type = field.ranked
    ? 'integer'
    : storageOf(field).shape === 'one' || storageOf(field).shape === 'array'
      ? scalarType(field)
      : 'text';
  return {
    expression,
    text: `(${expression})::text`,
    type,
    collation: collated ? sortCollation : '',
    descending: key.descending,
    nullable: field.custom === true || !(always.has(key.field) || field.required),
  };
}
