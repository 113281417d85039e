import { Button, Input, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Address } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../contract.ts';
import styles from '../fields.module.css';
import { sizeOf } from '../input-props.ts';
import { usePointLabel } from '../reading.tsx';
import { CountrySelect } from './country-select.tsx';

const labels = ['work', 'home', 'billing', 'shipping', 'other'];
const texts = [
  ['street', true],
  ['postalCode', false],
  ['city', false],
  ['region', false],
] as const;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const isFilled = (one: Address) =>
  Boolean(one.street || one.postalCode || one.city || one.region || one.country);

/** Postal addresses, part by part. The first is the one that lists show. */
export function AddressesInput(props: InputProps<Address[]>) {
  const { value, onChange, compact, disabled } = props;
  const { t } = useTranslation('fields');
  const pointLabel = usePointLabel();
  const [draft, setDraft] = useState({ value, rows: value?.length ? value : [{}] });
  if (!same(draft.value, value)) setDraft({ value, rows: value?.length ? value : [{}] });
  const { rows } = draft;
  const set = (next: Address[]) => {
    const filled = next.filter(isFilled);
    const given = filled.length ? filled : null;
    setDraft({ value: given, rows: next });
    onChange(given);
  };
  const change = (at: number, changes: Address) =>
    set(rows.map((row, i) => (i === at ? { ...row, ...changes } : row)));
  const size = sizeOf(compact);
  return (
    <Input.Wrapper
      label={props.label}
      labelElement="div"
      description={props.description}
      error={props.error}
      size={size}
    >
      <div className={styles['points']} role="group" aria-label={props.ariaLabel}>
        {rows.map((row, i) => (
          <div key={i} className={styles['address']}>
            {texts.map(([part, isWide]) => (
              <TextInput
                key={part}
                size={size}
                className={isWide ? styles['wide'] : undefined}
                placeholder={t(`address.${part}`)}
                aria-label={t(`address.${part}`)}
                value={row[part] ?? ''}
                disabled={disabled}
                autoComplete="off"
                autoFocus={props.autoFocus && i === 0 && part === 'street'}
                onChange={(event) => change(i, { [part]: event.currentTarget.value || undefined })}
              />
            ))}
            <CountrySelect
              size={size}
              value={row.country}
              disabled={disabled}
              onChange={(country) => change(i, { country })}
            />
            <NativeSelect
              size={size}
              aria-label={t('label')}
              disabled={disabled}
              value={row.label ?? ''}
              data={[
                { value: '', label: t('noLabel') },
                ...[...new Set([...labels, ...(row.label ? [row.label] : [])])].map((one) => ({
                  value: one,
                  label: pointLabel(one),
                })),
              ]}
              onChange={(event) => change(i, { label: event.currentTarget.value || undefined })}
            />
            {rows.length > 1 || isFilled(row) ? (
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                leftSection={<IconX size={14} />}
                disabled={disabled}
                onClick={() => set(rows.length > 1 ? rows.filter((_, at) => at !== i) : [{}])}
              >
                {t('remove')}
              </Button>
            ) : null}
          </div>
        ))}
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={14} />}
          disabled={disabled}
          onClick={() => setDraft({ value: draft.value, rows: [...rows, {}] })}
          style={{ justifySelf: 'start' }}
        >
          {t('addAnother')}
        </Button>
      </div>
    </Input.Wrapper>
  );
}
