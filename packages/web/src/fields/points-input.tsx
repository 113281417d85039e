import { ActionIcon, Button, Input, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconStar, IconStarFilled, IconX } from '@tabler/icons-react';
import type { ContactPoint } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from './contract.ts';
import styles from './fields.module.css';
import { sizeOf } from './input-props.ts';
import { usePointLabel } from './reading.tsx';

interface Props extends InputProps<ContactPoint[]> {
  type: 'email' | 'tel' | 'url';
  /** Labels to choose from; others that an import brought stay. */
  labels: readonly string[];
}

const blank: ContactPoint = { value: '' };
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Rows of addresses or numbers, each with its label; the star marks the one to use. */
export function PointsInput(props: Props) {
  const { value, onChange, compact, disabled, type } = props;
  const { t } = useTranslation('fields');
  const pointLabel = usePointLabel();
  const [draft, setDraft] = useState({ value, rows: value?.length ? value : [blank] });
  if (!same(draft.value, value)) setDraft({ value, rows: value?.length ? value : [blank] });
  const { rows } = draft;
  /** The row that was added last takes the focus. */
  const [added, setAdded] = useState(-1);

  const set = (next: ContactPoint[]) => {
    const filled = next.filter((row) => row.value.trim() !== '');
    const given = filled.length ? filled : null;
    setDraft({ value: given, rows: next });
    onChange(given);
  };
  const change = (at: number, changes: Partial<ContactPoint>) =>
    set(rows.map((row, i) => (i === at ? { ...row, ...changes } : row)));
  const lead = Math.max(
    0,
    rows.findIndex((row) => row.primary),
  );
  const options = (row: ContactPoint) => [
    { value: '', label: t('noLabel') },
    ...[...new Set([...props.labels, ...(row.label ? [row.label] : [])])].map((one) => ({
      value: one,
      label: pointLabel(one),
    })),
  ];

  return (
    <Input.Wrapper
      label={props.label}
      labelElement="div"
      description={props.description}
      error={props.error}
      required={props.required}
      size={sizeOf(compact)}
    >
      <div className={styles['points']} role="group" aria-label={props.ariaLabel}>
        {rows.map((row, i) => (
          // Rows have no identity of their own: they are edited in place, and added at the end.
          <div key={i} className={styles['point']} data-compact={compact || undefined}>
            <TextInput
              type={type === 'url' ? 'text' : type}
              inputMode={type}
              autoComplete="off"
              size={sizeOf(compact)}
              aria-label={rows.length > 1 ? `${props.ariaLabel} ${i + 1}` : props.ariaLabel}
              value={row.value}
              disabled={disabled}
              error={Boolean(props.error)}
              autoFocus={(props.autoFocus && i === 0) || i === added}
              onChange={(event) => change(i, { value: event.currentTarget.value })}
            />
            <NativeSelect
              size={sizeOf(compact)}
              aria-label={t('label')}
              disabled={disabled}
              value={row.label ?? ''}
              data={options(row)}
              onChange={(event) => change(i, { label: event.currentTarget.value || undefined })}
            />
            {rows.length > 1 ? (
              <ActionIcon
                variant="subtle"
                color={i === lead ? 'yellow.7' : 'gray'}
                size={compact ? 30 : 36}
                aria-pressed={i === lead}
                aria-label={t('primary')}
                disabled={disabled}
                onClick={() =>
                  set(rows.map((one, at) => ({ ...one, primary: at === i || undefined })))
                }
              >
                {i === lead ? <IconStarFilled size={15} /> : <IconStar size={15} />}
              </ActionIcon>
            ) : null}
            {rows.length > 1 || row.value ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={compact ? 30 : 36}
                aria-label={t('remove')}
                disabled={disabled}
                onClick={() => set(rows.length > 1 ? rows.filter((_, at) => at !== i) : [blank])}
              >
                <IconX size={15} />
              </ActionIcon>
            ) : null}
          </div>
        ))}
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={14} />}
          disabled={disabled}
          onClick={() => {
            setAdded(rows.length);
            setDraft({ value: draft.value, rows: [...rows, blank] });
          }}
          style={{ justifySelf: 'start' }}
        >
          {t('addAnother')}
        </Button>
      </div>
    </Input.Wrapper>
  );
}
