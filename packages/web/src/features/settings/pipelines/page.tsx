import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../data/session.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { NewPipeline } from './new-pipeline.tsx';
import { PipelineList } from './pipeline-list.tsx';
import classes from './pipelines.module.css';
import { Stages } from './stages.tsx';

/** The pipelines in their order, and the stages of one as the board shows them. */
export function PipelinesPage() {
  const { t } = useTranslation('arrange');
  const { can } = useMe();
  const pipelines = useSmallList('pipeline');
  const { open } = useSearch({ from: '/inside/settings/$page' });
  const navigate = useNavigate({ from: '/settings/$page' });
  const [adding, setAdding] = useState<{ copyOf: string | null } | null>(null);
  const chosen = pipelines.find((one) => one.id === open) ?? pipelines[0];
  const choose = (id: string | undefined) =>
    void navigate({ search: id === undefined ? {} : { open: id }, replace: true });
  return (
    <Stack className={classes['page']} gap="md">
      <Group justify="space-between" align="start">
        <div>
          <Title order={2}>{t('pipelines.title')}</Title>
          <Text c="dimmed">{t('pipelines.intro')}</Text>
        </div>
        {can.administer ? (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding({ copyOf: null })}
          >
            {t('pipelines.add')}
          </Button>
        ) : null}
      </Group>
      <PipelineList
        pipelines={pipelines}
        chosen={chosen?.id}
        isFixed={!can.administer}
        onChoose={choose}
        onCopy={(copyOf) => setAdding({ copyOf })}
      />
      {chosen ? <Stages key={chosen.id} pipeline={chosen} isFixed={!can.administer} /> : null}
      {adding ? (
        <NewPipeline
          copyOf={adding.copyOf}
          pipelines={pipelines}
          onMade={choose}
          onClose={() => setAdding(null)}
        />
      ) : null}
    </Stack>
  );
}
