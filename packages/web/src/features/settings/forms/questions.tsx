import { ActionIcon, Checkbox, Select, TextInput } from '@mantine/core';
import type { Language } from '@relata/model';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../data/session.ts';
import { Grip, movedTo, useOrder } from '../../../ui/order.tsx';
import { type Asked, type Makes, questionsQuery } from './forms-data.ts';
import classes from './forms.module.css';

interface Props {
  language: Language;
  makes: Makes;
  asked: Asked[];
  error: string | undefined;
  onChange: (asked: Asked[]) => void;
}

/** What a form asks for: named as it is to be asked, demanded or not, dragged into order or moved with the arrows. */
export function Questions({ language, makes, asked, error, onChange }: Props) {
  const { t } = useTranslation('forms');
  const { user } = useMe();
  const { data: own = [] } = useQuery(questionsQuery(user.language, makes));
  const { data: spoken = [] } = useQuery(questionsQuery(language, makes));
  const order = useOrder(asked, (from, to) => onChange(movedTo(asked, from, to)));
  const labelOf = (field: string) => own.find((one) => one.field === field)?.label ?? field;
  const change = (at: number, changes: Partial<Asked>) =>
    onChange(asked.map((one, i) => (i === at ? { ...one, ...changes } : one)));
  const left = own.filter(({ field }) => !asked.some((one) => one.field === field));
  return (
    <div className={classes['questions']}>
      <h3>{t('questions')}</h3>
      {error ? (
        <p className={classes['error']} role="alert">
          {error}
        </p>
      ) : null}
      <ol aria-label={t('questions')} {...order.list}>
        {order.shown.map(({ field, label = '', required = false }, at) => {
          const name = labelOf(field);
          return (
            <li key={field} {...order.line(at)}>
              <Grip {...order.grip(at)} />
              <TextInput
                size="xs"
                className={classes['label'] ?? ''}
                aria-label={t('labelOf', { field: name })}
                placeholder={spoken.find((one) => one.field === field)?.label ?? name}
                maxLength={300}
                value={label}
                onChange={(event) => change(at, { label: event.currentTarget.value })}
              />
              <Checkbox
                size="xs"
                label={t('required')}
                aria-label={t('requiredOf', { field: name })}
                checked={required}
                onChange={(event) => change(at, { required: event.currentTarget.checked })}
              />
              <ActionIcon
                size={28}
                aria-label={t('up', { field: name })}
                disabled={at === 0}
                onClick={() => order.move(at, at - 1)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                size={28}
                aria-label={t('down', { field: name })}
                disabled={at === asked.length - 1}
                onClick={() => order.move(at, at + 1)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              <ActionIcon
                size={28}
                aria-label={t('remove', { field: name })}
                onClick={() => onChange(asked.toSpliced(at, 1))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </li>
          );
        })}
      </ol>
      <Select
        // Chosen and gone: it offers what is left.
        key={asked.length}
        aria-label={t('add')}
        placeholder={t('add')}
        data={left.map(({ field, label }) => ({ value: field, label }))}
        value={null}
        searchable
        onChange={(field) => field && onChange([...asked, { field }])}
      />
    </div>
  );
}
