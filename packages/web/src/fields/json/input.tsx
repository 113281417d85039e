import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../contract.ts';
import { inputProps } from '../input-props.ts';

const print = (value: unknown) =>
  value === null || value === undefined ? '' : JSON.stringify(value, null, 2);

/** Free structure as text; only what can be read as JSON is passed on. */
export function JsonInput(props: InputProps) {
  const { t } = useTranslation('fields');
  const [typed, setTyped] = useState(print(props.value));
  const [isBroken, setBroken] = useState(false);
  const change = (text: string) => {
    setTyped(text);
    try {
      props.onChange(text.trim() === '' ? null : JSON.parse(text));
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return (
    <Textarea
      {...inputProps(props)}
      autosize
      minRows={4}
      maxRows={16}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      error={isBroken ? t('brokenJson') : props.error}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
