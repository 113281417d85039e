import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import {
  IconCalendarEvent,
  IconCheck,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useReading } from '../../fields/reading.tsx';
import styles from './calendar.module.css';
import { dateFields, type Scale, scales, step } from './days.ts';

interface Props {
  object: DescribedObject;
  scale: Scale;
  day: string;
  days: readonly string[];
  /** Fields: from, to. */
  dates: readonly string[];
  onScale: (scale: Scale) => void;
  onDay: (day: string) => void;
  onDates: (dates: string[]) => void;
}

/** Which days the calendar shows, and by which dates. */
export function Bar({ object, scale, day, days, dates, onScale, onDay, onDates }: Props) {
  const { t } = useTranslation('views');
  const labels = useLabels();
  const format = useFormat();
  const { today } = useReading();
  const [from = '', to] = dates;
  const fields = dateFields(object).toSorted((a, b) =>
    labels.field(object, a).localeCompare(labels.field(object, b)),
  );
  const item = (label: string, isChosen: boolean, choose: () => void) => (
    <Menu.Item
      key={label}
      role="menuitemradio"
      aria-checked={isChosen}
      rightSection={isChosen ? <IconCheck size={14} aria-hidden /> : null}
      onClick={choose}
    >
      {label}
    </Menu.Item>
  );
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('calendar.bar')}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t(`calendar.before.${scale}`)}
        onClick={() => onDay(step(scale, day, -1))}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t(`calendar.after.${scale}`)}
        onClick={() => onDay(step(scale, day, 1))}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
      <Button size="xs" variant="default" onClick={() => onDay(today)}>
        {t('calendar.today')}
      </Button>
      <h2 className={styles['period']} aria-live="polite">
        {periodOf(scale, day, days, format.locale)}
      </h2>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconCalendarEvent size={15} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            title={t('calendar.by')}
          >
            {to
              ? `${labels.field(object, from)} – ${labels.field(object, to)}`
              : labels.field(object, from)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={styles['fields'] ?? ''}>
          <Menu.Label>{t('calendar.by')}</Menu.Label>
          {fields.map((name) =>
            item(labels.field(object, name), name === from, () =>
              onDates([name, ...(to && to !== name ? [to] : [])]),
            ),
          )}
          <Menu.Label>{t('calendar.until')}</Menu.Label>
          {item(t('calendar.oneDay'), to === undefined, () => onDates([from]))}
          {fields
            .filter((name) => name !== from)
            .map((name) =>
              item(labels.field(object, name), name === to, () => onDates([from, name])),
            )}
        </Menu.Dropdown>
      </Menu>
      <SegmentedControl
        size="xs"
        aria-label={t('calendar.scale')}
        value={scale}
        data={scales.map((value) => ({ value, label: t(`calendar.scales.${value}`) }))}
        onChange={(value) => {
          const next = scales.find((one) => one === value);
          if (next) onScale(next);
        }}
      />
    </div>
  );
}

function periodOf(scale: Scale, day: string, days: readonly string[], locale: string): string {
  const at = (one: string) => new Date(`${one}T00:00:00Z`);
  if (scale === 'month')
    return new Intl.DateTimeFormat(locale, {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(at(day));
  const style = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return scale === 'day'
    ? style.format(at(day))
    : style.formatRange(at(days[0] ?? day), at(days.at(-1) ?? day));
}
