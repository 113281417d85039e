import { Checkbox } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import type { Field } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { FieldInput } from '../../../fields/index.tsx';
import type { Draft } from './draft.ts';

interface Props {
  object: DescribedObject;
  name: string;
  field: Field;
  draft: Pick<Draft, 'default' | 'kind'>;
  /** Of records that are made along with another one. */
  isAlong?: boolean;
  error?: string | undefined;
  onChange: (value: Draft['default']) => void;
}

const moving = { date: 'today', dateTime: 'now', user: 'me' } as const;
const without = new Set([
  'link',
  'links',
  'files',
  'autonumber',
  'json',
  'audience',
  'emails',
  'phones',
  'urls',
  'addresses',
  'tags',
]);

/** With what a new record begins. */
export function DefaultInput({ object, name, field, draft, isAlong, error, onChange }: Props) {
  const { t } = useTranslation('shape');
  const { kind } = draft;
  if (without.has(kind)) return null;
  if (kind === 'date' || kind === 'dateTime' || kind === 'user') {
    if (isAlong) return null;
    const own = moving[kind];
    return (
      <Checkbox
        label={t(`default.${own}`)}
        checked={draft.default === own}
        onChange={(event) => onChange(event.currentTarget.checked ? own : null)}
      />
    );
  }
  const { default: start } = draft;
  const value = typeof start === 'object' && start && 'value' in start ? start.value : null;
  return (
    <FieldInput
      object={object}
      name={name}
      field={{ ...field, help: {} }}
      value={value}
      label={t(isAlong ? 'default.along' : 'default.label')}
      description={t(isAlong ? 'default.alongHint' : 'default.hint')}
      required={false}
      error={error}
      onChange={(next) =>
        onChange(next === null || next === '' || next === undefined ? null : { value: next })
      }
    />
  );
}
