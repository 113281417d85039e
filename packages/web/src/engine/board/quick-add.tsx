import { Button, Group, TextInput } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { type KeyboardEvent, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { create } from '../../data/writes.ts';
import { FieldInput } from '../../fields/index.tsx';
import { DuplicateHint } from '../duplicates/lazy.ts';
import { useForm } from '../forms/use-form.ts';
import styles from './board.module.css';
import { plan } from './next-activity.ts';

interface Props {
  object: DescribedObject;
  /** What the column stands for: its stage, its pipeline. */
  given: Record<string, unknown>;
  /** What is to be done about it is planned with it, for then. */
  planned: { activity: DescribedObject; due: string } | undefined;
  onMade: (id: string) => void;
  onClose: () => void;
}

/** The few fields that make a card: its title, what the header adds up, and who it is about. */
function quickFields(object: DescribedObject): string[] {
  const client = object.columns.find((name) => {
    const field = object.fields[name];
    return field?.kind === 'link' && !field.of && !field.writtenBy;
  });
  return [...object.title, object.board?.sum, client].filter(
    (name): name is string => name !== undefined && object.fields[name]?.writtenBy === undefined,
  );
}

/** A new card in a column. It stays open for the next one. */
export function QuickAdd({ object, given, planned, onMade, onClose }: Props) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const [subject, setSubject] = useState(() => t('firstActivity'));
  const names = quickFields(object);
  const form = useForm(object, names, given);
  const [round, setRound] = useState(0);
  const [first = ''] = names;

  const save = async () => {
    const isSaved = await form.submit(async (values) => {
      const made = await create(object, values);
      onMade(made.id);
      if (planned)
        await plan(
          planned.activity,
          object,
          made.id,
          planned.due,
          subject.trim() || t('firstActivity'),
        );
    });
    if (!isSaved) return;
    form.reset(given);
    setRound(round + 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      void save();
    }
  };
  return (
    <div className={styles['quick']} role="presentation" onKeyDown={onKeyDown}>
      {names.map((name) => (
        <FieldInput
          key={`${name}-${round}`}
          object={object}
          name={name}
          value={form.values[name] ?? null}
          record={form.values}
          error={form.errors[name] ?? (name === first ? form.problem : undefined)}
          autoFocus={name === first}
          onChange={(value) => form.set(name, value)}
        />
      ))}
      {planned ? (
        <TextInput
          size="xs"
          label={t('plannedFor', { when: format.dateTime(planned.due) })}
          value={subject}
          maxLength={250}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
      ) : null}
      <Suspense fallback={null}>
        <DuplicateHint object={object} values={form.values} />
      </Suspense>
      <Group gap="xs">
        <Button size="compact-sm" loading={form.isBusy} onClick={() => void save()}>
          {t('add')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onClose}>
          {t('cancel')}
        </Button>
      </Group>
    </div>
  );
}
