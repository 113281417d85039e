import { Anchor, NumberInput, Select } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { isAwaited } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { isEmpty } from '../../fields/index.tsx';
import styles from './timeline.module.css';

/** What may be waited for. */
export const datesOf = (object: DescribedObject): string[] =>
  Object.entries(object.fields)
    .filter(([, field]) => isAwaited(field))
    .map(([name]) => name);

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  days: number;
  dateField: string;
  onChange: (values: { daysBefore: number | null; dateField: string | null }) => void;
}

/** Due so many days before a date of the record, rather than on a day (plug-bitrix24-pipedrive §4.3). */
export function BeforeDate({ object, record, days, dateField, onChange }: Props) {
  const { t } = useTranslation('record');
  const labels = useLabels();
  return (
    <div className={styles['before']}>
      <NumberInput
        label={t('composer.daysBefore')}
        autoFocus
        min={0}
        max={3650}
        allowDecimal={false}
        value={days}
        onChange={(value) => onChange({ daysBefore: Number(value) || 0, dateField })}
      />
      <Select
        label={t('composer.before')}
        data={datesOf(object).map((name) => ({ value: name, label: labels.field(object, name) }))}
        allowDeselect={false}
        value={dateField}
        onChange={(name) => name && onChange({ daysBefore: days, dateField: name })}
        description={isEmpty(record[dateField]) ? t('composer.noDateYet') : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
      />
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => onChange({ daysBefore: null, dateField: null })}
      >
        {t('composer.onDay')}
      </Anchor>
    </div>
  );
}
