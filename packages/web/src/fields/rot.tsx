import type { AnyRecord, DescribedObject } from '@relata/client';
import { type Rot, rotOf } from '@relata/model';
import { IconHourglassHigh } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../app/format.ts';
import { useLabels } from '../app/language.ts';
import styles from './fields.module.css';
import { useReading } from './reading.tsx';
import { useSmallList } from './titles.ts';
import { placeIn } from './way.ts';

/** How long records have stood still, by the limits of their stages and pipelines. */
export function useRot(object: DescribedObject): (record: AnyRecord) => Rot | null {
  const { now } = useReading();
  const toStage = object.fields[object.stages?.stage ?? '']?.to;
  const toPipeline = object.fields[object.stages?.pipeline ?? '']?.to;
  const stages = useSmallList(toStage ?? '', toStage !== undefined);
  const pipelines = useSmallList(toPipeline ?? '', toPipeline !== undefined);
  return useCallback(
    (record) => {
      const place = placeIn(object, record);
      return rotOf(
        record,
        object.idle,
        stages.find((one) => one.id === place.stage),
        pipelines.find((one) => one.id === place.pipeline),
        now,
      );
    },
    [object, stages, pipelines, now],
  );
}

/** For how many days nothing has happened, and what happened last; amber and red once that is too long ago. */
export function RotMark({ object, rot }: { object: DescribedObject; rot: Rot }) {
  const { t } = useTranslation('board');
  const labels = useLabels();
  const format = useFormat();
  const because = rot.because ? labels.option(object, object.idle?.because ?? '', rot.because) : '';
  const why = t('idleWhy', { count: rot.days, because, when: format.date(rot.since) });
  return (
    <span className={styles['rot']} data-level={rot.level} title={why}>
      <IconHourglassHigh size={12} aria-hidden style={{ verticalAlign: '-1px' }} />{' '}
      {t(rot.level === 'fine' ? 'days' : 'idle', { count: rot.days })}
      <span className="visually-hidden">{why}</span>
    </span>
  );
}
