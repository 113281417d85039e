import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

interface Props {
  operand: unknown;
  label: string;
  onChange: (operand: unknown) => void;
}

const pauseMs = 300;

/** Text is asked for once the typing pauses, or as soon as somebody goes on to something else: to Save, say. */
export function TextOperand({ operand, label, onChange }: Props) {
  const [typed, setTyped] = useState(typeof operand === 'string' ? operand : '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <TextInput
      size="xs"
      aria-label={label}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => onChange(value), pauseMs);
      }}
      onBlur={() => {
        clearTimeout(timer.current);
        if (typed !== (operand ?? '')) onChange(typed);
      }}
    />
  );
}
