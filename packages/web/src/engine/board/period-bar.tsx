import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { type Grouping, periodAfter, periodOf, periodUnits } from '@relata/model';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReading } from '../../fields/reading.tsx';

type Unit = NonNullable<Grouping['unit']>;
const units = [...periodUnits, 'due'] as const;

interface Props {
  unit: Unit;
  /** A day in the first period. */
  day: string;
  onUnit: (unit: Unit) => void;
  onDay: (day: string) => void;
}

/** How long the periods of a board are, and with which it begins. */
export function PeriodBar({ unit, day, onUnit, onDay }: Props) {
  const { t } = useTranslation('board');
  const { today } = useReading();
  const step = (by: 1 | -1) => unit !== 'due' && onDay(periodAfter(periodOf(day, unit), unit, by));
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('period')}
        value={unit}
        data={units.map((value) => ({ value, label: t(`periods.${value}`) }))}
        onChange={(value) => {
          const next = units.find((one) => one === value);
          if (next) onUnit(next);
        }}
      />
      {unit === 'due' ? null : (
        <ActionIcon.Group>
          <ActionIcon
            variant="default"
            size={26}
            aria-label={t('earlier')}
            onClick={() => step(-1)}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <Button size="compact-sm" variant="default" onClick={() => onDay(today)}>
            {t('now')}
          </Button>
          <ActionIcon variant="default" size={26} aria-label={t('later')} onClick={() => step(1)}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </ActionIcon.Group>
      )}
    </>
  );
}
