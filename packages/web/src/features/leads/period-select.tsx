import { Select } from '@mantine/core';
import { useLabels } from '../../app/language.ts';
import { type Period, periods } from './figures.ts';

interface Props {
  label: string;
  value: Period;
  onChange: (period: Period) => void;
}

/** Over which days figures are counted. */
export function PeriodSelect({ label, value, onChange }: Props) {
  const labels = useLabels();
  return (
    <Select
      label={label}
      data={periods.map((one) => ({ value: one, label: labels.range(one) }))}
      value={value}
      allowDeselect={false}
      onChange={(chosen) => onChange(periods.find((one) => one === chosen) ?? value)}
    />
  );
}
