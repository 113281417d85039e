import {
  Button,
  CloseButton,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  TagsInput,
} from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { type Field, isRange, namedRanges } from '@relata/model';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { RecordPicker } from '../../picker/record-picker.tsx';
import { RecordsPicker } from '../../picker/records-picker.tsx';
import { CurrencyOperand } from './currency-operand.tsx';
import { SingleOperand } from './single-operand.tsx';
import { TextOperand } from './text-operand.tsx';
import { type Line, takesList } from './tree.ts';

interface Props {
  object: DescribedObject;
  name: string;
  field: Field;
  /** The part of the field that is asked about, as `Kind.parts` calls it. */
  part: string | null;
  operator: Line['operator'];
  operand: unknown;
  /** Accessible name. */
  label: string;
  onChange: (operand: unknown) => void;
}

/** What a condition compares with, in the form that its operator and its field need. */
export function Operand(props: Props) {
  const { operator, field, part } = props;
  if (operator === 'empty' || operator === 'notEmpty') return null;
  if (operator === 'within') return <RangeOperand {...props} />;
  if (operator === 'between') return <BetweenOperand {...props} />;
  if (part === 'currency') return <CurrencyOperand {...props} isList={takesList(operator)} />;
  if (field.kind === 'boolean') return <YesNo {...props} />;
  const isPart = operator === 'contains' || operator === 'startsWith' || operator === 'endsWith';
  if (!isPart && isChoice(field)) return <ChoiceOperand {...props} isList={takesList(operator)} />;
  if (!isPart && (field.kind === 'link' || field.kind === 'links'))
    return <RecordOperand {...props} isList={takesList(operator)} />;
  if (takesList(operator))
    return isTextual(field) ? <TextsOperand {...props} /> : <ListOperand {...props} />;
  return isPart || isTextual(field) ? <TextOperand {...props} /> : <SingleOperand {...props} />;
}

const isTextual = (field: Field) =>
  ['text', 'longText', 'emails', 'phones', 'urls', 'addresses', 'json'].includes(field.kind);
const isChoice = (field: Field) =>
  ['select', 'multiSelect', 'tags', 'user'].includes(field.kind) ||
  (field.to !== undefined && isListed(field.to));
/** Few enough to be chosen from a list. */
const isListed = (object: string) =>
  /^(stage|pipeline|lostReason|leadStatus|disqualificationReason|user)$/.test(object);

function TextsOperand({ operand, label, onChange }: Props) {
  return (
    <TagsInput
      size="xs"
      aria-label={label}
      value={textsOf(operand)}
      onChange={onChange}
      splitChars={[',', ';']}
    />
  );
}

function BetweenOperand(props: Props) {
  const { t } = useTranslation('collection');
  const [from, to] = Array.isArray(props.operand) ? props.operand : [null, null];
  return (
    <Group gap={6} wrap="nowrap">
      <SingleOperand
        {...props}
        operand={from}
        onChange={(value) => props.onChange([value ?? null, to])}
      />
      <span>{t('filter.to')}</span>
      <SingleOperand
        {...props}
        operand={to}
        onChange={(value) => props.onChange([from, value ?? null])}
      />
    </Group>
  );
}

function ListOperand(props: Props) {
  const { t } = useTranslation('collection');
  const values: unknown[] = Array.isArray(props.operand) ? props.operand : [];
  const [isAdding, setAdding] = useState(values.length === 0);
  const shown = isAdding ? [...values, null] : values;
  return (
    <Stack gap={4}>
      {shown.map((value, number) => (
        <Group key={`${number} ${String(value)}`} gap={4} wrap="nowrap">
          <SingleOperand
            {...props}
            operand={value}
            onChange={(next) => {
              setAdding(false);
              props.onChange(
                number < values.length
                  ? values.with(number, next)
                  : [...values, next].filter((one) => one !== undefined),
              );
            }}
          />
          {number < values.length && (
            <CloseButton
              size="sm"
              aria-label={t('filter.removeValue')}
              onClick={() => props.onChange(values.filter((_, at) => at !== number))}
            />
          )}
        </Group>
      ))}
      {!isAdding && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t('filter.addValue')}
        </Button>
      )}
    </Stack>
  );
}

function YesNo({ operand, label, onChange }: Props) {
  const { t } = useTranslation('fields');
  return (
    <Select
      size="xs"
      aria-label={label}
      data={[
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]}
      value={typeof operand === 'boolean' ? String(operand) : null}
      allowDeselect={false}
      onChange={(value) => onChange(value === 'true')}
    />
  );
}

/** Options, users, stages, tags: chosen from a list by their names. */
function ChoiceOperand({
  object,
  name,
  field,
  operand,
  label,
  onChange,
  isList,
}: Props & { isList: boolean }) {
  const labels = useLabels();
  const { t } = useTranslation('collection');
  const listed = field.kind === 'tags' ? 'tag' : (field.to ?? '');
  const records = useSmallList(listed, listed !== '');
  const pipelines = useSmallList('pipeline', listed === 'stage');
  const [typed, setTyped] = useState('');
  const chosen = isList ? textsOf(operand) : typeof operand === 'string' ? [operand] : [];

  const known = field.options
    ? field.options.map(({ value }) => ({ value, label: labels.option(object, name, value) }))
    : records.map((record) => ({
        value: field.kind === 'tags' ? record.title : record.id,
        label:
          listed === 'stage' && pipelines.length > 1
            ? `${record.title} · ${titleIn(pipelines, record['pipeline'])}`
            : record.title,
      }));
  const me =
    listed === 'user'
      ? (['me', 'myTeam'] as const).map((who) => ({ value: `@${who}`, label: t(`filter.${who}`) }))
      : [];
  const extra = [...chosen, ...(field.open || field.kind === 'tags' ? [typed.trim()] : [])].filter(
    (value) =>
      value &&
      ![...me, ...known].some(
        (one) => one.value === value || one.label.toLowerCase() === value.toLowerCase(),
      ),
  );
  const data = [...me, ...known, ...[...new Set(extra)].map((value) => ({ value, label: value }))];
  const look = {
    size: 'xs',
    'aria-label': label,
    data,
    searchable: true,
    onSearchChange: setTyped,
  } as const;
  if (!isList)
    return (
      <Select
        {...look}
        value={chosen[0] ?? null}
        onChange={(value) => onChange(value ?? undefined)}
      />
    );
  return <MultiSelect {...look} value={chosen} onChange={onChange} hidePickedOptions={false} />;
}

function RecordOperand({
  object,
  field,
  operand,
  label,
  onChange,
  isList,
}: Props & { isList: boolean }) {
  const look = { ariaLabel: label, compact: true, to: field.to || object.name };
  const ids = isList ? textsOf(operand) : typeof operand === 'string' ? [operand] : [];
  if (isList)
    return (
      <RecordsPicker
        {...look}
        value={ids.map((id) => ({ id }))}
        onPick={(picked) => onChange(picked.map((one) => one.id))}
      />
    );
  const [id] = ids;
  return (
    <RecordPicker {...look} value={id ? { id } : null} onPick={(picked) => onChange(picked?.id)} />
  );
}

/** `today`, `thisWeek` …, or so many days back or ahead. */
function RangeOperand({ operand, label, onChange }: Props) {
  const labels = useLabels();
  const { t } = useTranslation('collection');
  const rolling = /^(last|next)(\d+)Days$/.exec(typeof operand === 'string' ? operand : '');
  const chosen = rolling ? (rolling[1] ?? null) : isRange(operand) ? operand : null;
  return (
    <Group gap={6} wrap="nowrap">
      <Select
        size="xs"
        aria-label={label}
        data={[
          ...namedRanges.map((name) => ({ value: name, label: labels.range(name) })),
          { value: 'last', label: t('filter.lastDays') },
          { value: 'next', label: t('filter.nextDays') },
        ]}
        value={chosen}
        allowDeselect={false}
        onChange={(value) =>
          onChange(
            value === 'last' ? 'last30Days' : value === 'next' ? 'next7Days' : (value ?? undefined),
          )
        }
      />
      {rolling && (
        <NumberInput
          size="xs"
          w={72}
          min={1}
          max={9999}
          allowDecimal={false}
          aria-label={t('filter.days')}
          value={Number(rolling[2])}
          onChange={(count) => Number(count) >= 1 && onChange(`${rolling[1]}${count}Days`)}
        />
      )}
    </Group>
  );
}

const textsOf = (operand: unknown): string[] => (Array.isArray(operand) ? operand.map(String) : []);

function titleIn(records: readonly { id: string; title: string }[], reference: unknown): string {
  const id =
    typeof reference === 'object' && reference !== null && 'id' in reference
      ? reference.id
      : reference;
  return records.find((record) => record.id === id)?.title ?? '';
}
