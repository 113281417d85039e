import { askedAs, kinds, type Operator, type ReadyCondition, type Scalar } from '@relata/model';
import { scalarOf } from '../tables/table.ts';
import { seenLink, seenReference } from './seen-references.ts';
import type { Compiling, Known } from './to-sql.ts';

/** So many values are looked up one by one, which an index answers; more are compared as a set. */
export const mostOneByOne = 20;

export const isNamed = (operator: Operator, operand: unknown): boolean =>
  operator === 'in' || (operator === 'eq' && operand !== null && operand !== '');

/** A reference to one of the named records: those that the asker may not see are looked for nowhere. */
export function named(
  { name, field, operator, operand }: ReadyCondition,
  alias: string,
  compiling: Compiling,
  known: Known,
): string {
  const e = scalarOf(alias, name, field);
  const value = (given: unknown): Scalar => kinds[field.kind].operand(given, compiling.context);
  const bind = (given: unknown, type: string) => compiling.parameters.add(given, type);
  if (operator === 'eq')
    return known(`${e} = ${seenReference(field, bind(value(operand), 'uuid'), compiling)}`);
  const ids = bind(
    (operand as unknown[]).map(value).filter((one) => one !== null),
    'uuid[]',
  );
  const seen = seenReference(field, 'one', compiling);
  return known(
    seen === 'one'
      ? `${e} = any(${ids})`
      : `${e} = any(array(select ${seen} from unnest(${ids}) one))`,
  );
}

/** Many-to-many references, rows of the `link` table. */
export function linked(ready: ReadyCondition, alias: string, compiling: Compiling): string {
  const { field, operator, operand } = ready;
  const { context, parameters } = compiling;
  const name = `${ready.object.name}.${ready.name}`;
  const some = (test: string) => {
    const link = parameters.alias();
    const seen = compiling.asStored ? 'true' : seenLink(field, link, compiling);
    return `exists (select 1 from link ${link} where ${link}.workspace_id = $1 and ${link}.field = '${name}' and ${link}.from_id = ${alias}.id and ${test.replaceAll('@', link)}${seen === 'true' ? '' : ` and ${seen}`})`;
  };
  const value = (given: unknown) => askedAs(field).operand(given, context);
  const is = (given: unknown) => some(`@.to_id = ${parameters.add(value(given), 'uuid')}`);
  const any = () =>
    some(`@.to_id = any(${parameters.add((operand as unknown[]).map(value), 'uuid[]')})`);
  const all = (list: unknown[]) => {
    if (list.length <= mostOneByOne) return list.length ? list.map(is).join(' and ') : 'true';
    const bound = parameters.add(list.map(value), 'uuid[]');
    return `not exists (select 1 from unnest(${bound}) w where not ${some('@.to_id = w')})`;
  };
  if (operator === 'empty') return operand ? `not ${some('true')}` : some('true');
  if (operand === null || operand === '')
    return operator === 'ne' ? some('true') : `not ${some('true')}`;
  if (operator === 'hasAny' || operator === 'in') return any();
  if (operator === 'nin') return `not ${any()}`;
  if (operator === 'hasAll') return all(operand as unknown[]);
  return operator === 'ne' ? `not ${is(operand)}` : is(operand);
}
