import { fold } from '@relata/model';
import { useState } from 'react';
import type { InputProps } from '../contract.ts';
import { Choose } from '../../engine/picker/choose.tsx';
import { Dot } from '../dot.tsx';
import { useLabels } from '../../app/language.ts';
import { optionColour } from './cell.tsx';
import { offered } from './offered.ts';

/** One of a list; of lists that workspaces extend, whatever is typed can be taken too. */
export function SelectInput(props: InputProps<string>) {
  const { object, name, field, value, onChange, onDone } = props;
  const labels = useLabels();
  const [query, setQuery] = useState('');
  const choice = (one: string) => ({
    value: one,
    label: labels.option(object, name, one),
    icon: optionColour(field, one) ? <Dot colour={optionColour(field, one)} /> : undefined,
  });
  const known = offered(field, value ? [value] : []).map(choice);
  const found = known.filter((one) => fold(one.label).includes(fold(query.trim())));
  const pick = (next: string | null) => {
    onChange(next);
    onDone?.(next);
  };
  return (
    <Choose
      {...props}
      chosen={value === null || value === undefined ? null : choice(value)}
      choices={found}
      query={query}
      onQuery={setQuery}
      onPick={(one) => pick(one?.value ?? null)}
      onCreate={field.open ? (typed) => pick(typed) : undefined}
    />
  );
}
