import { Button, Group } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsBegun } from '../../../data/as-begun.ts';
import { type CommitKey, commitKey } from '../../../fields/commit-key.ts';
import { checked, FieldInput, isWritable } from '../../../fields/index.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Way } from './next-cell.ts';
import classes from './table.module.css';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  field: string;
  error: string | null;
  /** `field` is the column: where a refusal is shown. `way`: where editing goes on; null where it is over. */
  onSave: (record: AnyRecord, field: string, changes: Partial<AnyRecord>, way: Way | null) => void;
  onCancel: () => void;
}

const ways: Record<CommitKey, Way> = { Enter: 'down', Tab: 'next', 'Shift+Tab': 'previous' };

/** May this person change this field in the table at all? Whether they may in this record, the server says. */
export function isEditable(object: DescribedObject, field: string): boolean {
  if (!object.can.update) return false;
  if (field === 'title') return object.title.some((part) => isEditable(object, part));
  const definition = object.fields[field];
  return (
    definition !== undefined &&
    isWritable(definition) &&
    definition.kind !== 'json' &&
    definition.kind !== 'files'
  );
}

/** Changes a cell where it stands. The title is changed through the fields that make it. */
export function CellEditor({ object, record: now, field, error, onSave, onCancel }: Props) {
  const record = useAsBegun(now, true);
  const [only] = object.title;
  if (field === 'title' && object.title.length > 1)
    return <TitleEditor object={object} record={record} onSave={onSave} onCancel={onCancel} />;
  const name = field === 'title' ? (only ?? 'title') : field;
  return (
    <div className={classes['editor']}>
      <FieldInput
        object={object}
        name={name}
        value={record[name]}
        record={record}
        compact
        isInTable
        autoFocus
        error={error ?? undefined}
        onCommit={(value, key) => onSave(record, field, { [name]: value }, key && ways[key])}
        onCancel={onCancel}
      />
    </div>
  );
}

/** First, middle and last name together. */
function TitleEditor({ object, record, onSave, onCancel }: Omit<Props, 'field' | 'error'>) {
  const { t } = useTranslation('app');
  const [values, setValues] = useState<Record<string, unknown>>({});
  const save = (way: Way | null) => {
    const changes: Partial<AnyRecord> = {};
    for (const [name, value] of Object.entries(values)) {
      const definition = object.fields[name];
      const result = definition && checked(definition, value);
      if (!result || result.error) return;
      if ((result.value ?? null) !== (record[name] ?? null)) changes[name] = result.value;
    }
    onSave(record, 'title', changes, way);
  };
  /** Tab leads from one name to the other, and beyond them to the next cell. */
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    const key = commitKey(event);
    if (key === null || !(event.target instanceof HTMLInputElement)) return;
    const inputs = [...event.currentTarget.querySelectorAll('input')];
    const isAtEdge = event.target === inputs.at(event.shiftKey ? 0 : -1);
    if (key !== 'Enter' && !isAtEdge) return;
    event.preventDefault();
    save(ways[key]);
  };
  return (
    <Panel
      opened
      onClose={onCancel}
      label={record.title}
      offset={-28}
      width="min(280px, calc(100vw - 32px))"
      target={<span className={classes['title']}>{record.title}</span>}
    >
      <form
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          save(null);
        }}
      >
        {object.title.map((name, number) => (
          <FieldInput
            key={name}
            object={object}
            name={name}
            value={name in values ? values[name] : record[name]}
            autoFocus={number === 0}
            inline
            onChange={(value) => setValues((now) => ({ ...now, [name]: value }))}
          />
        ))}
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" size="compact-sm" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" size="compact-sm">
            {t('save')}
          </Button>
        </Group>
      </form>
    </Panel>
  );
}
