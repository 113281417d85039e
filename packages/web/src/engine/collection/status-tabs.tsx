import { UnstyledButton } from '@mantine/core';
import { type CatalogObject, mentions } from '@relata/model';
import { useLabels } from '../../app/language.ts';
import { Dot } from '../../fields/dot.tsx';
import classes from './collection.module.css';
import type { Collection } from './state/use-collection.ts';

/** More are no tabs any more. */
const most = 8;

/** The choice that says where a record stands: the columns of its board, or what tells open ones from the rest. */
export function statusFieldOf({ board, fields }: CatalogObject): string | undefined {
  const names = board ? [board.by, ...mentions(board.open ?? {})] : [];
  return names.find((name) => {
    const options = fields[name]?.kind === 'select' ? (fields[name].options ?? []) : [];
    return options.length > 1 && options.length <= most;
  });
}

/** Where records stand, above their list and in colours: a click narrows down to one, another one takes that away (EP-FILT-04). */
export function StatusTabs({ collection }: { collection: Collection }) {
  const { object, filter, setFilter } = collection;
  const labels = useLabels();
  const name = statusFieldOf(object);
  if (name === undefined) return null;
  const asked = chosenIn(filter[name]);
  const choose = (value: string) => {
    const { [name]: _before, ...rest } = filter;
    const isAlone = asked.length === 1 && asked[0] === value;
    setFilter(isAlone ? rest : { ...rest, [name]: { in: [value] } });
  };
  return (
    <div className={classes['statuses']} role="group" aria-label={labels.field(object, name)}>
      {object.fields[name]?.options?.map(({ value, colour }) => (
        <UnstyledButton
          key={value}
          className={classes['status'] ?? ''}
          aria-pressed={asked.includes(value)}
          onClick={() => choose(value)}
        >
          {colour && <Dot colour={colour} />}
          {labels.option(object, name, value)}
        </UnstyledButton>
      ))}
    </div>
  );
}

/** The values that a condition lets through by name. */
function chosenIn(condition: unknown): string[] {
  if (typeof condition !== 'object' || condition === null) return [];
  if ('eq' in condition) return [String(condition.eq)];
  return 'in' in condition && Array.isArray(condition.in) ? condition.in.map(String) : [];
}
