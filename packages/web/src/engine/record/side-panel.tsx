import { Button, Text } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { showsActivities } from '@relata/model';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '../../data/catalog.ts';
import { favouritesQuery } from '../../data/favourites.ts';
import { RecordLink } from '../../fields/record-link.tsx';
import { Activity } from '../timeline/activity-entry.tsx';
import { useTimeline } from '../timeline/use-timeline.ts';
import { FoldingSection } from './folding-section.tsx';
import styles from './record.module.css';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  onPlan: () => void;
}

const everything = [] as const;

/** What is next on this record, and the records that the person keeps at hand. */
export function SidePanel({ object, record, onPlan }: Props) {
  const { t } = useTranslation('record');
  const mayPlan = useCatalog().objects['activity']?.can.create;
  const { planned, isLoading } = useTimeline(object, record.id, everything);
  const { data: favourites = [] } = useQuery(favouritesQuery);
  const others = favourites.filter((one) => one.id !== record.id).slice(0, 8);
  return (
    <>
      {showsActivities(object) ? (
        <FoldingSection
          object={object.name}
          name=":next"
          title={t('next.title')}
          className={styles['section']}
        >
          <ul className={styles['list']}>
            {planned.slice(0, 3).map((entry) =>
              entry.record ? (
                <li key={entry.id} className={styles['card']}>
                  <Activity activity={entry.record} />
                </li>
              ) : null,
            )}
          </ul>
          {planned.length || isLoading ? null : (
            <Text size="sm" c="dimmed">
              {t('next.none')}
            </Text>
          )}
          {mayPlan ? (
            <Button
              mt="xs"
              size="compact-sm"
              variant="default"
              leftSection={<IconCalendarPlus size={15} />}
              onClick={onPlan}
            >
              {t('composer.plan')}
            </Button>
          ) : null}
        </FoldingSection>
      ) : null}
      {others.length ? (
        <FoldingSection
          object={object.name}
          name=":favourites"
          title={t('favourites')}
          className={styles['section']}
        >
          <ul className={styles['list']}>
            {others.map((one) => (
              <li key={one.id} style={{ minWidth: 0, display: 'grid' }}>
                <RecordLink object={one.object} reference={one} />
              </li>
            ))}
          </ul>
        </FoldingSection>
      ) : null}
    </>
  );
}
