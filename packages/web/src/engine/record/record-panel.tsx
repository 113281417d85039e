import { Button } from '@mantine/core';
import { ApiProblem, type DescribedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/problem-text.ts';
import { recordQuery } from '../../data/records.ts';
import { Empty } from '../../ui/empty.tsx';
import { RecordSkeleton } from './record-skeleton.tsx';
import { RecordView } from './record-view.tsx';

interface Props {
  object: DescribedObject;
  id: string;
  /** It was deleted, or is not there. */
  onGone: () => void;
}

/** A record in the drawer beside a list: the same as on its page, narrow. */
export function RecordPanel({ object, id, onGone }: Props) {
  const { t } = useTranslation('record');
  const problemText = useProblemText();
  const [tab, setTab] = useState<string | null>(null);
  const { data: record, error, refetch } = useQuery(recordQuery(object, id));
  if (record)
    return <RecordView object={object} record={record} tab={tab} onTab={setTab} onGone={onGone} />;
  if (!error) return <RecordSkeleton />;
  const isGone = error instanceof ApiProblem && error.status === 404;
  return (
    <Empty title={isGone ? t('gone.title') : problemText(error)} role="alert">
      <Button variant="default" onClick={isGone ? onGone : () => void refetch()}>
        {t(isGone ? 'close' : 'again')}
      </Button>
    </Empty>
  );
}
