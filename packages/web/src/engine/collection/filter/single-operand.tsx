import type { DescribedObject } from '@relata/client';
import type { Field } from '@relata/model';
import { useRef } from 'react';
import { checked } from '../../../fields/check.ts';
import { FieldInput } from '../../../fields/index.tsx';
import { sameValue } from '../../../fields/same-value.ts';

/**
 * Numbers, dates and times are given as the field takes them; amounts in the workspace's currency. What is typed counts
 * as soon as somebody goes on to something else: a finger on Save does so at the same moment.
 */
export function SingleOperand({
  object,
  name,
  field,
  operand,
  onChange,
}: {
  object: DescribedObject;
  name: string;
  field: Field;
  operand: unknown;
  onChange: (operand: unknown) => void;
}) {
  const kind = field.kind === 'money' ? 'number' : field.kind;
  const typed = useRef<{ value: unknown }>(null);
  const taken = useRef<{ value: unknown }>(null);
  const take = (value: unknown) => {
    typed.current = null;
    taken.current = { value };
    onChange(value ?? undefined);
  };
  return (
    <div
      role="presentation"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!typed.current) return;
        // From the day to its calendar, which opens elsewhere on the page, or on to the time: it is still being given.
        if (currentTarget.contains(relatedTarget)) return;
        if (currentTarget.querySelector('[aria-expanded="true"]')) return;
        const read = checked({ kind }, typed.current.value);
        if (!read.error) take(read.value);
      }}
    >
      <FieldInput
        object={object}
        name={name}
        field={{ kind }}
        value={operand ?? null}
        compact
        inline
        onChange={(value) => {
          typed.current = { value };
          taken.current = null;
        }}
        onCommit={(value) => {
          // The input says it once more a moment later, when the condition may be another one or gone.
          if (!taken.current || !sameValue(taken.current.value, value)) take(value);
        }}
      />
    </div>
  );
}
