import { Button, CloseButton, Group, Stack, Text } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { deadlineAfter } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObject } from '../../data/catalog.ts';
import { tell } from '../../data/undo.ts';
import { create } from '../../data/writes.ts';
import { FieldInput } from '../../fields/index.tsx';
import { useReading } from '../../fields/reading.tsx';
import { useForm } from '../forms/use-form.ts';
import styles from './next.module.css';
import { useAsksForNext } from './use-asks-for-next.ts';

/** When it is to be done unless somebody says otherwise (plug-bitrix24-pipedrive §3.2). */
const workingDays = 3;
const asked = ['category', 'subject', 'due'];

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  onClose: () => void;
}

/** Asks at the edge of the page what is to be done next. It waits for nobody, and takes no focus. */
export function NextPrompt({ object, record, onClose }: Props) {
  const { t } = useTranslation('next');
  const activity = useObject('activity');
  const { now, timeZone } = useReading();
  const [, setAsks] = useAsksForNext();
  const [start] = useState(() => ({
    ...{ category: 'call', subject: t('subject') },
    due: deadlineAfter(workingDays, now, timeZone),
  }));
  const form = useForm(activity, asked, start);
  const plan = async () => {
    const isSaved = await form.submit(async (values) => {
      await create(activity, { ...values, about: [{ object: object.name, id: record.id }] }, asked);
    });
    if (isSaved) onClose();
  };
  const never = () => {
    setAsks(false);
    tell(t('switchedOff'));
    onClose();
  };
  return (
    <div
      role="dialog"
      aria-label={t('title', { title: record.title })}
      className={styles['prompt']}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void plan();
        }}
      >
        <div className={styles['head']}>
          <Text fw={600} size="sm" className={styles['title'] ?? ''}>
            {t('title', { title: record.title })}
          </Text>
          <CloseButton size="sm" aria-label={t('notNow')} onClick={onClose} />
        </div>
        {form.problem ? (
          <Text size="sm" c="red" role="alert">
            {form.problem}
          </Text>
        ) : null}
        <Stack gap="xs">
          {asked.map((name) => (
            <FieldInput
              key={name}
              object={activity}
              name={name}
              value={form.values[name] ?? null}
              record={form.values}
              error={form.errors[name]}
              onChange={(value) => form.set(name, value)}
            />
          ))}
        </Stack>
        <Group justify="space-between" gap="xs" mt="sm">
          <Button size="compact-sm" variant="subtle" color="gray" onClick={never}>
            {t('never')}
          </Button>
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={onClose}>
              {t('notNow')}
            </Button>
            <Button size="compact-sm" type="submit" loading={form.isBusy}>
              {t('plan')}
            </Button>
          </Group>
        </Group>
      </form>
    </div>
  );
}
