import { Button, Progress, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { client } from '../../../data/client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { noteWork, workQuery } from '../../../data/work.ts';

/** Has a formula made anew for all records, and says how far that is. */
export function Recompute({ object, name }: { object: DescribedObject; name: string }) {
  const { t } = useTranslation('formula');
  const format = useFormat();
  const { data: work = [] } = useQuery(workQuery);
  const latest = work.find((one) => one.kind === 'recompute' && one.object === object.name);
  const isRunning = latest?.status === 'running';
  const { done, total } = latest?.progress ?? { done: 0, total: 0 };
  const begin = () => client.recomputeField(`${object.name}.${name}`).then(noteWork, sayProblem);
  return (
    <div>
      <Button variant="default" size="xs" loading={isRunning} onClick={() => void begin()}>
        {t('recompute')}
      </Button>
      {latest && (isRunning || latest.status === 'done') ? (
        <div role="status">
          <Progress
            mt="xs"
            size="sm"
            value={total ? (done / total) * 100 : 100}
            animated={isRunning && !total}
            aria-label={t('recompute')}
          />
          {total ? (
            <Text size="xs" c="dimmed" mt={4}>
              {t('recomputing', { done: format.number(done), total: format.number(total) })}
            </Text>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
