import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import type { InputProps } from './contract.ts';
import { inputProps } from './input-props.ts';

interface Props<V> extends InputProps<V> {
  /** Null where the text cannot be read: it is passed on as typed, and checking the value says what is wrong with it. */
  read: (typed: string) => V | null;
  show: (value: V) => string;
  input?: TextInputProps;
}

/** A value that people type as text. What they typed stays as it is until they leave. */
export function TypedInput<V>(props: Props<V>) {
  const { value, read, show, onChange, input } = props;
  const shown = (one: V | null) =>
    one === null || one === undefined ? '' : (unread(one) ?? show(one));
  const [draft, setDraft] = useState({ value, typed: shown(value) });
  if (!same(draft.value, value)) setDraft({ value, typed: shown(value) });

  const change = (typed: string) => {
    const next = typed.trim() === '' ? null : (read(typed) ?? asTyped(typed));
    setDraft({ value: next, typed });
    onChange(next);
  };
  return (
    <TextInput
      autoComplete="off"
      {...inputProps(props)}
      {...input}
      value={draft.typed}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setDraft({ value, typed: shown(value) })}
    />
  );
}

const marks = new WeakMap<object, string>();

/** Text that could not be read, carried in place of the value; no kind takes it. */
function asTyped(typed: string): never {
  const carried = { unreadable: typed };
  marks.set(carried, typed);
  return carried as never;
}

const unread = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? marks.get(value) : undefined;

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
