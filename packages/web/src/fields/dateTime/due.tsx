import { IconAlertTriangleFilled, IconCalendar, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from '../fields.module.css';
import { useReading } from '../reading.tsx';
import { dayDistance, isLate, typedTime } from './instant.ts';

const icons = {
  past: IconAlertTriangleFilled,
  today: IconClock,
  tomorrow: IconCalendar,
  later: IconCalendar,
};

/** When something is to be done: red and marked once it is late, green today, grey later; always with the day in words. */
export function Due({
  at,
  allDay = false,
  short = false,
}: {
  at: string;
  allDay?: boolean;
  short?: boolean;
}) {
  const { locale, timeZone, now } = useReading();
  const { t } = useTranslation('fields');
  const distance = dayDistance(at, now, timeZone);
  const late = isLate(at, allDay, now, timeZone);
  const when = late ? 'past' : distance;
  const Icon = icons[when];
  const near = distance === 'today' || distance === 'tomorrow';
  const day = near
    ? t(`due.${distance}`)
    : new Intl.DateTimeFormat(locale, {
        timeZone,
        day: 'numeric',
        month: 'short',
        ...(at.slice(0, 4) === now.slice(0, 4) ? {} : { year: 'numeric' }),
      }).format(new Date(at));
  const time = allDay || (short && !near) ? '' : ` ${typedTime(at, locale, timeZone)}`;
  return (
    <span className={styles['due']} data-when={when} title={late ? t('due.overdue') : undefined}>
      <Icon size={14} aria-label={late ? t('due.overdue') : undefined} aria-hidden={!late} />
      <span className={styles['number']}>
        {day}
        {time}
      </span>
    </span>
  );
}
