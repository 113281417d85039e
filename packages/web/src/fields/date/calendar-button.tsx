import { ActionIcon, Popover, Skeleton } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useTranslation } from 'react-i18next';

const Calendar = lazy(() =>
  import('./calendar.tsx').then((module) => ({ default: module.Calendar })),
);

interface Props {
  /** Null, or anything that is no day, opens the month of today. */
  day: string | null;
  onPick: (day: string) => void;
  disabled?: boolean | undefined;
}

export function CalendarButton({ day, onPick, disabled }: Props) {
  const { t } = useTranslation('fields');
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          disabled={disabled}
          data-aside
          aria-label={t('openCalendar')}
          onClick={() => setOpened((open) => !open)}
        >
          <IconCalendar size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<Skeleton width={260} height={290} />}>
          <Calendar
            day={day}
            onPick={(picked) => {
              setOpened(false);
              onPick(picked);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
