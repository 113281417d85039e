import { ActionIcon, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePeriodName } from '../../engine/collection/groups/period-name.ts';
import { useReading } from '../../fields/reading.tsx';
import { movedBy, type Period, periodAround, type Scale, scales } from './period.ts';

/** The quarter or year that is shown; it stands in the address. */
export function PeriodSwitch({
  period,
  scale,
  only,
}: {
  period: Period;
  scale: Scale;
  /** There is one scale to look by. */
  only?: boolean;
}) {
  const { t } = useTranslation('goals');
  const { today } = useReading();
  const nameOf = usePeriodName();
  const navigate = useNavigate({ from: '/goals/quarters/$shown' });
  const show = (from: string | undefined, by: Scale = scale) =>
    void navigate({ search: { from, scale: by === 'year' && !only ? by : undefined } });
  const isNow = periodAround(today, scale).from === period.from;
  return (
    <Group gap="xs">
      {!only && (
        <SegmentedControl
          size="xs"
          aria-label={t('scale')}
          value={scale}
          data={scales.map((value) => ({ value, label: t(`scales.${value}`) }))}
          onChange={(value) =>
            show(isNow ? undefined : period.from, scales.find((one) => one === value) ?? scale)
          }
        />
      )}
      <Group gap="xs" wrap="nowrap">
        <ActionIcon
          variant="default"
          aria-label={t('before')}
          onClick={() => show(movedBy(period.from, scale, -1))}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <Text fw={600} miw={72} ta="center" aria-live="polite">
          {nameOf(period.from, scale)}
        </Text>
        <ActionIcon
          variant="default"
          aria-label={t('after')}
          onClick={() => show(movedBy(period.from, scale, 1))}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
      </Group>
      {!isNow && (
        <Button size="compact-sm" variant="subtle" onClick={() => show(undefined)}>
          {t(`now.${scale}`)}
        </Button>
      )}
    </Group>
  );
}
