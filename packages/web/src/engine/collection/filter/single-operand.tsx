import type { DescribedObject } from '@relata/client';
import type { Field } from '@relata/model';
import { useRef } from 'react';
import { checked } from '../../../fields/check.ts';
import { FieldInput } from '../../../fields/index.tsx';

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
  const take = (value: unknown) => {
    typed.current = null;
    onChange(value ?? undefined);
  };
  return (
    <div
      role="presentation"
      onBlur={() => {
        if (!typed.current) return;
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
        }}
        onCommit={take}
      />
    </div>
  );
}
