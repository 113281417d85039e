import { Select, Stack, Table, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { CheckedFormula, DescribedObject } from '@relata/client';
import { customField, formulaKinds } from '@relata/model';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { client } from '../../../data/client.ts';
import { FieldCell, isEmpty } from '../../../fields/index.tsx';
import type { Draft } from './draft.ts';
import classes from './fields.module.css';
import { FormulaHelp } from './formula-help.tsx';
import { FormulaPickers } from './formula-pickers.tsx';
import { Recompute } from './recompute.tsx';

interface Props {
  object: DescribedObject;
  name: string;
  isNew: boolean;
  draft: Draft;
  error: string | undefined;
  onChange: (changes: Partial<Draft>) => void;
}

/** What fills a field: written with the names of other fields, tried on real records while it is being written. */
export function FormulaPart({ object, name, isNew, draft, error, onChange }: Props) {
  const { t } = useTranslation(['formula', 'shape']);
  const box = useRef<HTMLTextAreaElement>(null);
  const checked = useId();
  const formula = draft.formula ?? '';
  const kind = formulaKinds.find((one) => one === draft.kind) ?? 'number';
  const [tried] = useDebouncedValue(formula.trim(), 300);
  const { data: check } = useQuery({
    queryKey: ['check-formula', object.name, name, kind, tried],
    queryFn: () => client.checkFormula({ object: object.name, name, kind, formula: tried }),
    enabled: tried !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  // A new field holds what comes of its formula.
  const [likeliest] = check?.kinds ?? [];
  const isUnfit = isNew && likeliest !== undefined && !check?.kinds.includes(kind);
  useEffect(() => {
    if (isUnfit) onChange({ kind: likeliest });
  }, [isUnfit, likeliest, onChange]);

  const insert = (text: string) => {
    const input = box.current;
    const from = input?.selectionStart ?? formula.length;
    const to = input?.selectionEnd ?? from;
    const [before = '', after] = text.split('|');
    const kept = after === undefined ? '' : formula.slice(from, to);
    const written = after === undefined ? before : before + kept + after;
    const place = from + before.length + kept.length;
    // The next key may come before the next frame: writing goes on behind it at once.
    flushSync(() => onChange({ formula: formula.slice(0, from) + written + formula.slice(to) }));
    input?.focus();
    input?.setSelectionRange(place, place);
  };

  return (
    <Stack gap="xs">
      <Textarea
        ref={box}
        label={t('label')}
        description={t('hint')}
        required
        autosize
        minRows={2}
        maxRows={10}
        maxLength={2000}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        classNames={{ input: classes['formula'] ?? '' }}
        aria-describedby={checked}
        error={check?.error && tried ? undefined : error}
        value={formula}
        onChange={(event) => onChange({ formula: event.currentTarget.value })}
      />
      <FormulaPickers object={object} except={name} onPick={insert} />
      <div id={checked} role="status">
        {check && tried && !isUnfit ? (
          <Outcome object={object} name={name} kind={kind} formula={tried} check={check} />
        ) : null}
      </div>
      <Select
        label={t('result')}
        description={isNew ? t('resultHint') : undefined}
        data={(isNew && check?.kinds.length ? check.kinds : [kind]).map((value) => ({
          value,
          label: t(`shape:kinds.${value}`),
        }))}
        value={kind}
        allowDeselect={false}
        disabled={!isNew}
        onChange={(value) => {
          const wanted = formulaKinds.find((one) => one === value);
          if (wanted) onChange({ kind: wanted });
        }}
      />
      {isNew ? null : <Recompute object={object} name={name} />}
      <FormulaHelp />
    </Stack>
  );
}

interface OutcomeProps {
  object: DescribedObject;
  name: string;
  kind: (typeof formulaKinds)[number];
  formula: string;
  check: CheckedFormula;
}

/** What the formula gives for a few records, or what is wrong with it and where. */
function Outcome({ object, name, kind, formula, check }: OutcomeProps) {
  const { t } = useTranslation('formula');
  const labels = useLabels();
  const problem = useProblemText();
  const { error, examples } = check;
  if (error) {
    const start = Number(error.values?.['start'] ?? 0);
    const end = Number(error.values?.['end'] ?? start);
    return (
      <>
        <p className={classes['error']}>
          {start >= formula.length ? t('endsTooEarly') : labels.invalid(error)}
        </p>
        {error.values?.['start'] === undefined ? null : (
          <code className={classes['place']}>
            {formula.slice(0, start)}
            <mark>{formula.slice(start, end) || ' '}</mark>
            {formula.slice(Math.max(start, end))}
          </code>
        )}
      </>
    );
  }
  if (!check.valid) return <p className={classes['error']}>{problem(null)}</p>;
  if (!examples.length) return <Text size="sm">{t('noRecords')}</Text>;
  const field = customField({ kind, formula });
  const whole = { ...object, fields: { ...object.fields, [name]: field } };
  return (
    <Table fz="xs" withRowBorders={false} captionSide="top">
      <Table.Caption ta="start" mt={0}>
        {t('tried')}
      </Table.Caption>
      <Table.Tbody>
        {examples.map(({ id, title, value }) => (
          <Table.Tr key={id}>
            <Table.Td>{title}</Table.Td>
            <Table.Td ta="end">
              {isEmpty(value) ? (
                <Text span size="xs" c="dimmed">
                  {t('nothing')}
                </Text>
              ) : (
                <FieldCell object={whole} name={name} value={value} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
